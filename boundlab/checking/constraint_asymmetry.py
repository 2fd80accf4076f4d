"""Checker: two statements that are compared do not restrict their networks alike.

Each side lists the ids of its hypotheses; `only_a` must be exactly those that bound norms in a and not in b.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult
from boundlab.checking._numbers import Rejected, require


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the certificate."""
    try:
        return CheckResult(True, _reason(certificate))
    except Rejected as error:
        return CheckResult(False, str(error))


def _reason(data: dict[str, Any]) -> str:
    a, b = (_ids(data, side) for side in ("a", "b"))
    norms = {"embedding-complexity", "primary-complexity", "first-layer-bounded"}
    only_a = data.get("only_a")
    require(isinstance(only_a, list) and bool(only_a), "only_a is a list of constraints")
    require(set(map(str, only_a)) == (a - b) & norms, "only_a is not what bounds norms in a and not in b")
    require(not (b & norms), "b bounds norms as well")
    return f"a bounds norms ({', '.join(sorted((a - b) & norms))}) and b bounds none"


def _ids(data: dict[str, Any], side: str) -> set[str]:
    part = data.get(side)
    require(isinstance(part, dict) and isinstance(part.get("hypotheses"), list), f"{side} lists hypotheses")
    assert isinstance(part, dict)
    require(all(isinstance(h, str) for h in part["hypotheses"]) and len(part["hypotheses"]) < 100, "hypotheses are ids")
    return set(part["hypotheses"])
