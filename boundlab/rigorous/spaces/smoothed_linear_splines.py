"""Tensor products of linear splines, smoothed by a kernel narrower than a cell; for r = 2 and 3.

X_1 consists of the functions ℓ * ψ_h: ℓ continuous and linear between the knots -1 + ih, h = 2/D, even about -1 and
about 1; ψ_h(x) = ψ(x/h)/h with ψ ≥ 0 even, of mass 1 and support in [-1/2, 1/2]. Its dimension is D + 1. X is its
m-fold tensor power.

Theorem (this project; proof in docs/sandwich-proofs.md). With μ = ∫|t|ψ(t)dt, every s ∈ X satisfies
‖D^k s‖ ≤ Π_i b_{k_i} · D^{|k|_1} · ‖s‖ for b_0 = 1, b_1 = 1/(1-2μ), b_j = ‖ψ^(j-2)‖ / (2^(j-2)(1-2μ)), 2 ≤ j ≤ r.

ψ is the convolution of r - 1 boxes with half-widths A ≥ B, A + B ≤ 1/2: ‖ψ‖ = 1/(2A), ‖ψ'‖ = 1/(4AB) and
μ = A/2 + B²/(6A). Any half-widths give a valid bound; the ones taken make the leading coefficient small.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

from boundlab.rigorous._norm_polynomial import NormPolynomial, integer_root
from boundlab.rigorous._zigzag import multi_index_sums
from boundlab.rigorous.spaces._family import SpaceFamily

GRID = 2**10


def families(m: int, r: int) -> list[SpaceFamily]:
    """Return the family for W_{r,m}, r = 2 or 3; none for other r (r = 1 needs no smoothing).

    >>> [str(family.norm.leading) for family in families(2, 2)]
    ['27/4']
    """
    if r == 2:
        return [of_half_widths(m, [_box(m)])]
    return [of_half_widths(m, _boxes(m))] if r == 3 else []


def of_half_widths(m: int, half_widths: list[Fraction]) -> SpaceFamily:
    """Return the family for W_{r,m}, r = 1 + number of `half_widths`, the larger of which comes first.

    >>> str(of_half_widths(1, [Fraction(1, 2)]).norm.leading)
    '2'
    """
    factors = _factors(*half_widths)
    return SpaceFamily(
        name="smoothed-linear-splines",
        m=m,
        norm=NormPolynomial.of(multi_index_sums(factors, m, len(half_widths) + 1)),
        description={"family": "smoothed-linear-splines", "half_widths": [str(w) for w in half_widths]},
        disjoint=False,
    )


def _factors(A: Fraction, B: Fraction | None = None) -> list[Fraction]:
    """Return b_0, …, b_r."""
    one = Fraction(1)
    if B is None:
        peak = 1 / (1 - A)
        return [one, peak, peak / (2 * A)]
    peak = 1 / (1 - A - B * B / (3 * A))
    return [one, peak, peak / (2 * A), peak / (8 * A * B)]


def _box(m: int) -> Fraction:
    """Return a rational near the root p of 2(m-2)p² + 3p = 1, where (1 + (m-2)p) / (p(1-p)²) is least.

    This is 2/m times the leading coefficient m·b_2 + m(m-1)/2·b_1².
    """
    root = Fraction(integer_root((8 * m - 7) * GRID**4, 2), GRID**2)
    return (2 / (3 + root)).limit_denominator(GRID)


def _boxes(m: int) -> list[Fraction]:
    """Return multiples of 1/GRID near the half-widths A, B with the least leading coefficient, by pattern search."""

    def leading(a: int, b: int) -> float:
        if not 0 < b <= a <= GRID // 2 - b:
            return float("inf")
        A, B = a / GRID, b / GRID
        peak = 1 / (1 - A - B * B / (3 * A))
        return m * peak / (8 * A * B) + m * (m - 1) * peak**2 / (2 * A) + comb(m, 3) * peak**3

    best, step = (GRID // 4 + GRID // 16, GRID // 8 + GRID // 16), GRID // 16
    while step:
        moves = [(best[0] + i * step, best[1] + j * step) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        found = min([best, *moves], key=lambda move: leading(*move))
        best, step = (found, step) if leading(*found) < leading(*best) else (best, step // 2)
    return [Fraction(a, GRID) for a in best]
