"""Tensor products of bumps with disjoint supports.

Scale an even bump φ with support [-1, 1], φ(0) = 1 = ‖φ‖, to the grid points -1 + 2a/n, a ∈ {0, …, n}^m:
the products Π_i φ(n(x_i + 1) - 2a_i) have disjoint supports of side 2/n and peak value 1, so K(n) =
Σ_{|k|_1 ≤ r} Π_i ‖φ^(k_i)‖ n^{|k|_1} and the dimension is (n+1)^m. (The bumps on the faces stick out of the
cube; the bound of their derivatives holds on R^m.)

Which φ is best depends on m, because K mixes the norms of all its derivatives:
- r = 1: the tent. r = 2: φ' a trapezoid of height b, for which ‖φ''‖ = b²/(b-1), the least possible; b is
  rational and close to the root of (m-1)y² + y - 1 = 0, b = 1 + y, where the leading coefficient is least.
- any r: a B-spline whose knots are rational and close to -cos(iπ/(r+1)). With these knots themselves it is
  the perfect B-spline, which has the least ‖φ^(r)‖; it is the best known choice for m = 1.
- r = 3, 4 and m ≥ 2: profiles found by linear programming (`benchmarks/bump_profiles.py`), repaired exactly.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import cos, pi

from boundlab.rigorous import _linear_programming_bumps
from boundlab.rigorous._norm_polynomial import NormPolynomial, integer_root
from boundlab.rigorous._solve import solve
from boundlab.rigorous._zigzag import multi_index_sums
from boundlab.rigorous.bump_profile import BumpProfile
from boundlab.rigorous.spaces._family import SpaceFamily

GRID = 2**14
COARSE_GRID = 2**9


def families(m: int, r: int) -> list[SpaceFamily]:
    """Return one family for each profile that suits W_{r,m}.

    >>> [str(family.norm.leading) for family in families(1, 2)]
    ['4']
    """
    return [of_profile(m, profile) for profile in profiles(m, r)]


def of_profile(m: int, profile: BumpProfile) -> SpaceFamily:
    """Return the family of products of the bump `profile`."""
    norms = _norms(profile)
    return SpaceFamily(
        name="disjoint-bumps",
        m=m,
        norm=NormPolynomial.of(multi_index_sums(norms, m, profile.r)),
        description={
            "family": "disjoint-bumps",
            "profile": {
                "knots": [str(t) for t in profile.knots],
                "values": [str(v) for v in profile.values],
                "norms": [str(a) for a in norms],
            },
        },
        disjoint=True,
    )


_norms = lru_cache(maxsize=256)(BumpProfile.norms.fget)  # type: ignore[attr-defined]


def profiles(m: int, r: int) -> list[BumpProfile]:
    """Return the profiles for W_{r,m}, best leading coefficient not known in advance."""
    if r == 1:
        return [BumpProfile(1, (Fraction(0), Fraction(1)), (Fraction(-1),))]
    if r == 2:
        return [trapezoid(_best_height(m))]
    stored = _linear_programming_bumps.profile(m, r)
    return [perfect_spline(r)] + ([stored] if stored else [])


def trapezoid(b: Fraction) -> BumpProfile:
    """Return the bump with ‖φ'‖ = b ≥ 2 or 1 < b ≤ 2 and ‖φ''‖ = b²/(b-1).

    φ' falls from 0 to -b with slope -a, stays, and rises back with slope a = b²/(b-1); the ramps have width
    (b-1)/b, so they fit into [0, 1] exactly if b ≤ 2.
    """
    slope, ramp = b * b / (b - 1), (b - 1) / b
    if b == 2:
        return BumpProfile(2, (Fraction(0), Fraction(1, 2), Fraction(1)), (-slope, slope))
    return BumpProfile(2, (Fraction(0), ramp, 1 - ramp, Fraction(1)), (-slope, Fraction(0), slope))


def _best_height(m: int) -> Fraction:
    """Return a rational near 1 + y with (m-1)y² + y - 1 = 0, at most 2."""
    if m == 1:
        return Fraction(2)
    root = Fraction(integer_root((4 * m - 3) * GRID**4, 2), GRID**2)
    return 1 + ((root - 1) / (2 * (m - 1))).limit_denominator(GRID)


@lru_cache(maxsize=64)
def perfect_spline(r: int) -> BumpProfile:
    """Return the B-spline of degree r with rational knots near -cos(iπ/(r+1)), scaled to φ(0) = 1."""
    grid = GRID if r <= 8 else COARSE_GRID  # keeps the exact values short
    positive = [Fraction(round(grid * -cos(i * pi / (r + 1))), grid) for i in range(r + 2)]
    knots = (Fraction(0), *(t for t in positive if t > 0))
    unit = [_unit_profile_at_zero(r, knots, i) for i in range(len(knots) - 1)]
    conditions = [0, *range(1, r, 2)]
    matrix = [[column[j] for column in unit] for j in conditions]
    values = solve(matrix, [Fraction(1)] + [Fraction(0)] * (len(conditions) - 1))
    return BumpProfile(r, knots, tuple(values))


def _unit_profile_at_zero(r: int, knots: tuple[Fraction, ...], i: int) -> list[Fraction]:
    """Return φ^(j)(0), j < r, for φ^(r) = 1 on the i-th interval and 0 elsewhere, φ = 0 beyond it."""
    left, right = knots[i], knots[i + 1]
    out = []
    factorial = Fraction(1)
    for power in range(1, r + 1):
        factorial *= power
        out.append((-1) ** power * (right**power - left**power) / factorial)
    return out[::-1]
