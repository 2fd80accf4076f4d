"""Upper bound from optimal recovery in one variable: values, and some derivatives at the two ends.

Method: n cells of length 2/n. For odd q ≤ r the parameters are the values of h at the n cell midpoints and h^(i)(±1)
for odd i < q; for even q the values at the n + 1 cell ends and h^(i)(±1) for even i, 2 ≤ i < q. They are n + q - 1
numbers, linear in h, and continuous on W_{r,1} in the sup norm, as their orders are below r. Decoding: λ
(`_linear_methods`) times the spline of degree q - 1 with knots at the inner cell ends that has these data.

Claim: ‖h - Sh‖ ≤ F_q·n^{-q}·‖h^(q)‖, F_q = E_q/q! (the Euler spline has these data 0, and no function does worse). So
N = n + q - 1 parameters are enough if F_q·n^{-q} ≤ ε/(1-ε); this is 1 + o(1) times what is necessary.

Proof: docs/sandwich-proofs.md.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous._zigzag import euler_spline_norm
from boundlab.rigorous.engines._linear_methods import cells, upper

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "values and derivatives at the ends, m = 1; asymptotically exact for every r"
NAME = "optimal-recovery"


def bound(query: Query) -> Bound | Refusal:
    """Return N = n + q - 1 for the best order q ≤ r.

    >>> bound(Query(m=1, r=3, eps="1e-8")).N
    324
    """
    if query.m > 1:
        return Refusal(NAME, "needs m = 1")
    choices = [(cells(euler_spline_norm(q), q, query.eps) + q - 1, q) for q in range(1, query.r + 1)]
    N, q = min(choices)
    n = N - q + 1
    return upper(NAME, query, N, {"cells": n, "order": q}, f"degree {q - 1}, {n} cells")


def leading_constant(m: int, r: int) -> tuple[Fraction, int] | None:
    """Return (C^r, r), C = F_r^(1/r); None for m > 1."""
    return (euler_spline_norm(r), r) if m == 1 else None
