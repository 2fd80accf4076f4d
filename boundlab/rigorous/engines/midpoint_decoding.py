"""Upper bound from function values at cell centres; exact for r = m = 1.

Method: cut [-1,1]^m into n^m cubes. Parameters: the values of h at the centres. Decoding: on each cube the
constant n/(n+1) times the value at its centre. Selection is linear.

Claim: the error on W_{1,m} is at most 1/(n+1). So N = (⌈1/ε⌉ - 1)^m parameters are enough; for m = 1 this
is also necessary.

Proof: on a cube |h - h(c)| ≤ Σ_i ‖∂_i h‖/n, so η = 1/n in the notation of `_linear_methods`, and η/(1+η) =
1/(n+1). W_{r,m} ⊂ W_{1,m}.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._linear_methods import cells, upper

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "values at cell centres, decoded to the midpoint of what they allow; exact for r = m = 1"


def bound(query: Query) -> Bound:
    """Return N = (⌈1/ε⌉ - 1)^m.

    >>> bound(Query(m=1, r=1, eps="1e-6")).N
    999999
    """
    n = cells(Fraction(1), 1, query.eps)
    return upper("midpoint-decoding", query, n**query.m, {"cells": n}, f"{n} cells per axis")


def leading_constant(m: int, r: int) -> tuple[Fraction, int] | None:
    """Return (C, 1) with N ~ C·ε^(-m), C = 1; None for r > 1, where its order is larger than ε^(-m/r)."""
    return (Fraction(1), 1) if r == 1 else None
