"""Norms of the spaces that lower bounds for W_{r,m} rest on, recomputed from their description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial, lcm
from typing import Any

from boundlab.checking._numbers import Rejected, fractions, integer, require
from boundlab.checking._range import require_below

MAX_DEGREE = 64
MAX_RESOLUTION = 10**80
MAX_PIECES_TIMES_ORDER = 1600
MAX_SUBDIVISIONS = 20_000
MAX_KNOT_DENOMINATOR = 2**64
MAX_VALUE_DENOMINATOR = 2**8192


def norm_and_dimension(space: Mapping[str, Any], m: int, r: int, eps: Fraction) -> tuple[Fraction, int, bool]:
    """Return K, the dimension, and whether the basis functions have disjoint supports; raises Rejected.

    For all s in the space, Σ_{|k|_1 ≤ r} ‖D^k s‖ ≤ K‖s‖. K is computed only if ε·K < 1 is not absurd.
    """
    n = integer(space, "resolution", 0, MAX_RESOLUTION)
    require(eps * n**r < 2**r, "ε·K < 1 fails: K is at least (resolution/2)^r")
    family = space.get("family")
    if family == "tensor-splines":
        d = integer(space, "degree", r, MAX_DEGREE)
        zigzag = _zigzag_numbers(d)
        norm = [Fraction(zigzag[d - j] * factorial(d), factorial(d - j) * zigzag[d]) for j in range(r + 1)]
        return _multi_index_sum(norm, n, m, r), (n + 1) ** m, False
    if family == "l1-cones":
        require(r == 1, "l1 cones are for r = 1")
        return 1 + Fraction(m * n, 2), ((n + 1) ** m + 1) // 2, True
    if family == "disjoint-bumps":
        norms = _profile_norms(space["profile"], r)
        return _multi_index_sum(norms, n, m, r), (n + 1) ** m, True
    raise Rejected("unknown family of spaces")


def _zigzag_numbers(last: int) -> list[int]:
    """Return E_0 … E_last from 2E_{n+1} = Σ_k C(n,k) E_k E_{n-k}."""
    numbers = [1, 1]
    for n in range(1, last):
        numbers.append(sum(comb(n, k) * numbers[k] * numbers[n - k] for k in range(n + 1)) // 2)
    return numbers[: last + 1]


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
    require(isinstance(profile, dict), "a profile is an object")
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
