"""Checker: W_{r,m} is not closed in sup norm.

h_n in C^r([-1,1]), a function of x_1, has h_n^(r) = c·clip(n·x, -1, 1) and vanishes at 0 with all derivatives below r.
Every derivative of order ≤ r is at most c in absolute value, so ‖h_n‖_r^s ≤ (r+1)·c ≤ 1. In sup norm h_n is within
c/(2n) of h with h^(r) = c·sign(x), which is not C^r. Both are recomputed from exact polynomial pieces for the given n.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require

FIELDS = {"kind", "r", "n", "c", "distance"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    r, n = integer(data, "r", 1, 32), integer(data, "n", 1, 10**9)
    c, distance = fraction(data.get("c"), "c"), fraction(data.get("distance"), "distance")
    require(c > 0 and (r + 1) * c <= 1, "c must be positive with (r+1)·c ≤ 1")
    # On [0, 1/n] the r-th derivative is c·n·x, on [1/n, 1] it is c; derivatives of order r-j at the join and at 1:
    join = [c * Fraction(n) * Fraction(1, n) ** (j + 1) / factorial(j + 1) for j in range(r + 1)]
    rest = 1 - Fraction(1, n)
    end = [sum(join[i] * rest ** (j - i) / factorial(j - i) for i in range(j + 1)) for j in range(r + 1)]
    require(all(0 < value <= c for value in end), "a derivative exceeds c")
    # h - h_n has a non-negative r-th derivative on [0, 1], so its largest value is the one at 1.
    gap = c / factorial(r) - end[r]
    require(0 <= gap <= distance, "the distance to the limit is larger than stated")
    require(distance <= c / (2 * n), "the distance must be at most c/(2n), which tends to 0")
    return accepted(
        f"members of W_{{{r},m}} come within {distance} of a function whose derivative of order {r} jumps by {2 * c}",
        f"h_n with h_n^({r}) = {c}·clip({n}·x_1, -1, 1) is in W_{{{r},m}} and within {distance} of h with"
        f" h^({r}) = {c}·sign(x_1), which is not C^{r}",
        f"r = {r}, every m ≥ 1, n = {n}",
        number=f"{distance} ≤ c/(2n) bounds the sup distance of h_n from h from above",
    )
