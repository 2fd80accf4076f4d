"""Checker: y(x) = c·σ(t0 + s·x_1) is a non-constant member of W_{r,m} that a one-neuron network represents.

Recomputed: Σ_{k ≤ r} sup |c·s^k·σ^(k)| over t0 + s·[-1,1], from balls on `cells` equal parts, is at most 1 (y depends
on x_1 alone, so the norm has no other terms, whatever m); σ is smooth there; y differs at two points.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, fractions, integer
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activation_balls import derivatives, lower, precision, upper

MAX_CELLS = 4096


FIELDS = {"kind", "activation", "r", "c", "s", "t0", "cells", "points"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    r, cells = integer(data, "r", 1, 16), integer(data, "cells", 1, MAX_CELLS)
    c, s, t0 = (fraction(data.get(name), name) for name in ("c", "s", "t0"))
    points = fractions(data.get("points"), "points", 2)
    activation = str(data.get("activation"))
    require(len(points) == 2 and all(-1 <= p <= 1 for p in points), "points are two numbers in [-1, 1]")
    require(max(abs(c), abs(s), abs(t0)) <= 1000 and c.denominator < 2**128 > s.denominator, "c, s, t0 are too large")
    low, step = t0 - abs(s), 2 * abs(s) / cells
    with precision(96, r + 1):
        values = [derivatives(activation, p, p, 0)[0] for p in (t0 + s * x for x in points)]
        difference = values[0] - values[1]
        require(c != 0 and lower(difference) * upper(difference) > 0, "y is not shown to differ at the two points")
        suprema = [Fraction(0)] * (r + 1)
        for i in range(cells):
            found = derivatives(activation, low + i * step, low + (i + 1) * step, r)
            suprema = [max(a, upper(abs(b))) for a, b in zip(suprema, found, strict=True)]
    norm = sum((abs(c) * abs(s) ** k * sup for k, sup in enumerate(suprema)), Fraction(0))
    require(norm <= 1, "the norm of y is not shown to be at most 1")
    return accepted(
        f"y = c·σ(t0 + s·x_1), σ = {activation}, is not constant and ‖y‖_{r}^s ≤ 1",
        f"y = {c}·σ({t0} + {s}·x_1), σ = {activation}, is a network of one neuron, not constant, and in W_{{{r},m}}",
        f"r = {r}, every m ≥ 1",
        number="1 bounds ‖y‖_r^s from above",
    )
