"""Checker: lower ≤ N(ε) ≤ upper, both about methods with a continuous selection.

Recomputed: both certificates, that they speak of the same W_{r,m} and ε, the ratio, and whether they agree
(`tight`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking import constructive_bound, explicit_bound
from boundlab.checking._check import CheckResult
from boundlab.checking._numbers import Rejected, fraction, require, require_hypotheses, statement


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    try:
        return CheckResult(True, _reason(certificate))
    except Rejected as error:
        return CheckResult(False, str(error))


def _reason(data: dict[str, Any]) -> str:
    m, r, eps = statement(data)
    require_hypotheses(data, ["continuous-selection"])
    for side, checker in (("lower", explicit_bound), ("upper", constructive_bound)):
        part = data[side]
        require(
            isinstance(part, dict) and statement(part) == (m, r, eps),
            f"the {side} bound is about another question",
        )
        result = checker.check(part)
        require(result.valid, f"{side} bound: {result.reason}")
        require("continuous-selection" in part["hypotheses"], f"the {side} bound has no continuous selection")
    lower, upper = data["lower"]["N"], data["upper"]["N"]
    require(lower <= upper, "the lower bound exceeds the upper bound")
    require(fraction(data.get("ratio"), "ratio") == Fraction(upper, lower), "the ratio is not upper/lower")
    require(data.get("tight") is (lower == upper), "`tight` must say whether the bounds agree")
    relation = "=" if lower == upper else "≤ N(ε) ≤"
    return f"both bounds hold for continuous selection: lower {relation} upper (W_{{{r},{m}}}, ε = {eps})"
