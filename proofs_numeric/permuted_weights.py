"""LaPerm: training that ends in permutations of the initial weights, row by row: what is kept, and how many bits it is.

Synchronising a row replaces its weights by its initial values in the order of the weights: the smallest weight by the
smallest initial value, and so on. `kept`: after any training steps and synchronisations, the last step being one, the
sorted values of every row are the initial ones, ties included. `order`: the new row is ordered as the weights were.
`bits`: rows of n distinct values have n! arrangements each, so for rows n_1, n_2, … B bits tell all arrangements apart
if and only if 2^B ≥ Π n_i!; for 64-64-10 without biases B = 21904, where 32-bit floats take 151552. A reader needs
the initial values too, or the seed that they come from.

Source: Feng & Zhuo 2021, "LaPerm" (abstract); statements and proofs are derived here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import factorial
from typing import Any

from proofs_numeric._verdict import Budget, Control, Step, Verdict, enumerated, exact, pick, verdict

KNOWN: dict[str, str] = {}
ROWS = (64,) * (64 + 10)  # a row for each unit of 64-64-10 behind the inputs, biases left out
Synchronise = Callable[[Sequence[Fraction], Sequence[Fraction]], list[Fraction]]


def synchronised(weights: Sequence[Fraction], initial: Sequence[Fraction]) -> list[Fraction]:
    """The initial values, in the order of the weights; equal weights are ordered by their places.

    >>> synchronised([5, -1, 5], [1, 2, 3])
    [2, 1, 3]
    """
    order = sorted(range(len(weights)), key=lambda i: weights[i])
    found = list(initial)
    for place, value in zip(order, sorted(initial), strict=True):
        found[place] = value
    return found


def nearest(weights: Sequence[Fraction], initial: Sequence[Fraction]) -> list[Fraction]:
    """The initial value nearest to each weight: no permutation."""
    return [min(initial, key=lambda v: abs(v - w)) for w in weights]


def by_value(weights: Sequence[Fraction], initial: Sequence[Fraction]) -> list[Fraction]:
    """Ranks looked up by value: equal weights get the same value, as by a slip."""
    ordered, values = sorted(weights), sorted(initial)
    return [values[ordered.index(w)] for w in weights]


def _runs(seed: int, count: int, synchronise: Synchronise) -> Iterator[tuple[int, list[Any], list[Any], list[Any]]]:
    """Initial rows, rows before the last synchronisation, rows after it."""
    rng = random.Random(seed)
    for number in range(count):
        width, rows = rng.randint(1, 8), rng.randint(1, 3)
        initial = [[Fraction(rng.randint(-9, 9), rng.randint(1, 4)) for _ in range(width)] for _ in range(rows)]
        weights, before = [list(row) for row in initial], initial
        for _ in range(rng.randint(1, 6)):
            before = [[w + Fraction(rng.randint(-4, 4), rng.randint(1, 2)) for w in row] for row in weights]
            weights = [synchronise(row, start) for row, start in zip(before, initial, strict=True)]
        yield number, initial, before, weights


def kept(name: str, budget: Budget, seed: int, synchronise: Synchronise = synchronised) -> Step:
    """Sorted rows, after any number of steps and synchronisations."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for number, initial, _, weights in _runs(seed, pick(budget, 100, 1000), synchronise):
            same = [sorted(row) for row in weights] == [sorted(row) for row in initial]
            yield same, {"number": number, "initial": _shown(initial), "weights": _shown(weights)}

    return enumerated(name, "each row keeps its values", "random rational rows with ties", cases(), "exact rationals")


def order(name: str, budget: Budget, seed: int, synchronise: Synchronise = synchronised) -> Step:
    """w_i < w_j before it gives w_i ≤ w_j after it."""

    def cases() -> Iterator[tuple[bool, Mapping[str, Any]]]:
        for number, _, before, after in _runs(seed, pick(budget, 100, 1000), synchronise):
            for old, new in zip(before, after, strict=True):
                pairs = [(i, j) for i in range(len(old)) for j in range(len(old)) if old[i] < old[j]]
                yield all(new[i] <= new[j] for i, j in pairs), {"number": number, "before": _shown([old])}

    return enumerated(name, "the order of the weights is kept", "random rational rows", cases(), "exact rationals")


def bits(name: str, stated: int = 21904, floats: int = 151552, rows: Sequence[int] = ROWS) -> Step:
    """2^B ≥ Π n_i! > 2^(B - 1), and 32 bits for each weight."""
    arrangements = 1
    for n in rows:
        arrangements *= factorial(n)
    holds = 2**stated >= arrangements > 2 ** (stated - 1) and 32 * sum(rows) == floats
    least = (arrangements - 1).bit_length()
    witness = {"stated": stated, "least": least, "floats": 32 * sum(rows)}
    statement = (
        f"{stated} bits tell the arrangements of 74 rows of 64 apart, one bit less does not; floats take {floats}"
    )
    return exact(name, statement, holds, "integers", witness, domain="64-64-10, no biases, distinct values in each row")


def _shown(rows: list[list[Fraction]]) -> list[list[str]]:
    return [[str(v) for v in row] for row in rows]


def _backwards(weights: Sequence[Fraction], initial: Sequence[Fraction]) -> list[Fraction]:
    return synchronised([-w for w in weights], initial)


def check(budget: Budget, seed: int) -> Verdict:
    """Run the steps."""
    return verdict([kept("kept", budget, seed), order("order", budget, seed), bits("bits")], budget, seed)


CONTROLS = (
    Control("the nearest initial value in place of the ranked one", lambda b, s: kept("c", b, s, nearest)),
    Control("equal weights share a rank", lambda b, s: kept("c", b, s, by_value)),
    Control("ranks in descending order", lambda b, s: order("c", b, s, _backwards)),
    Control("six bits for each index", lambda b, s: bits("c", stated=6 * sum(ROWS))),
    Control("one bit less", lambda b, s: bits("c", stated=21903)),
)
