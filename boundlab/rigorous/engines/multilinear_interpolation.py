"""Upper bound from multilinear interpolation on a grid; r ≥ 2.

Method: the values of h at the (n+1)^m points of a grid of spacing 2/n, times λ (`_linear_methods`),
interpolated linearly in each variable.

Claim: ‖h - Ih‖ ≤ Σ_i ‖∂_i² h‖ / (2n²). Proof: h - I_1…I_m h = Σ_i I_1…I_{i-1}(h - I_i h), ‖I_j‖ = 1, and in
one variable the error of linear interpolation on an interval of length 2/n is at most (2/n)²/8 times the
second derivative.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.engines._linear_methods import cells, upper

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "multilinear interpolation on a grid, r ≥ 2"
NAME = "multilinear-interpolation"


def bound(query: Query) -> Bound | Refusal:
    """Return N = (n+1)^m with the least n that reaches ε.

    >>> bound(Query(m=1, r=2, eps="1e-6")).N
    709
    """
    if query.r < 2:
        return Refusal(NAME, "needs r ≥ 2: two derivatives")
    n = cells(Fraction(1, 2), 2, query.eps)
    return upper(NAME, query, (n + 1) ** query.m, {"cells": n}, f"{n} cells per axis")


def leading_constant(m: int, r: int) -> tuple[Fraction, int] | None:
    """Return (C², 2), C = 2^(-m/2); None for r > 2, where its order is larger than ε^(-m/r)."""
    return (Fraction(1, 2**m), 2) if r == 2 else None
