"""Contradictions between polynomial facts: non-negative combinations of products that sum to a negative constant.

Farkas' lemma is the case of degree one; products of facts give Handelman's certificates for polynomial facts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod
from typing import Any

from flint import fmpq, fmpq_mpoly

from boundlab.symbolic.linear import Column, Multipliers, Separation, solve
from boundlab.symbolic.rational import Ring, to_fraction

MAX_COLUMNS, MAX_ENTRIES = 2_500, 20_000
MAX_SHIFTED = 4_000
LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Fact:
    """`polynomial` ≥ 0, or > 0 if `strict`; `square` says that it is a square."""

    name: str
    polynomial: fmpq_mpoly
    strict: bool
    square: bool = False


class Exhausted(Exception):
    """The work a decision may take is used up."""


@dataclass
class Budget:
    """What is left of the work a decision may take, in units of roughly one reduced-profit evaluation."""

    left: int

    def spend(self, amount: int) -> None:
        """Take `amount`; raises Exhausted when nothing is left."""
        self.left -= amount
        if self.left < 0:
            raise Exhausted


Combination = dict[str, Any]
Point = dict[str, Fraction]


def by_shift(ring: Ring, integers: Sequence[str], facts: Iterable[Fact]) -> Combination | None:
    """Contradiction from one fact p ≥ 0 where -p has non-negative coefficients in the x - 1, x an integer parameter."""
    shifted = [g + 1 if n in integers else g for n, g in ring.generators.items()]
    for fact in facts:
        negative = -fact.polynomial
        if _size_after_shift(negative) > MAX_SHIFTED:
            continue
        if shifted:
            negative = negative.compose(*shifted, ctx=ring.context)
        terms = [("1", [fact.name])]
        for exponents, value in negative.to_dict().items():
            powers = dict(zip(ring.names, map(int, exponents), strict=True))
            if value < 0 or any(k and n not in integers for n, k in powers.items()):
                break
            names = [f"domain:{n}" for n, k in powers.items() for _ in range(k)]
            if names:
                terms.append((str(value), names))
        else:
            if fact.strict or negative.to_dict().get((0,) * len(ring.names), 0) > 0:
                return combination(terms)
    return None


def _size_after_shift(p: fmpq_mpoly) -> int:
    degrees = [int(d) for d in p.degrees()]
    return min(prod(d + 1 for d in degrees), comb(len(degrees) + max(0, p.total_degree()), len(degrees)))


def by_products(ring: Ring, facts: Sequence[Fact], level: int, budget: Budget) -> Combination | Point | None:
    """Contradiction from products of at most `level` facts; else, at level one, a point of the linear relaxation."""
    products = list(itertools.islice(_products(facts, level), MAX_COLUMNS))
    rows: dict[tuple[int, ...], int] = {(0,) * len(ring.names): 0}
    columns: list[Column] = []
    entries = 0
    for _, polynomial, _ in products:
        entries += len(polynomial)
        if entries > MAX_ENTRIES:
            break
        terms = polynomial.to_dict().items()
        columns.append({rows.setdefault(tuple(map(int, exponents)), len(rows)): value for exponents, value in terms})
    norm = len(rows)
    for column, (_, _, strict) in zip(columns, products, strict=False):
        if strict:
            column[norm] = fmpq(1)
    columns.append({0: fmpq(1), norm: fmpq(1)})
    budget.spend(entries)
    answer = solve(columns, [fmpq(0)] * norm + [fmpq(1)], budget.spend)
    if isinstance(answer, Multipliers):
        chosen = [(str(v), products[j][0]) for j, v in answer.values.items() if j < len(columns) - 1]
        return combination(chosen)
    if isinstance(answer, Separation) and level == 1:
        return _point(ring, rows, answer)
    return None


def _products(facts: Sequence[Fact], level: int) -> Iterable[tuple[list[str], fmpq_mpoly, bool]]:
    for size in range(1, level + 1):
        pool = facts if size < 3 else facts[:40]
        for chosen in itertools.combinations_with_replacement(pool, size):
            if sum(f.square for f in chosen) > 1:
                continue
            polynomial = chosen[0].polynomial
            for fact in chosen[1:]:
                polynomial = polynomial * fact.polynomial
            yield [f.name for f in chosen], polynomial, all(f.strict for f in chosen)


def _point(ring: Ring, rows: dict[tuple[int, ...], int], separation: Separation) -> Point:
    scale = separation.values[0]
    point = {}
    for i, name in enumerate(ring.names):
        row = rows.get(tuple(int(i == k) for k in range(len(ring.names))))
        if row is not None:
            point[name] = to_fraction(separation.values[row] / scale)
    return point


def combination(terms: Iterable[tuple[str, list[str]]]) -> Combination:
    """Return the closing of a case that adds up coefficients times products of named facts."""
    return {"by": "combination", "terms": [[coefficient, names] for coefficient, names in terms]}
