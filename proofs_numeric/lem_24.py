"""Lemma 24 and Theorem 4 of Galanti & Wolf 2020: the chain of errors behind the hypernetwork.

The primary class g approximates every slice to ε; Lemma 17 gives a continuous selector S with error at most 2ε + ε
(122); a
ReLU network f replaces S at the price of another ε (126). The triangle inequality gives 4ε (127); a proof that
stops at the error of S itself, 3ε, leaves out f.
"""

from __future__ import annotations

from proofs_numeric._verdict import Budget, Control, Step, Verdict, decided, verdict

CONCERNS = ("galanti-wolf-2020/thm-4",)

KNOWN = {"sketch": "the sketch says 3ε, which is the error of the selector; the network f adds ε"}
REAL = ["e", "best", "selector", "change", "total"]
CHAIN = ["e > 0", "best <= e", "selector <= 2*best + e", "change <= e", "total <= selector + change"]


def chain(name: str, constant: str, where: list[str] = CHAIN) -> Step:
    """‖g(.; f(I)) - y_I‖ ≤ constant·ε."""
    return decided(name, f"total <= {constant}*e", where, REAL, statement="error of g(x; f(I))")


def check(budget: Budget, seed: int) -> Verdict:
    """Prove 4ε; refute 3ε."""
    selector = decided("selector", "selector <= 3*e", CHAIN[:3], REAL[:3], statement="(122)")
    rescaled = decided(
        "theorem-4",
        "total <= d",
        ["e = d/4", *CHAIN],
        ["d", *REAL],
        statement="Theorem 4: with ε/4 in place of ε the error is at most ε",
    )
    return verdict([selector, chain("chain", "4"), chain("sketch", "3"), rescaled], budget, seed)


CONTROLS = (
    Control("constant halved", lambda budget, seed: chain("c", "2")),
    Control("the factor 2 of Lemma 17 dropped", lambda budget, seed: chain("c", "3")),
    Control("f not required to be close to S", lambda budget, seed: chain("c", "4", [*CHAIN[:3], CHAIN[4]])),
)
