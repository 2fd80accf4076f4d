"""Orders at sample points, evaluated once: most pairs that do not compare are told apart there, without a decision."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache

from boundlab.derived.applied import Applied
from boundlab.derived.orders import points
from boundlab.symbolic.domain import POSITIVE_INTEGER, Domain
from boundlab.symbolic.expression import Value
from boundlab.symbolic.order import Order
from boundlab.symbolic.stated import Stated

COUNT = 160
Growth = tuple[Fraction, Fraction] | None


@cache
def values(name: str, domain: Domain) -> tuple[Value, ...]:
    """Return a value of the parameter for each sample; m = m1 + m2 in each of them.

    >>> at = [values(name, POSITIVE_INTEGER) for name in ("m", "m1", "m2")]
    >>> all(m == m1 + m2 for m, m1, m2 in zip(*at))
    True
    """
    if name == "m" and domain == POSITIVE_INTEGER:
        return tuple(a + b for a, b in zip(values("m1", domain), values("m2", domain), strict=True))
    chosen = random.Random(f"{name} {domain}")
    return tuple(chosen.choice(points(domain)) for _ in range(COUNT))


@lru_cache(maxsize=20_000)
def growths(order: Order, ranges: tuple[tuple[str, Domain], ...]) -> tuple[Growth, ...]:
    """Return the growth of an order at every sample, None where a divisor vanishes."""
    return tuple(_at(order, {n: values(n, domain)[i] for n, domain in ranges}) for i in range(COUNT))


def _at(order: Order, point: Mapping[str, Value]) -> Growth:
    try:
        return order.growth_at(point)
    except ZeroDivisionError:
        return None


@lru_cache(maxsize=5_000)
def where(given: tuple[Stated, ...], ranges: tuple[tuple[str, Domain], ...]) -> tuple[bool, ...]:
    """Return at which samples the conditions hold."""
    return tuple(_holds(given, {n: values(n, domain)[i] for n, domain in ranges}) for i in range(COUNT))


def _holds(given: tuple[Stated, ...], point: Mapping[str, Value]) -> bool:
    try:
        return all(condition.holds(point) for condition in given)
    except ZeroDivisionError:
        return False


def exceeds(a: Applied, b: Applied, *, strict: bool = True, at: tuple[bool, ...] | None = None) -> bool:
    """Is `a` at some sample, of those in `at`, of a larger order than `b` (not `strict`: or of the same)?

    Then it is not the case that `a` is at most `b` (not `strict`: smaller than `b`) for all parameters.
    """
    if any(dict(a.ranges.items).get(n, domain) != domain for n, domain in b.ranges.items):
        return False  # a parameter of the same name is another one there
    pairs = zip(growths(a.order, a.ranges.items), growths(b.order, b.ranges.items), strict=True)
    return any(
        x is not None and y is not None and (x > y or (not strict and x == y))
        for i, (x, y) in enumerate(pairs)
        if at is None or at[i]
    )
