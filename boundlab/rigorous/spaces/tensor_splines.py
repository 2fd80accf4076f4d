"""Tensor splines with equidistant knots, reflected at the faces of the cube.

X_1 is the space of splines of degree d on R with knot spacing h = 2/D that are even about -1 and about 1
(hence of period 4); its dimension is D + 1. X is its m-fold tensor power.

Theorem (this project; proof in docs/entropy-proofs.md). For d ≥ r, D ≥ 1 and |k|_1 ≤ r, every s ∈ X satisfies
‖D^k s‖_∞ ≤ Π_i (F_{d-k_i}/F_d) · D^{|k|_1} · ‖s‖_∞ with F_j = E_j/j!, E_j the zigzag numbers. In one
variable and for k = d this is a zero count against the Euler spline; for k < d Kolmogorov's comparison
theorem (1939).
"""

from __future__ import annotations

from boundlab.rigorous._norm_polynomial import NormPolynomial
from boundlab.rigorous._zigzag import euler_spline_norm, multi_index_sums
from boundlab.rigorous.spaces._family import SpaceFamily

DEGREES = 24
"""How many degrees from r upwards are tried; the ratios F_{d-1}/F_d have converged to π/2 long before."""


def families(m: int, r: int) -> list[SpaceFamily]:
    """Return the families of degree r, …, r + 23 for W_{r,m}.

    >>> str(families(2, 2)[2].norm.leading)
    '184/25'
    """
    return [of_degree(m, r, d) for d in range(r, r + DEGREES)]


def of_degree(m: int, r: int, d: int) -> SpaceFamily:
    """Return the family of tensor splines of degree d ≥ r."""
    factors = [euler_spline_norm(d - j) / euler_spline_norm(d) for j in range(r + 1)]
    return SpaceFamily(
        name="tensor-splines",
        m=m,
        norm=NormPolynomial.of(multi_index_sums(factors, m, r)),
        description={"family": "tensor-splines", "degree": d},
        disjoint=False,
    )
