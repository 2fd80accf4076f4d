"""Checker: a statement about an integer n, shown in every residue class, n = q·n + r for r = 0, …, q - 1."""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, text
from boundlab.checking._instances import put, require_instance, shown_by, stated
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.parser import Chain, Name, Numeral, Product, Sum
from boundlab.checking._rewritten.polynomial import Budget

MAX_MODULUS = 64


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the classes: each has the statement with q·n + r for n, n any integer that is in the range."""
    data = members(
        certificate, "the certificate", {"kind", "version", "statement", "verdict", "of", "modulus", "cases"}
    )
    require(data["version"] == 1 and data["verdict"] == "proved", "the certificate must be of version 1, proved")
    budget = Budget()
    whole = stated(data["statement"], budget)
    name, modulus = text(data["of"], '"of"'), data["modulus"]
    require(name in whole.parameters - whole.real, "the classes are those of an integer parameter")
    require(type(modulus) is int and 2 <= modulus <= MAX_MODULUS, "the modulus is an integer from 2 to 64")
    cases = items(data["cases"], '"cases"', MAX_MODULUS)
    require(len(cases) == modulus, "there is one case for each class")
    ranges = {n: "real" if n in whole.real else "signed" if n in whole.signed else "positive" for n in whole.parameters}
    met = ""
    for rest, case in enumerate(cases):
        value = Sum(((1, Product(((1, Numeral(modulus)), (1, Name(name))))), (1, Numeral(rest))))
        known = [put(each, {name: value}) for each in whole.conditions]
        if ranges[name] == "positive":
            known.append(Chain((value, Numeral(1)), (">=",)))
        found, result = shown_by(case, "proved", budget)
        require_instance(found, put(whole.claim, {name: value}), known, {**ranges, name: "signed"})
        if whole.conditions and result.certified[0].met.startswith("yes"):
            met = "yes, in a residue class"
    claim, where = whole.texts
    met = met or ("the certificate does not say" if where else "")
    certified = Certified(" ".join(claim.split()), whole.ranges(), tuple(" ".join(each.split()) for each in where))
    certified = Certified(certified.statement, certified.ranges, certified.conditions, met=met)
    return CheckResult(True, f"it holds in each of the {modulus} residue classes of {name}", (certified,))
