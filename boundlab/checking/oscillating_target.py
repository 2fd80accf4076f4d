"""Checker: c·x_1^p·sin(1/x_1) is a member of W_{r,m} that no network with this activation represents.

The derivatives are sums of terms a·x^b·sin(1/x) and a·x^b·cos(1/x); with p ≥ 2r + 2 all b ≥ 2 up to order r, so the
function is C^r with derivatives 0 at 0, and on [-1, 1] a derivative is at most the sum of its |a|.

The activations are given by formulas analytic on R on finitely many intervals. So along x_1 a network is, on finitely
many closed intervals, the restriction of an analytic function (by induction over layers: an analytic function meets a
breakpoint finitely often or is constant). On the interval that starts at 0 it has finitely many zeros or vanishes; the
target has the zeros 1/(jπ) and does not vanish.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activations import KNOWN

FIELDS = {"kind", "activation", "r", "p", "c"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    name = str(data.get("activation"))
    require(name in KNOWN, "the activation is not one this checker knows")
    r = integer(data, "r", 1, 12)
    p = integer(data, "p", 2 * r + 2, 100)
    c = fraction(data.get("c"), "c")
    require(c > 0, "c must be positive")
    require(c * sum(_bounds(p, r)) <= 1, "the norm is not shown to be at most 1")
    return accepted(
        f"c·x_1^{p}·sin(1/x_1) is in W_{{{r},m}} and is no {name} network",
        f"{c}·x_1^{p}·sin(1/x_1) is in W_{{{r},m}} and no network with activation {name} represents it on [-1,1]^m",
        f"r = {r}, every m ≥ 1, networks of every width and depth",
        number="1 bounds its norm ‖·‖_r^s from above",
    )


def _bounds(p: int, r: int) -> list[int]:
    """Return Σ|a| for the derivatives of order 0 … r."""
    terms = {(p, "sin"): 1}
    bounds = [1]
    for _ in range(r):
        derivative: dict[tuple[int, str], int] = {}
        for (b, function), a in terms.items():
            other, sign = ("cos", -1) if function == "sin" else ("sin", 1)
            for key, value in (((b - 1, function), a * b), ((b - 2, other), sign * a)):
                derivative[key] = derivative.get(key, 0) + value
        terms = derivative
        bounds.append(sum(abs(a) for a in terms.values()))
    return bounds
