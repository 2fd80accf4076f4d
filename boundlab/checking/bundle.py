"""Checker: several certificates in one file; valid if there is at least one and all are."""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult
from boundlab.checking._check import check as check_one

MAX_CERTIFICATES = 20_000


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check every certificate of the bundle; bundles do not nest."""
    parts = certificate.get("certificates")
    if not isinstance(parts, list) or not 1 <= len(parts) <= MAX_CERTIFICATES:
        return CheckResult(False, f"a bundle holds 1 to {MAX_CERTIFICATES} certificates")
    for number, part in enumerate(parts, start=1):
        nested = isinstance(part, dict) and part.get("kind") == "bundle"
        result = CheckResult(False, "bundles do not nest") if nested else check_one(part)
        if not result.valid:
            return CheckResult(False, f"certificate {number} of {len(parts)}: {result.reason}")
    return CheckResult(True, f"all {len(parts)} certificates are valid")
