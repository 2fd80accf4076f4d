"""Checker: y(x) = x_1/2 is in W_{r,m}, and networks with one hidden layer approach it without ever representing it.

f_λ(x) = (σ(t0 + λx_1) - σ(t0))/(2λσ'(t0)) has error at most λ·K on the cube for 0 < λ ≤ 1, by Taylor's formula, where
K ≥ sup |σ''|/(4|σ'(t0)|) over [t0-1, t0+1]: recomputed from balls. Without an output bias the constant is a second
unit, unless σ(t0) = 0. No network with a bounded, analytic σ equals y: along x_1 it would be a bounded analytic
function on R that agrees with x_1/2 on an interval. So the infimum is 0 for every width ≥ `units`, and no width
attains it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members, text
from boundlab.checking._numbers import fraction, integer
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activation_balls import derivatives, lower, precision, upper

BOUNDED_AND_ANALYTIC = {"tanh": True, "arctan": True, "sin": True, "sigmoid": False}
"""True where σ(0) = 0."""


FIELDS = {"kind", "activation", "target", "t0", "units", "K", "cells"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    activation = text(data["activation"], "activation")
    K, t0 = fraction(data["K"], "K"), fraction(data["t0"], "t0")
    require(activation in BOUNDED_AND_ANALYTIC, "σ is not known to be bounded and analytic on the whole line")
    require(data.get("target") == "x_1/2", "the target of this argument is x_1/2")
    require(abs(t0) <= 100 and t0.denominator < 2**64, "t0 is too large")
    vanishes = BOUNDED_AND_ANALYTIC[str(activation)] and t0 == 0
    units = integer(data, "units", 1, 2)
    require(units == (1 if vanishes else 2), "σ(t0) ≠ 0 takes a second unit, σ(t0) = 0 does not")
    cells = integer(data, "cells", 1, 4096)
    with precision(96, 3):
        slope = lower(abs(derivatives(str(activation), t0, t0, 1)[1]))
        step = Fraction(2, cells)
        parts = ((t0 - 1 + i * step, t0 - 1 + (i + 1) * step) for i in range(cells))
        bend = max(upper(abs(derivatives(str(activation), a, b, 2)[2])) for a, b in parts)
    require(slope > 0 and 4 * K * slope >= bend, "K is not shown to bound the error")
    return accepted(
        f"networks with {units} unit(s), σ = {activation}, come arbitrarily close to x_1/2, and none represents it",
        f"y = x_1/2 is in W_{{r,m}}; for every 0 < λ ≤ 1 a network with {units} unit(s), σ = {activation}, is within"
        f" λ·{K} of y, and no network with this σ equals y",
        "every m ≥ 1 and r ≥ 1; one hidden layer",
        number=f"K = {K} bounds error/λ from above",
    )
