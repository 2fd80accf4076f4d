"""Quick comparisons of growth orders, falling back on the decision procedure."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from boundlab.errors import BoundlabError
from boundlab.symbolic.domain import POSITIVE_INTEGER, Domain, Ranges
from boundlab.symbolic.expression import Expression, Value, evidently_positive, number, parameter
from boundlab.symbolic.order import Order
from boundlab.symbolic.rational import normal
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.term import Term

MOST_POINTS = 300
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
    for point, x, y in _growths(a, b, domains, given):
        if x < y:
            return point
    return None


def point_of(ranges: Ranges, given: tuple[Stated, ...]) -> dict[str, Value] | None:
    """Return a point of the domains, out of a few that are tried, at which `given` hold, or None."""
    none = Order.constant(1)
    return next((point for point, _, _ in _growths(none, none, dict(ranges.items), given)), None)


Growth = tuple[Fraction, Fraction]


def _growths(
    a: Order, b: Order, domains: Mapping[str, Domain], given: tuple[Stated, ...]
) -> Iterator[tuple[dict[str, Value], Growth, Growth]]:
    """Yield points of the domains, at most 300, at which `given` hold, and the growth of both orders there."""
    for point in admissible(domains, given):
        try:
            yield point, a.growth_at(point), b.growth_at(point)
        except ZeroDivisionError:
            continue


def admissible(domains: Mapping[str, Domain], given: Iterable[Stated]) -> Iterator[dict[str, Value]]:
    """Yield points of the domains at which `given` hold: equations are solved, the other parameters tried on a grid."""
    solved = dict(e for g in given if (e := g.equation) is not None and e[0] in domains)
    solved = {n: e for n, e in solved.items() if not e.parameters() & set(solved)}
    names = [n for n in domains if n not in solved]
    for values in grid(tuple(domains[n] for n in names)):
        point = dict(zip(names, values, strict=True))
        try:
            point |= {n: e.at(point) for n, e in solved.items()}
            if all(point[n] in domains[n] for n in solved) and all(g.holds(point) for g in given):
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
    for _, x, y in _growths(a, b, domains, given):
        if x > y or (strict and x == y):
            return False
    from boundlab.symbolic.decide import decide
    from boundlab.symbolic.stated import OrderClaim
    from boundlab.symbolic.statement import Statement

    claim = OrderClaim(a, "≺" if strict else "≲", b)
    try:
        found = decide(Statement.of(claim, given, Ranges.of(domains)))
    except BoundlabError:
        return None  # a divisor that may vanish
    return None if found.verdict == "undecided" else found.proved


@lru_cache(maxsize=1_000)
def grid(domains: tuple[Domain, ...]) -> tuple[tuple[Value, ...], ...]:
    """Return points of the product of these domains, 300 at most: all of the small grid, or a sample of it."""
    axes = [points(d) for d in domains]
    size = math.prod(map(len, axes))
    if size <= MOST_POINTS:
        return tuple(itertools.product(*axes))
    chosen = random.Random(size)
    return tuple(tuple(chosen.choice(axis) for axis in axes) for _ in range(MOST_POINTS))


def evidently_at_most(a: Order, b: Order, ranges: Ranges = _PLAIN) -> bool:
    """Is a ≲ b by the signs of the coefficients alone?"""
    domains = {n: ranges.get(n, POSITIVE_INTEGER) for n in (*a.parameters(), *b.parameters())}
    general = frozenset(n for n, domain in domains.items() if domain != POSITIVE_INTEGER)
    unsigned = Ranges.of(domains).unsigned
    return all(any(_evidently(s, t, unsigned, general, strict=False) for t in b.terms) for s in a.terms)


def points(domain: Domain) -> tuple[Value, ...]:
    """Return points of the domain at which orders are tried, integers and others."""
    if domain.least is None:
        return (-3, 0, 2) if domain.kind == "integer" else (-3, 0, Fraction(1, 2), 2)
    if domain.kind == "integer":
        return tuple(domain.least + offset for offset in (0, 1, 4))
    first = domain.least + Fraction(1, 4) if domain.strict else domain.least
    return (first, *(domain.least + offset for offset in (1, Fraction(5, 2), 4)))


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
