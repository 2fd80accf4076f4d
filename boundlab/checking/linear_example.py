"""Checker: a linear network x ↦ W·x has no biases, is continuously differentiable, and C = ‖W‖_1 is as stated.

`matrix` lists the rows of W; its dimensions do not depend on ε. ‖W‖_1 is the largest column sum of absolute values.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult, accepted
from boundlab.checking._fields import members
from boundlab.checking._numbers import fraction, fractions
from boundlab.checking._refusal import require

FIELDS = {"kind", "matrix", "complexity"}


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    data = members(certificate, "the certificate", FIELDS)
    given = data["matrix"]
    require(isinstance(given, list) and 1 <= len(given) <= 64, "the matrix has 1 to 64 rows")
    assert isinstance(given, list)
    rows = [fractions(row, "a row", 64) for row in given]
    require(len({len(row) for row in rows}) == 1 and bool(rows[0]), "rows have one length")
    norm = max(sum(abs(v) for v in column) for column in zip(*rows, strict=True))
    require(fraction(data["complexity"], "complexity") == norm, "the complexity is not the largest column sum")
    require(norm > 0, "the network is constant")
    shape = f"{len(rows)}×{len(rows[0])}"
    return accepted(
        f"a linear network with C = {norm}, without biases",
        f"x ↦ W·x, W the {shape} matrix given, is a network without biases, continuously differentiable, not constant",
        f"a fixed matrix of {shape}",
        number=f"C = ‖W‖_1 = {norm} exactly",
    )
