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
MAX_SHIFTED, MAX_LINEAR = 4_000, 12
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
    for fact in facts:
        rest = _in_domains(ring, integers, -fact.polynomial)
        if rest is not None and (fact.strict or any(not names for _, names in rest)):
            return combination([("1", [fact.name]), *((c, names) for c, names in rest if names)])
    return None


def by_elimination(ring: Ring, integers: Sequence[str], facts: Sequence[Fact]) -> Combination | None:
    """Contradiction from two facts linear in one parameter: A·f + B·g is free of it and negative for integers ≥ 1.

    A, B and what is left have non-negative coefficients in the x - 1, x an integer parameter.
    """
    for place, name in enumerate(ring.names):
        if name in integers:
            continue
        slopes = [(f, f.polynomial.derivative(name)) for f in facts if f.polynomial.degrees()[place] == 1]
        for (f, a), (g, b) in itertools.combinations(slopes[:MAX_LINEAR], 2):
            for sign in (1, -1):
                factors = [_in_domains(ring, integers, p) for p in (b * sign, a * -sign)]
                rest = -(f.polynomial * b - g.polynomial * a) * sign
                remaining = _in_domains(ring, integers, rest)
                if remaining is None or not all(factors):
                    continue
                parts = [(h, c, d) for h, p in zip((f, g), factors, strict=True) for c, d in p or []]
                if any(h.strict and not d for h, _, d in parts) or any(not d for _, d in remaining):
                    terms = [(c, [h.name, *d]) for h, c, d in parts]
                    return combination([*terms, *((c, d) for c, d in remaining if d)])
    return None


def _in_domains(ring: Ring, integers: Sequence[str], p: fmpq_mpoly) -> list[tuple[str, list[str]]] | None:
    """Return p as a sum of positive multiples of products of the x - 1, x an integer parameter; None if it is none."""
    if _size_after_shift(p) > MAX_SHIFTED:
        return None
    shifted = p.compose(*(g + 1 if n in integers else g for n, g in ring.generators.items()), ctx=ring.context)
    terms = []
    for exponents, value in shifted.to_dict().items():
        powers = dict(zip(ring.names, map(int, exponents), strict=True))
        if value < 0 or any(k and n not in integers for n, k in powers.items()):
            return None
        terms.append((str(value), [f"domain:{n}" for n, k in powers.items() for _ in range(k)]))
    return terms


def _size_after_shift(p: fmpq_mpoly) -> int:
    degrees = [int(d) for d in p.degrees()]
    return min(prod(d + 1 for d in degrees), comb(len(degrees) + max(0, p.total_degree()), len(degrees)))


def by_products(
    ring: Ring, facts: Sequence[Fact], level: int, budget: Budget, only: Iterable[Sequence[Fact]] | None = None
) -> Combination | Point | None:
    """Contradiction from products of at most `level` facts, or from those that are chosen; else, at level one, a point
    of the linear relaxation."""
    each = _products(facts, level) if only is None else map(_product, only)
    products = list(itertools.islice(each, MAX_COLUMNS))
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
            yield _product(chosen)


def _product(chosen: Sequence[Fact]) -> tuple[list[str], fmpq_mpoly, bool]:
    polynomial = chosen[0].polynomial
    for fact in chosen[1:]:
        polynomial = polynomial * fact.polynomial
    return [f.name for f in chosen], polynomial, all(f.strict for f in chosen)


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
