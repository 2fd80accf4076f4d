"""Norms of the spaces that lower bounds for W_{r,m} rest on, recomputed from their description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import factorial, lcm
from typing import Any

from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, fractions, integer
from boundlab.checking._range import require_below
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.zigzag import euler_constant

MAX_DEGREE = 64
MAX_RESOLUTION = 10**80
MAX_PIECES_TIMES_ORDER = 1600
MAX_SUBDIVISIONS = 20_000
MAX_KNOT_DENOMINATOR = 2**64
MAX_VALUE_DENOMINATOR = 2**8192


def norm_and_dimension(
    space: Mapping[str, Any], m: int, r: int, eps: Fraction | None = None
) -> tuple[Fraction, int, bool]:
    """Return K, the dimension, and whether the basis functions have disjoint supports; raises Rejected.

    For all s in the space, Σ_{|k|_1 ≤ r} ‖D^k s‖ ≤ K‖s‖; the K that the description states must be this one. Given
    `eps`, a resolution that makes ε·K < 1 hopeless is rejected before anything is computed.
    """
    K, dimension, disjoint = _recomputed(space, m, r, eps)
    require(fraction(space["K"], "K") == K, "K is not the norm of this space")
    return K, dimension, disjoint


_SPACES: dict[str, set[str]] = {
    "tensor-splines": {"degree"},
    "smoothed-linear-splines": {"half_widths"},
    "l1-cones": set(),
    "disjoint-bumps": {"profile"},
}
"""What describes a space of each family, beside its resolution and K."""


def _recomputed(space: Mapping[str, Any], m: int, r: int, eps: Fraction | None) -> tuple[Fraction, int, bool]:
    family = space.get("family") if isinstance(space, dict) else None
    require(isinstance(family, str) and family in _SPACES, "unknown family of spaces")
    members(space, "the space", {"family", "resolution", "K", *_SPACES[str(family)]})
    n = integer(space, "resolution", 0, MAX_RESOLUTION)
    require(eps is None or eps * n**r < 2**r, "ε·K < 1 fails: K is at least (resolution/2)^r")
    if family == "tensor-splines":
        d = integer(space, "degree", r, MAX_DEGREE)
        norm = [euler_constant(d - j) / euler_constant(d) for j in range(r + 1)]
        return _multi_index_sum(norm, n, m, r), (n + 1) ** m, False
    if family == "smoothed-linear-splines":
        return _multi_index_sum(_smoothed_norms(space, r), n, m, r), (n + 1) ** m, False
    if family == "l1-cones":
        require(r == 1, "l1 cones are for r = 1")
        return 1 + Fraction(m * n, 2), ((n + 1) ** m + 1) // 2, True
    return _multi_index_sum(_profile_norms(space["profile"], r), n, m, r), (n + 1) ** m, True


def _smoothed_norms(space: Mapping[str, Any], r: int) -> list[Fraction]:
    """Return b_0, …, b_r for linear splines convolved with r - 1 boxes of these half-widths, in cells; r = 2, 3.

    ψ, the convolution of the boxes, must not leave [-1/2, 1/2]. With μ = ∫|t|ψ(t)dt: b_1 = 1/(1-2μ) and
    b_j = ‖ψ^(j-2)‖·b_1/2^(j-2). As |t| is the second derivative of |t|³/6, μ for two boxes A ≥ B is
    ((A+B)³ - (A-B)³)/(12AB).
    """
    require(r in (2, 3), "smoothed linear splines are for r = 2 and 3")
    widths = fractions(space.get("half_widths"), "half_widths", 2)
    require(len(widths) == r - 1 and all(w > 0 for w in widths), "there are r - 1 half-widths, all positive")
    require(sum(widths) <= Fraction(1, 2), "the half-widths add up to at most 1/2")
    _require_short(widths, MAX_KNOT_DENOMINATOR)
    if r == 2:
        slope = 1 / (1 - widths[0])
        return [Fraction(1), slope, slope / (2 * widths[0])]
    A, B = widths
    require(A >= B, "the larger half-width comes first")
    mean = ((A + B) ** 3 - (A - B) ** 3) / (12 * A * B)
    slope = 1 / (1 - 2 * mean)
    return [Fraction(1), slope, slope / (2 * A), slope / (2 * (2 * A) * (2 * B))]


def _multi_index_sum(a: Sequence[Fraction], n: int, m: int, r: int) -> Fraction:
    """Return Σ over |k|_1 ≤ r of Π_i a[k_i]·n^{k_i}, one coordinate after the other, in integers."""
    common = lcm(*(x.denominator for x in a))
    factors = [int(a[j] * common) * n**j for j in range(r + 1)]
    by_order = [1] + [0] * r
    for _ in range(m):
        by_order = [sum(by_order[j - i] * factors[i] for i in range(j + 1)) for j in range(r + 1)]
    return Fraction(sum(by_order), common**m)


def _profile_norms(profile: Mapping[str, Any], r: int) -> list[Fraction]:
    """Return the claimed norms of a bump, after checking the bump and the norms; raises Rejected.

    The bump is even, its r-th derivative is values[i] on (knots[i], knots[i+1]), and it vanishes beyond 1.
    """
    members(profile, "the profile", {"knots", "values", "norms"})
    most = MAX_PIECES_TIMES_ORDER // r
    knots = fractions(profile.get("knots"), "knots", most + 1)
    values = fractions(profile.get("values"), "values", most)
    norms = fractions(profile.get("norms"), "norms", r + 1)
    require(
        len(norms) == r + 1 and len(values) == len(knots) - 1 > 0,
        "a profile has r + 1 norms, one value per interval",
    )
    require(knots[0] == 0 and knots[-1] == 1, "knots run from 0 to 1")
    require(all(s < t for s, t in pairwise(knots)), "knots must increase")
    _require_short(knots, MAX_KNOT_DENOMINATOR)
    _require_short([*values, *norms], MAX_VALUE_DENOMINATOR)
    require(all(abs(v) <= norms[r] for v in values), f"the derivative of order {r} exceeds its claimed norm")
    at = [[Fraction(0)] * r for _ in knots]
    for i in range(len(values) - 1, -1, -1):
        at[i] = _taylor([*at[i + 1], values[i]], knots[i] - knots[i + 1])[:r]
    require(at[0][0] == 1 == norms[0], "a bump has φ(0) = 1 = ‖φ‖")
    require(not any(at[0][1:r:2]), "odd derivatives of a bump vanish at 0")
    budget = [MAX_SUBDIVISIONS // r]
    for i, v in enumerate(values):
        for j in range(r):
            polynomial = [d / factorial(k) for k, d in enumerate([*at[i][j:], v])]
            require_below(polynomial, knots[i + 1] - knots[i], norms[j], budget, f"the derivative of order {j}")
    return norms


def _require_short(numbers: Sequence[Fraction], limit: int) -> None:
    """Raise Rejected if the common denominator exceeds `limit`: exact sums would grow without bound."""
    common = 1
    for number in numbers:
        common = lcm(common, number.denominator)
        require(common <= limit, "the profile's common denominator is too large")


def _taylor(derivatives: Sequence[Fraction], step: Fraction) -> list[Fraction]:
    """Return the derivatives at x + step of the polynomial with these derivatives at x."""
    return [
        sum((d * step**i / factorial(i) for i, d in enumerate(derivatives[j:])), Fraction(0))
        for j in range(len(derivatives))
    ]
