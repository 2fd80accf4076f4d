"""Checker: a statement about sums whose terms depend on where they end, from their values for any end.

Σ_{i ≤ m} E is shown to be V for every m ≥ 1; then the sum up to n is V with n for m, also where E depends on n.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult
from boundlab.checking._fields import items, members, text
from boundlab.checking._instances import free_names, linear, put, require_instance, shown_by, stated, variables
from boundlab.checking._named import follows
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.parser import Chain, Name, Node, Summation, parse_expression
from boundlab.checking._rewritten.polynomial import Budget

MAX_SUMS = 10


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check the values of the sums, and the case in which the sums have names."""
    data = members(certificate, "the certificate", {"kind", "version", "statement", "verdict", "sums", "case"})
    require(data["version"] == 1 and data["verdict"] == "proved", "the certificate must be of version 1, proved")
    budget = Budget()
    whole = stated(data["statement"], budget)
    ranges = whole.kinds
    bound = variables(whole.claim, *whole.conditions)
    named: dict[Any, Name] = {}
    facts: list[Node] = []
    for each in items(data["sums"], '"sums"', MAX_SUMS):
        one = members(each, "a sum", {"name", "is", "end", "value", "shown"})
        name, end = text(one["name"], "a name"), text(one["end"], "a name")
        tree = parse_expression(text(one["is"], "a sum"), budget)
        value = parse_expression(text(one["value"], "a value"), budget)
        taken = {*ranges, *bound, *(each.text for each in named.values())}
        require(name != end and not {name, end} & taken, "a name is not new")
        if not isinstance(tree, Summation):
            raise Rejected("a name stands for a sum")
        require(free_names(tree) <= whole.parameters and tree not in named, "a sum has another parameter")
        require(free_names(value) <= whole.parameters | {end}, "a value has another parameter")
        reach = linear(tree.high)
        if reach is None or any(a < 0 or ranges.get(n) != "positive" for n, a in reach[0].items()):
            raise Rejected("a sum ends at no sum of integer parameters")
        require(sum(reach[0].values()) + reach[1] >= 1, "a sum may end before 1")
        general = Summation(tree.variable, tree.low, Name(end), tree.body)
        shown, _ = shown_by(one["shown"], "proved", budget)
        require_instance(shown, Chain((general, value), ("=",)), list(whole.conditions), {**ranges, end: "positive"})
        named[tree] = Name(name)
        facts.append(Chain((Name(name), put(value, {end: tree.high})), ("=",)))
    require(bool(named), "no sum has a name")
    return follows(data["case"], whole, named, facts, "it follows from the values of its sums", budget)
