"""Checker: a lower bound for methods with a continuous selection.

Statement: every method whose N parameters depend continuously on h and whose error is at most ε on W_{r,m}
has at least N parameters. Argument (Borsuk-Ulam): a space of dimension N with Σ_{|k|_1 ≤ r} ‖D^k s‖ ≤ K‖s‖
and εK < 1.

Recomputed: K from zigzag numbers (or the bump's exact pieces), the dimension, and εK < 1.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._hypotheses import ball_of, fewest, spelled_out
from boundlab.checking._numbers import require_hypotheses, statement
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.sobolev import norm_and_dimension

FIELDS = {"kind", "direction", "hypotheses", "m", "r", "eps", "N", "space"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    m, r, eps = statement(data)
    require(data["direction"] == "lower", "this argument gives a lower bound")
    require_hypotheses(data, ["continuous-selection"])
    K, dimension, _ = norm_and_dimension(data["space"], m, r, eps)
    require(eps * K < 1, "ε·K < 1 fails for this space")
    require(type(data["N"]) is int and data["N"] == dimension, "N is not the dimension of the space")
    return accepted(
        f"ε·K < 1 on a space of dimension N, so N parameters are needed (W_{{{r},{m}}}, ε = {eps})",
        f"every method with a continuous selection and error ≤ {eps} on W_{{{r},{m}}} has N ≥ {dimension} parameters",
        ball_of(m, r),
        spelled_out(data["hypotheses"]),
        fewest("a lower", eps),
    )
