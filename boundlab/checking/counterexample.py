"""Checker: a statement fails at a point, for there its conditions hold and "not" its claim does, by certificates.

This is how what is false at irrational values of functions is refuted: sqrt(2) + sqrt(3) < 22/7.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, number, text
from boundlab.checking._instances import put, shown_by, stated
from boundlab.checking._refusal import require
from boundlab.checking._rewritten.parser import Expression, Not, parse_expression
from boundlab.checking._rewritten.polynomial import Budget

MAX_CONDITIONS = 1_000


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the instances of the conditions and of the negated claim, which assume nothing."""
    data = members(certificate, "the certificate", {"kind", "version", "statement", "verdict", "at", "fails", "hold"})
    require(data["version"] == 1 and data["verdict"] == "refuted", "the certificate must be of version 1, refuted")
    budget = Budget()
    whole = stated(data["statement"], budget)
    require(type(data["at"]) is dict and data["at"].keys() == whole.parameters, "every parameter needs a value")
    values: dict[str, Expression] = {}
    for name, given in data["at"].items():
        value = number(given, "a value")
        require(name in whole.real or value.denominator == 1, "a value is no integer")
        require(name in whole.real | whole.signed or value >= 1, "a value is out of its range")
        values[text(name, "a name")] = parse_expression(f"({value})", budget)
    holding = items(data["hold"], '"hold"', MAX_CONDITIONS)
    require(len(holding) == len(whole.conditions), "every condition is to hold")
    wanted: list[tuple[Any, Any]] = [(data["fails"], Not(put(whole.claim, values)))]
    wanted += [(each, put(tree, values)) for each, tree in zip(holding, whole.conditions, strict=True)]
    for each, tree in wanted:
        found, _ = shown_by(each, "proved", budget)
        require(found.claim == tree and not found.conditions, "an instance is not what the statement says there")
    point = ", ".join(f"{name} = {value}" for name, value in data["at"].items())
    claim, where = whole.texts
    said = f"false{f' at {point}' if point else ''}: {' '.join(claim.split())}"
    certified = Certified(said, whole.ranges(), tuple(" ".join(each.split()) for each in where))
    return CheckResult(True, "the conditions hold at the witness and the claim does not", (certified,))
