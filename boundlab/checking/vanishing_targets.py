"""Checker: functions a·sin(n·x_1) of W^γ_{r,m} tend to 0, so the distance of W^γ to the networks has infimum 0.

Σ_{1 ≤ k ≤ r} sup |D^k| = a·Σ n^k = γ exactly for n ≥ 2 (then n > π/2), and ‖y‖_∞ = a; y is in W^γ_{r,m} if a + γ ≤ 1.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require

FIELDS = {"kind", "r", "n", "gamma", "a", "delta"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    r, n = integer(data, "r", 1, 32), integer(data, "n", 2, 10**9)
    gamma, a, delta = (fraction(data.get(name), name) for name in ("gamma", "a", "delta"))
    require(0 < gamma < 1, "γ must be between 0 and 1")
    require(a * sum(n**k for k in range(1, r + 1)) == gamma, "the derivatives do not sum to γ")
    require(a + gamma <= 1, "the norm exceeds 1")
    require(0 < a <= delta, "the function is not within δ of 0")
    return accepted(
        f"a·sin({n}·x_1) is in W^γ_{{{r},m}} with γ = {gamma}, and within {delta} of the constant 0",
        f"{a}·sin({n}·x_1) is in W^γ_{{{r},m}} and within {delta} of the constant 0",
        f"r = {r}, every m ≥ 1, γ = {gamma}",
        number=f"{delta} is an upper bound of its sup norm",
    )
