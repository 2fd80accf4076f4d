"""Checker: a statement about an integer n under a condition n ≥ E, shown for n = E + (n - 1), the new n being ≥ 1."""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import members, text
from boundlab.checking._instances import linear, put, require_instance, shown_by, stated
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.parser import Chain, Expression, Name, Node, Numeral, Sum
from boundlab.checking._rewritten.polynomial import Budget


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the case: the claim where n is put as what the condition says, from the other conditions there."""
    data = members(
        certificate, "the certificate", {"kind", "version", "statement", "verdict", "of", "by", "case"}, frozenset()
    )
    require(data["version"] == 1 and data["verdict"] == "proved", "the certificate must be of version 1, proved")
    budget = Budget()
    whole = stated(data["statement"], budget)
    name, place = text(data["of"], '"of"'), data["by"]
    require(name in whole.parameters - whole.real, "what is put is an integer parameter")
    require(type(place) is int and 0 <= place < len(whole.conditions), '"by" is the number of a condition')
    least, strict = _least(whole.conditions[place], name)
    found = linear(least)
    require(found is not None and found[0].keys() <= whole.parameters - whole.real - {name}, "a bound of no use")
    terms: list[tuple[int, Expression]] = [(1, least), (1, Name(name))]
    value = Sum(tuple(terms if strict else [*terms, (-1, Numeral(1))]))
    known: list[Node] = [put(each, {name: value}) for i, each in enumerate(whole.conditions) if i != place]
    if name not in whole.signed:
        known.append(Chain((value, Numeral(1)), (">=",)))
    ranges = whole.kinds
    shown, result = shown_by(data["case"], "proved", budget)
    require_instance(shown, put(whole.claim, {name: value}), known, {**ranges, name: "positive"})
    claim, where = (" ".join(each.split()) for each in (whole.texts[0],)), whole.texts[1]
    met = result.certified[0].met if shown.conditions else "the certificate does not say"
    met = "yes, where that is shown" if met.startswith("yes") else "the certificate does not say"
    conditions = tuple(" ".join(each.split()) for each in where)
    certified = Certified(next(claim), whole.ranges(), conditions, met=met)
    return CheckResult(True, f"it holds for all {name} that the condition on it leaves", (certified,))


def _least(condition: Any, name: str) -> tuple[Expression, bool]:
    """Return E and whether it is excluded, for a condition that says n ≥ E or n > E."""
    match condition:
        case Chain((Name(found), least), (">=" | ">" as relation,)) if found == name:
            return least, relation == ">"
        case Chain((least, Name(found)), ("<=" | "<" as relation,)) if found == name:
            return least, relation == "<"
    raise Rejected("the condition is no bound from below")
