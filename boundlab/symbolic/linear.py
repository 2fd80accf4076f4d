"""Exact linear feasibility: non-negative multipliers, or the functional that separates (Farkas).

One revised simplex in rational arithmetic answers both ways, so every call of the decision procedure ends with
a certificate or with a point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lcm

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
    inverse: list[Column] = [{i: fmpq(1)} for i in rows]  # by rows, without zeros
    totals = [fmpq(1) for _ in rows]  # of the columns of the inverse, over the rows of artificial variables
    basis = [-1 - i for i in rows]  # negative: artificial
    degenerate = 0
    whole = _in_integers(columns)
    while True:
        if all(solution[i] == 0 for i in rows if basis[i] < 0):
            return Multipliers({basis[i]: solution[i] for i in rows if basis[i] >= 0 and solution[i] != 0})
        prices = [total * sign for total, sign in zip(totals, signs, strict=True)]
        spend(work)
        entering = _entering(whole, prices, bland=degenerate > 20)
        if entering is None:
            return Separation(prices)
        scaled = [(k, v * signs[k]) for k, v in columns[entering].items()]
        direction = [sum([row[k] * v for k, v in scaled if k in row], ZERO) for row in inverse]
        leaving = min(
            (i for i in rows if direction[i] > 0), key=lambda i: (solution[i] / direction[i], basis[i] >= 0, basis[i])
        )
        degenerate = degenerate + 1 if solution[leaving] == 0 else 0
        profit = sum([d for d, b in zip(direction, basis, strict=True) if b < 0], ZERO)
        for k, v in _pivot(inverse, solution, direction, leaving):
            totals[k] -= profit * v
        basis[leaving] = entering


def _in_integers(columns: Sequence[Column]) -> list[list[tuple[int, int]]]:
    """Return the columns, all multiplied by one number that makes them integers: these are added up much faster."""
    scale = lcm(*{int(v.q) for column in columns for v in column.values()})
    return [[(k, int(v.p) * (scale // int(v.q))) for k, v in column.items()] for column in columns]


def _entering(columns: Sequence[list[tuple[int, int]]], prices: list[fmpq], bland: bool) -> int | None:
    scale = lcm(*(int(p.q) for p in prices))
    scaled = [int(p.p) * (scale // int(p.q)) for p in prices]
    best, found = 0, None
    for j, column in enumerate(columns):
        profit = sum([scaled[k] * v for k, v in column])
        if profit > best:
            best, found = profit, j
            if bland:
                break
    return found


def _pivot(inverse: list[Column], solution: list[fmpq], direction: list[fmpq], leaving: int) -> list[tuple[int, fmpq]]:
    """Return the entries of the new row."""
    scale = 1 / direction[leaving]
    entries = [(k, v * scale) for k, v in inverse[leaving].items()]
    solution[leaving] *= scale
    for i, factor in enumerate(direction):
        if i != leaving and factor != 0:
            row = inverse[i]
            for k, v in entries:
                changed = row[k] - factor * v if k in row else -factor * v
                if changed:
                    row[k] = changed
                else:
                    del row[k]
            solution[i] -= factor * solution[leaving]
    inverse[leaving] = dict(entries)
    return entries
