"""The textbook bump exp(1 - 1/(1-x²)): certified norms of its derivatives."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

from boundlab.errors import bad_value

HIGHEST = 8
PRECISION = 128


@lru_cache(maxsize=16)
def exponential_bump_norms(r: int) -> tuple[Fraction, ...]:
    """Return rational upper bounds for ‖φ^(j)‖_∞, j = 0…r ≤ 8, φ(x) = exp(1 - 1/(1-x²)) on (-1, 1), zero
    elsewhere.

    φ^(j) = P_j·(1-x²)^{-2j}·φ with P_0 = 1, P_{j+1} = (1-x²)² P_j' + (4jx(1-x²) - 2x) P_j. The extrema of
    φ^(j) are at zeros of P_{j+1}; these are isolated, and φ^(j) is evaluated there in ball arithmetic.

    >>> [round(float(a), 6) for a in exponential_bump_norms(2)]
    [1.0, 2.170357, 21.065882]
    """
    if r > HIGHEST:
        raise bad_value("r", r, f"at most {HIGHEST} for the exponential bump")
    from flint import ctx

    before, ctx.prec = ctx.prec, PRECISION
    try:
        return (Fraction(1), *(_norm(j) for j in range(1, r + 1)))
    finally:
        ctx.prec = before


def _numerator(j: int) -> Any:
    from flint import fmpz_poly

    one_minus, p = fmpz_poly([1, 0, -1]), fmpz_poly([1])
    for i in range(j):
        p = one_minus**2 * p.derivative() + (fmpz_poly([0, 4 * i]) * one_minus - fmpz_poly([0, 2])) * p
    return p


def _norm(j: int) -> Fraction:
    from flint import arb, arb_poly

    top = arb_poly(_numerator(j))
    best = Fraction(0)
    for root, _ in _numerator(j + 1).complex_roots():
        x = root.real
        if not root.imag.contains(0) or not abs(x) < 1:
            continue
        gap = 1 - x * x
        value = abs(top(x)) * (1 - 1 / gap).exp() / gap ** (2 * j)
        mantissa, exponent = arb(value.upper()).man_exp()
        best = max(best, Fraction(int(mantissa)) * Fraction(2) ** int(exponent))
    return best
