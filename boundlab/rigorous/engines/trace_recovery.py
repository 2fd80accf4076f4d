"""Upper bound from one variable at a time: values on slices, and recovered traces of derivatives; m ≥ 2, r ≥ 3.

Method: in x_1 a spline of degree q - 1, q = 3 or 4, on n cells, as in `optimal_recovery`. Its data are functions of the
other variables: the values on slices, which have smoothness q and are recovered in the same way with a smaller error,
and the traces ∂_1^a h(±1, ·), a = 1 for q = 3 and a = 2 for q = 4, which have smoothness 2 and are
interpolated linearly. All parameters are derivatives of order at most 2, hence continuous in the sup norm.

Claim: the error is at most R·Σ_{|k| = q} ‖D^k h‖ with
  N_1(q, R) = n + q - 1,  N_m(3, R) = n·N_{m-1}(3, R/L_3) + 2·T,  N_m(4, R) = (n+1)·N_{m-1}(4, R/L_4) + 2·T
parameters, n such that F_q·n^{-q} ≤ R, L_q a bound of the sum of the spline's weights of values, and T = (n'+1)^{m-1}
the parameters of linear interpolation with error R/(H^a M), where H = 2/n and M bounds the weights of H^a times the
traces. Proof, and that of the constants: docs/sandwich-proofs.md.
"""

from __future__ import annotations

from fractions import Fraction

from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous._zigzag import euler_spline_norm
from boundlab.rigorous.engines._linear_methods import least_cells, upper

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "splines in one variable after the other, with recovered traces of derivatives; m ≥ 2, r ≥ 3"
NAME = "trace-recovery"

VALUES = {3: Fraction(577, 408), 4: Fraction(4833, 3120)}
"""L_q: above √2, and above (1 + 3√3)/4."""
CONVERGED = 9


def bound(query: Query) -> Bound | Refusal:
    """Return N for the better order q ≤ r.

    >>> bound(Query(m=2, r=3, eps="1e-8")).N
    117874
    """
    if query.m < 2 or query.r < 3:
        return Refusal(NAME, "needs m ≥ 2 and r ≥ 3")
    R = query.eps / (1 - query.eps)
    N, q, levels = min(recovery(query.m, q, R) for q in (3, 4) if q <= query.r)
    method = {"cells": levels[0][0], "order": q, "levels": [list(level) for level in levels]}
    return upper(NAME, query, N, method, f"degree {q - 1}, {levels[0][0]} cells in the first variable")


def recovery(m: int, q: int, R: Fraction) -> tuple[int, int, list[tuple[int, ...]]]:
    """Return N_m(q, R), q, and for each variable the cells n of the spline and n' of its traces; none for the last.

    More cells than the least are taken where they save more for the traces: so N does not fall as R does.
    """
    errors = [R / VALUES[q] ** i for i in range(m)]
    least = [least_cells(euler_spline_norm(q), q, error) for error in errors]
    levels: list[tuple[int, ...]] = [(least[-1],)]
    N = least[-1] + q - 1
    for others in range(1, m):
        error, n = errors[m - 1 - others], least[m - 1 - others]
        choices: list[tuple[int, int, int]] = []
        while not choices or (n + (q == 4)) * N < choices[0][0]:
            traces = least_cells(Fraction(1, 2), 2, error / trace_weight(q, n))
            choices = [min([*choices, ((n + (q == 4)) * N + 2 * (traces + 1) ** others, n, traces)])]
            n += 1
        N = choices[0][0]
        levels.insert(0, choices[0][1:])
    return N, q, levels


def trace_weight(q: int, n: int) -> Fraction:
    """Return a bound of H^a·M, H = 2/n: M = v/(2(u-1)) for q = 3, where u + v√2 = (3 + 2√2)^n, which falls with n;
    for q = 4, M ≤ 0.0501 if n ≥ 4, 1/(9√3) if n = 2 or 3, and 1/8 if n = 1.
    """
    if q == 4:
        return Fraction(4, n * n) * (
            Fraction(501, 10000) if n > 3 else Fraction(1351, 21060) if n > 1 else Fraction(1, 8)
        )
    u, v = 1, 0
    for _ in range(min(n, CONVERGED)):
        u, v = 3 * u + 4 * v, 2 * u + 3 * v
    return Fraction(v, n * (u - 1))


def leading_constant(m: int, r: int) -> tuple[Fraction, int] | None:
    """Return (C^(2r), 2r), C = F_r^(m/r)·L_r^(m(m-1)/(2r)); None but for m ≥ 2 and r = 3, 4."""
    if m < 2 or r not in VALUES:
        return None
    return euler_spline_norm(r) ** (2 * m) * VALUES[r] ** (m * (m - 1)), 2 * r
