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
