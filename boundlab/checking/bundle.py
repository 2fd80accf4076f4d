"""Checker: several certificates in one file; valid if there is at least one and all are."""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._check import check as check_one
from boundlab.checking._fields import items, members
from boundlab.checking._refusal import require

MAX_CERTIFICATES = 20_000


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check every certificate of the bundle; bundles do not nest."""
    data = members(certificate, "the bundle", {"kind", "certificates"})
    parts = items(data["certificates"], "a bundle's list of certificates", MAX_CERTIFICATES)
    require(bool(parts), "a bundle holds at least one certificate")
    certified: list[Certified] = []
    for number, part in enumerate(parts, start=1):
        nested = isinstance(part, dict) and part.get("kind") == "bundle"
        result = CheckResult(False, "bundles do not nest") if nested else check_one(part)
        if not result.valid:
            return CheckResult(False, f"certificate {number} of {len(parts)}: {result.reason}", refused=result.refused)
        certified += result.certified
    return CheckResult(True, f"all {len(parts)} certificates are valid", tuple(certified))
