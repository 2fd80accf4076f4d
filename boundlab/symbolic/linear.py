"""Exact linear feasibility: non-negative multipliers, or the functional that separates (Farkas).

One revised simplex in rational arithmetic answers both ways, so every call of the decision procedure ends with
a certificate or with a point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flint import fmpq

Column = dict[int, fmpq]
ZERO = fmpq(0)


@dataclass(frozen=True)
class Multipliers:
    """y ≥ 0 with A·y = b: the non-zero entries, by column."""

    values: dict[int, fmpq]


@dataclass(frozen=True)
class Separation:
    """π with π·A_j ≤ 0 for every column j and π·b > 0: no multipliers exist."""

    values: list[fmpq]


def solve(
    columns: Sequence[Column], target: Sequence[fmpq], spend: Callable[[int], None] = lambda work: None
) -> Multipliers | Separation:
    """Find y ≥ 0 with Σ y_j·columns[j] = target, or a separation; each pivot reports its work to `spend` beforehand.

    Phase one of the simplex method with artificial variables; the entering column is the one of largest
    reduced profit, and by Bland's rule after a run of degenerate pivots, so it terminates.
    """
    work = len(target) ** 2 + sum(map(len, columns))
    spend(work)
    rows = range(len(target))
    signs = [fmpq(-1) if b < 0 else fmpq(1) for b in target]
    solution = [b * s for b, s in zip(target, signs, strict=True)]
    inverse = [[fmpq(int(i == j)) for j in rows] for i in rows]
    basis = [-1 - i for i in rows]  # negative: artificial
    degenerate = 0
    while True:
        artificial = [i for i in rows if basis[i] < 0]
        if all(solution[i] == 0 for i in artificial):
            return Multipliers({basis[i]: solution[i] for i in rows if basis[i] >= 0 and solution[i] != 0})
        prices = [sum((inverse[i][j] for i in artificial), ZERO) * signs[j] for j in rows]
        spend(work)
        entering = _entering(columns, prices, bland=degenerate > 20)
        if entering is None:
            return Separation(prices)
        scaled = [(k, v * signs[k]) for k, v in columns[entering].items()]
        direction = [sum((inverse[i][k] * v for k, v in scaled), ZERO) for i in rows]
        leaving = min(
            (i for i in rows if direction[i] > 0), key=lambda i: (solution[i] / direction[i], basis[i] >= 0, basis[i])
        )
        degenerate = degenerate + 1 if solution[leaving] == 0 else 0
        _pivot(inverse, solution, direction, leaving)
        basis[leaving] = entering


def _entering(columns: Sequence[Column], prices: list[fmpq], bland: bool) -> int | None:
    best, found = ZERO, None
    for j, column in enumerate(columns):
        profit = sum((prices[k] * v for k, v in column.items()), ZERO)
        if profit > best:
            best, found = profit, j
            if bland:
                break
    return found


def _pivot(inverse: list[list[fmpq]], solution: list[fmpq], direction: list[fmpq], leaving: int) -> None:
    scale = 1 / direction[leaving]
    pivot_row = inverse[leaving] = [v * scale for v in inverse[leaving]]
    solution[leaving] *= scale
    for i, factor in enumerate(direction):
        if i != leaving and factor != 0:
            inverse[i] = [a - factor * b for a, b in zip(inverse[i], pivot_row, strict=True)]
            solution[i] -= factor * solution[leaving]
