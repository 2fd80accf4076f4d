"""Checker: spheres, and shells, of a bump space inside W^γ_{r,m} = {‖y‖_r^s ≤ 1, ‖y‖_r^{s,*} ≥ γ}.

Statement: X is spanned by products of a bump φ scaled to the grid of resolution n, with disjoint supports; K is an
upper bound of
Σ_{|k|_1 ≤ r} ‖D^k y‖ / ‖y‖ on X. Then every y ∈ X with ‖y‖_∞ = 1/K lies in W^γ_{r,m}, and so does a shell β < ‖y‖_∞
≤ 1/K; in its closure if φ^(r) jumps, as that of a piecewise polynomial of degree r does.

Argument: disjoint supports give ‖D^k y‖ = ‖y‖·n^{|k|}·Π_i ‖φ^(k_i)‖. The norms of the profile bound ‖y‖_r^s by K‖y‖
≤ 1; the values |φ^(j)(t_j)| at the points t_j bound ‖y‖_r^{s,*} from below by (K' - 1)‖y‖, and (K' - 1)/K > γ.

Recomputed: K from the profile's exact pieces, K' from exact values at the points, (K' - 1)/K > γ.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, fractions, integer
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.sobolev import MAX_KNOT_DENOMINATOR, _multi_index_sum, _taylor, norm_and_dimension

MAX_DIMENSION = 16
MAX_ORDER = 8


FIELDS = {"kind", "m", "r", "gamma", "space", "points"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    m, r = integer(data, "m", 1, MAX_DIMENSION), integer(data, "r", 1, MAX_ORDER)
    gamma = fraction(data.get("gamma"), "gamma")
    require(0 < gamma < 1, "gamma must lie between 0 and 1")
    space = data["space"]
    require(isinstance(space, dict) and space.get("family") == "disjoint-bumps", "the argument is for disjoint bumps")
    n = integer(space, "resolution", 1, 10**12)
    K, dimension, _ = norm_and_dimension(space, m, r, Fraction(0))
    points = fractions(data.get("points"), "points", r + 1)
    require(len(points) == r + 1, "one point for each derivative")
    lower = [abs(_value(space["profile"], r, j, t)) for j, t in enumerate(points)]
    below = _multi_index_sum(lower, n, m, r) - lower[0] ** m
    require(below > gamma * K, "the sphere is not shown to satisfy ‖y‖_r^{s,*} > γ")
    return accepted(
        f"the sphere of radius 1/K in a space of dimension {dimension} lies in the closure of W^γ,"
        f" γ = {gamma} (m = {m}, r = {r})",
        f"every y with ‖y‖_∞ = 1/K, K = {K}, in the space of these bumps has ‖y‖_r^s ≤ 1 and ‖y‖_r^{{s,*}} ≥ {gamma}"
        "; so do all y of a shell β < ‖y‖_∞ ≤ 1/K",
        f"m = {m}, r = {r}, γ = {gamma}, {n} bumps scaled to the grid per axis, dimension {dimension}",
        number="1/K is the radius of the sphere",
    )


def _value(profile: Mapping[str, Any], r: int, j: int, t: Fraction) -> Fraction:
    """Return φ^(j)(t); `profile` has passed `norm_and_dimension`."""
    require(0 <= t < 1 and t.denominator <= MAX_KNOT_DENOMINATOR, "points lie in [0, 1) and are short")
    knots = fractions(profile["knots"], "knots", len(profile["knots"]))
    values = fractions(profile["values"], "values", len(profile["values"]))
    at = [Fraction(0)] * r
    for (left, right), v in reversed(list(zip(pairwise(knots), values, strict=True))):
        if left <= t:
            return _taylor([*at, v], t - right)[j]
        at = _taylor([*at, v], left - right)[:r]
    raise Rejected("points lie in [0, 1)")
