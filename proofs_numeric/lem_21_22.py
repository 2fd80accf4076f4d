"""Lemmas 21 and 22 of Galanti & Wolf 2020: the exponents of theorems 2 and 3 out of their case analysis.

Write ε^(-a), ε^(-w), ε^(-k) for the sizes N_q, w1 (first layer) and k (embedding). A dense first layer has w1·k
parameters, so a ≥ w + k. Approximating the embedding, or its image under the first layer, turns q(x, e(I)) into a
family on the whole cube, which needs ε^(-m) parameters in total; so either q has them, or the approximation of the
embedding does.

How much that approximation costs depends on the norm that is bounded, and gives three readings of lemma 21:

* (i) sums of the coordinates' norms are bounded: n coordinates cost n·ε^(-m2). This is what C(e) ≤ ℓ1 provides.
* (ii) only each coordinate's norm, for the embedding itself: n·(n/ε)^m2 there, n·ε^(-m2) for its image.
* (iii) only each coordinate's norm in both: n·(n/ε)^m2.

Both approximations are always available, so both disjunctions hold; the paper splits at w1 = ε^(-m1) and uses one in
each case.
"""

from __future__ import annotations

from dataclasses import dataclass

from boundlab.symbolic.optimum import Optimum, minimise
from proofs_numeric._verdict import WHOLE, Budget, Control, Outcome, Step, Verdict, decided, exact, verdict

CONCERNS = ("galanti-wolf-2020/thm-2", "galanti-wolf-2020/thm-3")

SIZES = ("a >= w + k", "w >= 0", "k >= 0")
SUMS, COORDINATES = "{n} + m2", "{n}*(1 + m2) + m2"


@dataclass(frozen=True)
class Reading:
    """What approximating the embedding (dimension k) and its image (dimension w) costs, as exponents."""

    name: str
    embedding: str
    image: str

    def constraints(self, *, split: bool = False) -> tuple[str, ...]:
        """Return the constraints on (a, w, k); `split`: with the paper's case distinction at w = m1."""
        by_embedding = f"max(a, {self.embedding.format(n='k')}) >= m1 + m2"
        by_image = f"max(a, {self.image.format(n='w')}) >= m1 + m2"
        if split:
            return (*SIZES, f"w >= m1 and {by_embedding} or w < m1 and {by_image}")
        return (*SIZES, by_embedding, by_image)


READINGS = (
    Reading("i", SUMS, SUMS),
    Reading("ii", COORDINATES, SUMS),
    Reading("iii", COORDINATES, COORDINATES),
)


def theorem_3(reading: Reading, *, split: bool = False) -> Optimum:
    """Return the least exponent of N_q that the constraints allow, proved and shown to be attained.

    >>> [str(theorem_3(reading).value) for reading in READINGS]
    ['min(2*m1, m1 + m2)', 'min((m1*m2 + 2*m1)/(m2 + 1), m1 + m2)', '2*m1/(m2 + 1)']
    """
    return minimise("a", ["w", "k"], reading.constraints(split=split))


def theorem_2() -> Optimum:
    """Return the least exponent of N_q for a fixed embedding dimension, k = 0, and bounded sums.

    >>> print(theorem_2().value)
    m1 + m2
    """
    return minimise("a", ["w", "k"], (*READINGS[0].constraints(), "k = 0"))


KNOWN = {
    "reading-ii": "with only coordinatewise norms for the embedding the case analysis gives m1(m2+2)/(m2+1)",
    "reading-iii": "with only coordinatewise norms the case analysis gives 2·m1/(m2+1)",
}
STATEMENTS = {
    "i": "sums of the coordinates' norms bounded (what C(e) ≤ ℓ1 provides)",
    "ii": "only each coordinate's norm bounded, for the embedding",
    "iii": "only each coordinate's norm bounded, for the embedding and its image",
}


def exponent(name: str, reading: Reading, bound: str, statement: str) -> Step:
    """N_q = ε^(-a) has a ≥ `bound` under this reading."""
    return decided(name, f"a >= {bound}", reading.constraints(), ["a", "w", "k"], statement=statement)


def attained(reading: Reading) -> Step:
    """The exponent of this reading is reached by some sizes, in every case."""
    optimum = theorem_3(reading)
    statement = f"reading ({reading.name}): the least a is {optimum.value}, and it is attained"
    if not optimum.exact:
        return Step(f"attained-{reading.name}", statement, Outcome.NOT_CHECKABLE, "the minimum was not shown")
    certificates = [c for d in (optimum.proof, *optimum.attained) if (c := d.certificate()) is not None]
    whole, scope = {"kind": "bundle", "certificates": certificates}, "all integers m1, m2 ≥ 1; a, w, k real"
    return exact(f"attained-{reading.name}", statement, True, scope, certificate=whole, domain=WHOLE)


def check(budget: Budget, seed: int) -> Verdict:
    """Prove min(m, 2m1) for reading (i) and m for k = O(1); find what the other readings give."""
    printed = "min(m1 + m2, 2*m1)"
    steps = [
        exponent("reading-i", READINGS[0], printed, f"Lemma 21, {STATEMENTS['i']}"),
        *(exponent(f"reading-{r.name}", r, printed, f"Lemma 21, {STATEMENTS[r.name]}") for r in READINGS[1:]),
        *(attained(r) for r in (READINGS if budget == "full" else READINGS[:1])),
        decided(
            "lemma-22",
            "a >= m1 + m2",
            (*READINGS[0].constraints(), "k = 0"),
            ["a", "w", "k"],
            statement="Lemma 22, k = O(1)",
        ),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("exponent m", lambda budget, seed: exponent("c", READINGS[0], "m1 + m2", "m")),
    Control("exponent 2·m1", lambda budget, seed: exponent("c", READINGS[0], "2*m1", "2·m1")),
    Control("exponent 2.01·m1", lambda budget, seed: exponent("c", READINGS[0], "min(m1+m2, 2.01*m1)", "2.01·m1")),
    Control(
        "dense first layer dropped: a ≥ w instead of a ≥ w + k",
        lambda budget, seed: decided(
            "c", "a >= min(m1 + m2, 2*m1)", ("a >= w", *READINGS[0].constraints()[1:]), ["a", "w", "k"]
        ),
    ),
)
