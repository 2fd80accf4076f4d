"""Quick comparisons of growth orders, falling back on the decision procedure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from boundlab.symbolic.domain import POSITIVE_INTEGER, Domain, Ranges
from boundlab.symbolic.expression import Expression, Value, evidently_positive, number, parameter
from boundlab.symbolic.order import Order
from boundlab.symbolic.rational import normal
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.term import Term

_OFFSETS = (0, 1, 4)
_PLAIN = Ranges()


@lru_cache(maxsize=50_000)
def at_most(a: Order, b: Order, ranges: Ranges = _PLAIN, given: tuple[Stated, ...] = ()) -> bool | None:
    """Is a ≲ b for all parameters in `ranges`, the others integers ≥ 1, at which the conditions `given` hold?

    None if it could not be decided.

    >>> from boundlab.symbolic.grammar import parse_order
    >>> at_most(parse_order("eps^(-m/2)"), parse_order("eps^(-m)*log(1/eps)^(-2)"))
    True
    >>> at_most(parse_order("eps^(-m1)"), parse_order("eps^(-m2)"))
    False
    """
    return _compare(a, b, ranges, given, strict=False)


@lru_cache(maxsize=50_000)
def smaller(a: Order, b: Order, ranges: Ranges = _PLAIN, given: tuple[Stated, ...] = ()) -> bool | None:
    """Is a ≺ b for all these parameters? None if it could not be decided."""
    return _compare(a, b, ranges, given, strict=True)


def smaller_somewhere(
    a: Order, b: Order, ranges: Ranges = _PLAIN, given: tuple[Stated, ...] = ()
) -> dict[str, Value] | None:
    """Return parameters, out of a few that are tried, at which `given` hold and a ≺ b, or None."""
    names = sorted({*a.parameters(), *b.parameters()}.union(*(g.names for g in given)))
    domains = {n: ranges.get(n, POSITIVE_INTEGER) for n in names}
    for point in _admissible(domains, given):
        if a.growth_at(point) < b.growth_at(point):
            return point
    return None


def _admissible(domains: Mapping[str, Domain], given: tuple[Stated, ...]) -> Iterator[dict[str, Value]]:
    """Yield points of the domains, at most 300, at which `given` hold."""
    for values in itertools.islice(itertools.product(*(points(d) for d in domains.values())), 300):
        point = dict(zip(domains, values, strict=True))
        try:
            if all(g.holds(point) for g in given):
                yield point
        except ZeroDivisionError:
            continue


def _compare(a: Order, b: Order, ranges: Ranges, given: tuple[Stated, ...], *, strict: bool) -> bool | None:
    names = sorted({*a.parameters(), *b.parameters()}.union(*(g.names for g in given)))
    domains = {n: ranges.get(n, POSITIVE_INTEGER) for n in names}
    general = frozenset(n for n, domain in domains.items() if domain != POSITIVE_INTEGER)
    unsigned = Ranges.of(domains).unsigned
    if all(any(_evidently(s, t, unsigned, general, strict=strict) for t in b.terms) for s in a.terms):
        return True
    for point in _admissible(domains, given):
        x, y = a.growth_at(point), b.growth_at(point)
        if x > y or (strict and x == y):
            return False
    from boundlab.symbolic.decide import decide
    from boundlab.symbolic.stated import OrderClaim
    from boundlab.symbolic.statement import Statement

    claim = OrderClaim(a, "≺" if strict else "≲", b)
    found = decide(Statement.of(claim, given, Ranges.of(domains)))
    return None if found.verdict == "undecided" else found.proved


def points(domain: Domain) -> tuple[Value, ...]:
    """Return points of the domain at which orders are tried."""
    if domain.least is None:
        return (-3, 0, 2)
    start = domain.least + Fraction(1, 4) if domain.strict else domain.least
    return tuple(start + offset for offset in _OFFSETS)


def _evidently(s: Term, t: Term, unsigned: frozenset[str], general: frozenset[str], *, strict: bool) -> bool:
    power, log = normal(t.power - s.power), normal(t.log - s.log)
    if evidently_positive(power, unsigned):
        return True
    if power != number(0):
        return False
    return evidently_positive(log, unsigned) or (not strict and _evidently_nonnegative(log, general))


def _evidently_nonnegative(e: Expression, general: frozenset[str]) -> bool:
    """Is `e` made of non-negative parts once every parameter n ≥ 1 is written as 1 + n?"""
    if general & set(e.parameters()):
        return False
    shifted = normal(e.substitute({n: parameter(n) + number(1) for n in e.parameters()}))
    return shifted == number(0) or evidently_positive(shifted, frozenset())
