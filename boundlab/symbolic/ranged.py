"""Statements over declared domains as statements about integers ≥ 1, integers and reals: all a certificate knows.

A bound of a real parameter becomes a condition.
"""

from __future__ import annotations

from boundlab.symbolic.domain import INTEGER, POSITIVE_INTEGER, REAL, Ranges
from boundlab.symbolic.stated import Stated
from boundlab.symbolic.statement import Statement


def plain(statement: Statement) -> Statement:
    """Return a statement about integers ≥ 1, integers and reals that says the same as `statement`.

    >>> from boundlab.symbolic.domain import real_above
    >>> s = Statement(Stated.claim("p >= r"), (), Ranges.of({"p": real_above(0), "r": INTEGER}))
    >>> print(plain(s))
    p >= r where p > 0, p real, r integer
    """
    domains = dict(statement.ranges.items)
    if set(domains.values()) <= {POSITIVE_INTEGER, INTEGER, REAL}:
        return statement
    where = (*map(Stated.of, statement.ranges.conditions), *statement.where)
    kept = ((n, REAL if d.kind == "real" else d) for n, d in domains.items())
    return Statement(statement.claim, where, Ranges(tuple(kept)))
