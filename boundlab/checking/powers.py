"""Checker: a statement about powers B^E whose base depends on the exponent, by what Bernoulli's inequality says.

For an integer E ≥ 0 and B > 0: B^E > 0, B^E ≥ 1 + E·(B - 1), and B^E·(1 + E·(1/B - 1)) ≤ 1, which is the same for 1/B;
and A^E ≥ B^E where A ≥ B, A^E > B^E where A > B and E ≥ 1.
"""

from __future__ import annotations

from typing import Any

from boundlab.checking._check import CheckResult
from boundlab.checking._fields import items, members, text
from boundlab.checking._instances import free_names, linear, require_instance, shown_by, stated, variables
from boundlab.checking._named import follows
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.parser import (
    Chain,
    Expression,
    Name,
    Node,
    Numeral,
    Power,
    Product,
    Sum,
    parse_expression,
)
from boundlab.checking._rewritten.polynomial import Budget

MAX_POWERS = 10
_HEAD = ("kind", "version", "statement", "verdict")


def check(certificate: dict[str, Any]) -> CheckResult:
    """Re-check that every base is positive, and the case in which the powers have names."""
    data = members(certificate, "the certificate", {*_HEAD, "names", "order", "case"})
    require(data["version"] == 1 and data["verdict"] == "proved", "the certificate must be of version 1, proved")
    budget = Budget()
    whole = stated(data["statement"], budget)
    ranges = whole.kinds
    named: dict[Any, Name] = {}
    facts: list[Node] = []
    for each in items(data["names"], '"names"', MAX_POWERS):
        one = members(each, "a name", {"name", "is", "positive"})
        name, tree = text(one["name"], "a name"), parse_expression(text(one["is"], "a power"), budget)
        require(name not in ranges and name not in variables(whole.claim, *whole.conditions), "a name is not new")
        if not isinstance(tree, Power):
            raise Rejected("a name stands for a power")
        _require_exponent(tree.exponent, ranges)
        require(free_names(tree) <= whole.parameters and tree not in named, "a power has another parameter")
        shown, _ = shown_by(one["positive"], "proved", budget)
        require_instance(shown, Chain((tree.base, Numeral(0)), (">",)), list(whole.conditions), ranges)
        named[tree] = Name(name)
        facts += _facts(Name(name), tree.base, tree.exponent)
    require(bool(named), "no power has a name")
    powers = list(named)
    for each in items(data["order"], '"order"', MAX_POWERS**2):
        one = members(each, "an order of two powers", {"more", "less", "strictly", "shown"})
        for place in (one["more"], one["less"]):
            require(type(place) is int and 0 <= place < len(powers), "the number of a power is expected")
        more, less = powers[one["more"]], powers[one["less"]]
        require(more.exponent == less.exponent, "the powers have other exponents")
        require(type(one["strictly"]) is bool, '"strictly" is true or false')
        require(not one["strictly"] or _least(more.exponent) >= 1, "an exponent may be zero")
        relation = (">" if one["strictly"] else ">=",)
        shown, _ = shown_by(one["shown"], "proved", budget)
        require_instance(shown, Chain((more.base, less.base), relation), list(whole.conditions), ranges)
        facts.append(Chain((named[more], named[less]), relation))
    return follows(data["case"], whole, named, facts, "it follows from Bernoulli's inequality", budget)


def _require_exponent(exponent: Expression, ranges: dict[str, str]) -> None:
    """Require an integer that is evidently ≥ 0."""
    found = linear(exponent)
    if found is None or any(a < 0 or ranges.get(n) != "positive" for n, a in found[0].items()):
        raise Rejected("an exponent is no sum of integer parameters")
    require(_least(exponent) >= 0, "an exponent may be negative")


def _least(exponent: Expression) -> int:
    """Return the least value of a sum of positive multiples of integers ≥ 1 and of a number."""
    coefficients, constant = linear(exponent) or ({}, -1)
    return sum(coefficients.values()) + constant


def _facts(name: Name, base: Expression, exponent: Expression) -> list[Node]:
    one = Numeral(1)

    def linearly(b: Expression) -> Expression:
        return Sum(((1, one), (1, Product(((1, exponent), (1, Sum(((1, b), (-1, one)))))))))

    inverse = Product(((1, one), (-1, base)))
    return [
        Chain((name, Numeral(0)), (">",)),
        Chain((name, linearly(base)), (">=",)),
        Chain((Product(((1, name), (1, linearly(inverse)))), one), ("<=",)),
    ]
