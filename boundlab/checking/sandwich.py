"""Checker: lower ≤ N(ε) ≤ upper, both about methods with a continuous selection.

Recomputed: both certificates, that they speak of the same W_{r,m} and ε, the ratio, and whether they agree
(`tight`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.checking import constructive_bound, explicit_bound
from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._hypotheses import ball_of, spelled_out
from boundlab.checking._numbers import require_hypotheses, statement
from boundlab.checking._refusal import Rejected, require

FIELDS = {"kind", "m", "r", "eps", "hypotheses", "lower", "upper", "ratio", "tight"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    m, r, eps = statement(data)
    require_hypotheses(data, ["continuous-selection"])
    for side, kind, checker in (
        ("lower", "explicit-bound", explicit_bound),
        ("upper", "constructive-bound", constructive_bound),
    ):
        part = data[side]
        require(isinstance(part, dict) and part.get("kind") == kind, f"the {side} bound is of the kind {kind}")
        require(statement(part) == (m, r, eps), f"the {side} bound is about another question")
        try:
            checker.check(part)
        except Rejected as error:
            raise Rejected(f"{side} bound: {error}") from None
    lower, upper = data["lower"]["N"], data["upper"]["N"]
    require(lower <= upper, "the lower bound exceeds the upper bound")
    require(data["ratio"] == str(Fraction(upper, lower)), "the ratio is not upper/lower in lowest terms")
    require(data["tight"] is (lower == upper), "`tight` must say whether the bounds agree")
    relation = "=" if lower == upper else "≤ N(ε) ≤"
    values = f"N(ε) = {lower}" if lower == upper else f"{lower} ≤ N(ε) ≤ {upper}"
    return accepted(
        f"both bounds hold for continuous selection: lower {relation} upper (W_{{{r},{m}}}, ε = {eps})",
        f"{values} at ε = {eps} on W_{{{r},{m}}}",
        ball_of(m, r),
        spelled_out(data["hypotheses"]),
        "N(ε) is the least number of parameters of a method with a continuous selection and error ≤ ε on every such h",
    )
