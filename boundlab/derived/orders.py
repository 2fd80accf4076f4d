"""Quick comparisons of growth orders, falling back on the decision procedure."""

from __future__ import annotations

import itertools
from functools import lru_cache

from boundlab.symbolic.expression import Expression, evidently_positive, number, parameter
from boundlab.symbolic.order import Order, Term
from boundlab.symbolic.rational import normal

_POINTS = (1, 2, 5)


@lru_cache(maxsize=20_000)
def at_most(a: Order, b: Order) -> bool | None:
    """Is a ≲ b for all parameters (integers ≥ 1)? None if it could not be decided.

    >>> from boundlab.symbolic.grammar import parse_order
    >>> at_most(parse_order("eps^(-m/2)"), parse_order("eps^(-m)*log(1/eps)^(-2)"))
    True
    >>> at_most(parse_order("eps^(-m1)"), parse_order("eps^(-m2)"))
    False
    """
    return _compare(a, b, strict=False)


@lru_cache(maxsize=20_000)
def smaller(a: Order, b: Order) -> bool | None:
    """Is a ≺ b for all parameters (integers ≥ 1)? None if it could not be decided."""
    return _compare(a, b, strict=True)


def _compare(a: Order, b: Order, *, strict: bool) -> bool | None:
    if all(any(_evidently(s, t, strict=strict) for t in b.terms) for s in a.terms):
        return True
    names = sorted(set(a.parameters()) | set(b.parameters()))
    for values in itertools.islice(itertools.product(_POINTS, repeat=len(names)), 300):
        point = dict(zip(names, values, strict=True))
        x, y = a.growth_at(point), b.growth_at(point)
        if x > y or (strict and x == y):
            return False
    from boundlab.symbolic.decide import decide

    found = decide(f"{a} {'≺' if strict else '≲'} {b}")
    return None if found.verdict == "undecided" else found.proved


def _evidently(s: Term, t: Term, *, strict: bool) -> bool:
    power, log = normal(t.power - s.power), normal(t.log - s.log)
    if evidently_positive(power, frozenset()):
        return True
    return power == number(0) and (evidently_positive(log, frozenset()) or (not strict and _evidently_nonnegative(log)))


def _evidently_nonnegative(e: Expression) -> bool:
    """Is `e` made of non-negative parts once every parameter n ≥ 1 is written as 1 + n?"""
    shifted = normal(e.substitute({n: parameter(n) + number(1) for n in e.parameters()}))
    return shifted == number(0) or evidently_positive(shifted, frozenset())
