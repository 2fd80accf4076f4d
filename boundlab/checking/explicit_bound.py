"""Checker: a lower bound for methods with a continuous selection.

Statement: every method whose N parameters depend continuously on h and whose error is at most ε on W_{r,m}
has at least N parameters. Argument (Borsuk-Ulam): a space of dimension N with Σ_{|k|_1 ≤ r} ‖D^k s‖ ≤ K‖s‖
and εK < 1.

Recomputed: K from zigzag numbers (or the bump's exact pieces), the dimension, and εK < 1.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult
from boundlab.checking._numbers import Rejected, fraction, require, require_hypotheses, statement
from boundlab.checking._sobolev import norm_and_dimension


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    try:
        return CheckResult(True, _reason(certificate))
    except Rejected as error:
        return CheckResult(False, str(error))


def _reason(data: dict[str, Any]) -> str:
    m, r, eps = statement(data)
    require(data.get("direction") == "lower", "this argument gives a lower bound")
    require_hypotheses(data, ["continuous-selection"])
    K, dimension, _ = norm_and_dimension(data["space"], m, r, eps)
    require(eps * K < 1, "ε·K < 1 fails for this space")
    require(fraction(data["space"].get("K"), "K") == K, "K is not the norm of this space")
    require(type(data.get("N")) is int and data["N"] == dimension, "N is not the dimension of the space")
    return f"ε·K < 1 on a space of dimension N, so N parameters are needed (W_{{{r},{m}}}, ε = {eps})"
