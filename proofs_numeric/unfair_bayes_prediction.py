"""Disentanglement and fairness: the best prediction of y from x can favour one group though y does not depend on it.

y and s are independent fair bits. If all that is seen is x = y ∧ s, the Bayes prediction is ŷ = x, and
P(ŷ = 1 | s = 1) = 1/2 while P(ŷ = 1 | s = 0) = 0. If x = (y, s), where y and s are apart, ŷ = y and both are 1/2.
All four outcomes are enumerated, in exact fractions.

Source: the example is derived here; that entangled representations can be unfair is Locatello et al. 2019 (recalled).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from proofs_numeric._verdict import Budget, Control, Step, Verdict, exact, verdict

KNOWN: dict[str, str] = {}
Seen = Callable[[int, int], object]


def rates(seen: Seen) -> tuple[Fraction, Fraction]:
    """P(ŷ = 1 | s = 0) and P(ŷ = 1 | s = 1), ŷ the more likely y given x (0 if both are as likely).

    >>> rates(lambda y, s: (y, s))
    (Fraction(1, 2), Fraction(1, 2))
    """
    worlds = list(product((0, 1), repeat=2))

    def predicted(x: object) -> bool:
        votes = [y for y, s in worlds if seen(y, s) == x]
        return 2 * sum(votes) > len(votes)

    def rate(group: int) -> Fraction:
        return Fraction(sum(predicted(seen(y, group)) for y in (0, 1)), 2)

    return rate(0), rate(1)


def group_rates(name: str, seen: Seen, what: str, stated: tuple[Fraction, Fraction]) -> Step:
    """The rates against the stated ones."""
    found = rates(seen)
    witness = {"P(ŷ=1|s=0)": str(found[0]), "P(ŷ=1|s=1)": str(found[1])}
    statement = f"x = {what}: P(ŷ=1|s=0) = {stated[0]}, P(ŷ=1|s=1) = {stated[1]}"
    return exact(name, statement, found == stated, "four outcomes", witness, domain="independent fair bits y, s")


HALF = Fraction(1, 2)
UNFAIR, FAIR = (Fraction(0), HALF), (HALF, HALF)


def check(budget: Budget, seed: int) -> Verdict:
    """Run both steps."""
    steps = [
        group_rates("mixed", lambda y, s: y & s, "y ∧ s", UNFAIR),
        group_rates("apart", lambda y, s: (y, s), "(y, s)", FAIR),
    ]
    return verdict(steps, budget, seed)


CONTROLS = (
    Control("y ∧ s called fair", lambda b, s: group_rates("c", lambda y, s: y & s, "y ∧ s", FAIR)),
    Control("(y, s) called unfair", lambda b, s: group_rates("c", lambda y, s: (y, s), "(y, s)", UNFAIR)),
    Control(
        "y ∨ s called unfair in the same direction", lambda b, s: group_rates("c", lambda y, s: y | s, "y ∨ s", UNFAIR)
    ),
)
