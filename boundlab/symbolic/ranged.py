"""Statements over declared domains as statements about integers ≥ 1 and reals, which is all that a certificate knows.

A bound of a real parameter becomes a condition, an integer of any sign the difference of two integers ≥ 1.
"""

from __future__ import annotations

from collections.abc import Mapping

from boundlab.symbolic.domain import INTEGER, POSITIVE_INTEGER, REAL, Ranges
from boundlab.symbolic.expression import Value, parameter
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement

ABOVE, BELOW = "_above", "_below"


def plain(statement: Statement) -> Statement:
    """Return a statement about integers ≥ 1 and reals that says the same as `statement`.

    >>> from boundlab.symbolic.domain import real_above
    >>> s = Statement(Stated.claim("p >= r"), (), Ranges.of({"p": real_above(0), "r": INTEGER}))
    >>> print(plain(s))
    p >= r_above - r_below where p > 0, p real
    """
    domains = dict(statement.ranges.items)
    if set(domains.values()) <= {POSITIVE_INTEGER, REAL}:
        return statement
    signed = {n: parameter(n + ABOVE) - parameter(n + BELOW) for n, d in domains.items() if d == INTEGER}

    def put(part: Stated) -> Stated:
        return part.substitute(signed) if part.names & signed.keys() else part

    where = (*map(Stated.of, statement.ranges.conditions), *map(put, statement.where))
    kept = ((n, REAL if d.kind == "real" else d) for n, d in domains.items() if n not in signed)
    return Statement(put(statement.claim), where, Ranges(tuple(kept)))


def witness(found: Mapping[str, Value] | None, ranges: Ranges) -> dict[str, Value] | None:
    """Return the witness `found` of a `plain` statement in the parameters of `ranges`, None for None."""
    if found is None:
        return None
    point = dict(found)
    for name, domain in ranges.items:
        if domain == INTEGER and name + ABOVE in point:
            point[name] = point.pop(name + ABOVE) - point.pop(name + BELOW)
    return point
