"""Where a parameter ranges, by the facts about it alone, and which signs a linear polynomial in it cannot have.

Only whether to write that a case is impossible is decided here: Coq shows it, or refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.parser import Chain
from boundlab.checking._rewritten.polynomial import Polynomial
from boundlab.checking._rewritten.statement import Statement

# A polynomial and its relation to 0.
Fact = tuple[Polynomial, str]
_TURNED = {">": "<", ">=": "<=", "=": "=", "<": ">", "<=": ">="}


def facts_of(plain: Statement, signs: Iterable[tuple[Any, int]]) -> list[Fact]:
    """Return what ranges, conditions and signs of rational functions say."""
    algebra, budget = Algebra(plain), plain.budget
    one = Polynomial.constant(1, budget)
    found = [(Polynomial.variable(name, budget) - one, ">=") for name in plain.integers]
    for tree in plain.conditions:
        if isinstance(tree, Chain):
            for left, relation, right in zip(tree.operands, tree.relations, tree.operands[1:], strict=False):
                gap = algebra.rational(left) - algebra.rational(right)
                if relation in _TURNED and (polynomial := gap.as_polynomial()) is not None:
                    found.append((polynomial, relation))
    for value, sign in signs:
        if (polynomial := value.as_polynomial()) is not None:
            found.append((polynomial, "<=>"[sign + 1]))
    return found


def impossible(value: Polynomial, sign: int, facts: list[Fact]) -> bool:
    """Return whether a linear polynomial has no such sign where each of its parameters ranges."""
    slopes = {monomial: Fraction(k) for monomial, k in value.terms.items() if monomial}
    if not slopes or any(len(m) != 1 or m[0][1] != 1 for m in slopes):
        return False
    low = high = Fraction(value.terms.get((), 0))
    open_low = open_high = False
    for ((name, _),), k in slopes.items():
        ends = _range(name, facts)
        if k < 0:
            ends = ends[1], ends[0]
        (down, down_open), (up, up_open) = ends
        low, open_low = (low + k * down if down is not None and low is not None else None), open_low or down_open  # type: ignore[assignment]
        high, open_high = (high + k * up if up is not None and high is not None else None), open_high or up_open  # type: ignore[assignment]
    below = high is not None and (high < 0 or (high == 0 and open_high))
    above = low is not None and (low > 0 or (low == 0 and open_low))
    if sign == 0:
        return below or above
    return (below or high == 0) if sign > 0 else (above or low == 0)


def _range(name: str, facts: list[Fact]) -> tuple[tuple[Fraction | None, bool], tuple[Fraction | None, bool]]:
    """Return the least and the greatest value of a parameter, each with whether it is excluded."""
    low: tuple[Fraction | None, bool] = None, False
    high: tuple[Fraction | None, bool] = None, False
    for polynomial, stated in facts:
        slope = Fraction(polynomial.terms.get(((name, 1),), 0))
        if not slope or len(polynomial.terms) > 1 + (() in polynomial.terms):
            continue
        end = -Fraction(polynomial.terms.get((), 0)) / slope
        relation = stated if slope > 0 else _TURNED[stated]
        strict = relation in "<>"
        if relation in (">", ">=", "=") and (low[0] is None or (end, strict) > (low[0], low[1])):
            low = end, strict
        if relation in ("<", "<=", "=") and (high[0] is None or (-end, strict) > (-high[0], high[1])):
            high = end, strict
    return low, high
