"""Checker: a statement about sums up to n, powers b^n and n!, shown by induction on n, or refuted at numbers.

The instances are statements without these, with certificates of their own; which they have to be is worked out here.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import Certified, CheckResult
from boundlab.checking._fields import items, members, text
from boundlab.checking._instances import (
    Sequences,
    Stated,
    at_numbers,
    free_names,
    require_instance,
    shown_by,
    stated,
    variables,
)
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.parser import (
    Call,
    Chain,
    Name,
    Node,
    Numeral,
    Power,
    Summation,
    parse_condition,
    parse_expression,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget

MAX_BELOW, MAX_NAMES = 100, 20


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the beginning, the step and what follows from the hypothesis; or that the claim fails somewhere."""
    refuted = certificate.get("verdict") == "refuted"
    head = {"kind", "version", "statement", "verdict"}
    fields = {"at", "instance"} if refuted else {"on", "names", "from", "below", "base", "step"}
    data = members(
        certificate, "the certificate", head | fields, frozenset() if refuted else frozenset({"stronger", "implies"})
    )
    require(data["version"] == 1 and data["verdict"] in ("proved", "refuted"), "version 1, proved or refuted")
    budget = Budget()
    whole = stated(data["statement"], budget)
    if refuted:
        point, met = _refuted(data, whole, budget), ""
        reason, said = "the conditions hold at the witness and the claim fails", f"false at {point}: "
    else:
        first, met = _proved(data, whole, budget)
        reason, said = f"by induction on {data['on']}, from {data['on']} = {first}", ""
    claim, where = whole.texts
    conditions = tuple(" ".join(each.split()) for each in where)
    certified = Certified(said + " ".join(claim.split()), whole.ranges(), conditions, met=met)
    return CheckResult(True, reason, (certified,))


def _refuted(data: dict[str, Any], whole: Stated, budget: Budget) -> str:
    """The instance at numbers is refuted, with all its conditions."""
    values: dict[str, int] = {}
    require(type(data["at"]) is dict and len(data["at"]) <= MAX_NAMES, '"at" gives parameters their values')
    for name, value in data["at"].items():
        least = None if name in whole.signed else 1
        require(name in whole.parameters - whole.real, "a value for what is no integer parameter")
        require(type(value) is int and (least is None or value >= least), "a value out of its range")
        values[name] = value
    found, _ = shown_by(data["instance"], "refuted", budget)
    claim = at_numbers(whole.claim, values, budget)
    conditions = tuple(at_numbers(each, values, budget) for each in whole.conditions)
    require(found.claim == claim and found.conditions == conditions, "an instance is not what the statement says there")
    left = free_names(claim).union(*map(free_names, conditions))
    require(found.real == whole.real & left and found.signed == whole.signed & left, "a parameter ranges elsewhere")
    inner = data["instance"].get("witness", {})
    rest = {n: v for n, v in inner.items() if n in left} if type(inner) is dict else {}
    return ", ".join(f"{n} = {v if type(v) is int or type(v) is str else '…'}" for n, v in {**values, **rest}.items())


def _proved(data: dict[str, Any], whole: Stated, budget: Budget) -> tuple[int, str]:
    name, first = text(data["on"], '"on"'), data["from"]
    ranges = whole.kinds
    require(name in whole.parameters - whole.real, "induction is on an integer parameter")
    require(type(first) is int and first >= 0, '"from" is an integer that is not negative')
    start, fixed = _start(whole, name)
    below = items(data["below"], '"below"', MAX_BELOW)
    require(start + len(below) == first, 'the values up to "from" are to be shown one by one')
    hypothesis = parse_condition(text(data["stronger"], '"stronger"'), budget) if "stronger" in data else whole.claim
    require(free_names(hypothesis) <= whole.parameters, "the hypothesis has another parameter")
    bound = variables(whole.claim, hypothesis)
    require(not bound & whole.parameters, "the variable of a sum stands elsewhere")
    # The step shows that the terms of the sums in the hypothesis are defined.
    require(_sums(whole.claim) <= _sums(hypothesis), "a sum of the claim is not in the hypothesis")
    require(("stronger" in data) == ("implies" in data), '"stronger" and "implies" belong together')
    trees = (whole.claim, hypothesis)
    sequences = _sequences(data["names"], name, whole, bound, ranges, budget)
    for tree in trees:
        sequences.starts(tree, first)
    instances = [(below[k], at_numbers(whole.claim, {name: start + k}, budget), fixed) for k in range(len(below))]
    instances.append((data["base"], at_numbers(hypothesis, {name: first}, budget), fixed))
    from_here = [*fixed, Chain((Name(name), Numeral(first)), (">=",)), sequences.value(hypothesis)]
    instances.append((data["step"], sequences.next(hypothesis), from_here))
    if "implies" in data:
        instances.append((data["implies"], sequences.value(whole.claim), from_here))
    met = "the certificate does not say" if whole.conditions else ""
    for certificate, claim, known in instances:
        found, result = shown_by(certificate, "proved", budget)
        require_instance(found, claim, known, ranges)
        if certificate is data["base"] and whole.conditions and result.certified[0].met.startswith("yes"):
            met = f"yes, with {name} = {first}{result.certified[0].met.removeprefix('yes')}"
        elif certificate is data["base"] and whole.conditions and not found.conditions:
            met = f"yes, with {name} = {first}" if not fixed else met
    return first, met


def _start(whole: Stated, name: str) -> tuple[int, list[Node]]:
    """Return the least n under the conditions, which are bounds of n alone or do not mention it; and the others."""
    start, fixed = None if name in whole.signed else 1, []
    for condition in whole.conditions:
        match condition:
            case Chain((Name(text), Numeral(int(least))), (">=" | ">" as relation,)) if text == name:
                bound = least + (relation == ">")
                start = bound if start is None else max(start, bound)
            case _:
                require(name not in free_names(condition), f"a condition on {name} that is no bound")
                fixed.append(condition)
    if start is None or start < 0:
        raise Rejected(f"{name} has no least value that is not negative")
    return start, fixed


def _sums(tree: Node) -> set[Summation]:
    return {node for node in walk(tree) if isinstance(node, Summation)}


def _sequences(
    value: Any, name: str, whole: Stated, bound: set[str], ranges: dict[str, str], budget: Budget
) -> Sequences:
    """Return the sequences with their names, and put down where these range."""
    names: dict[Any, str] = {}
    for each in items(value, '"names"', MAX_NAMES):
        one = members(each, "a name", {"name", "is"})
        new, tree = text(one["name"], "a name"), parse_expression(text(one["is"], "a sequence"), budget)
        require(new not in ranges and new not in bound and new not in names.values(), "a name is not new")
        # b^n ≥ 1 for an integer b ≥ 1, and n! ≥ 1
        key: Any = tree
        kind = "positive"
        match tree:
            case Summation():
                kind = "real"
            case Power(base, Name(exponent)) if exponent == name or ranges.get(exponent) == "positive":
                whole_base = isinstance(base, Numeral) and isinstance(base.value, int) and base.value >= 1
                positive = isinstance(base, Name) and ranges.get(base.text) == "positive"
                kind, key = "positive" if whole_base or positive else "real", (base, exponent)
            case Call("factorial", (Name(argument),)) if argument == name:
                pass
            case _:
                raise Rejected("a name stands for no sum, power or factorial")
        require(free_names(tree) <= whole.parameters, "a sequence has another parameter")
        names[key], ranges[new] = new, kind
    return Sequences(name, names, frozenset(n for n in whole.parameters if ranges[n] == "positive"))
