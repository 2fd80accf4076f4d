"""Orders: from the tree of a sum of products and powers to its finite set of terms t^a·log(t)^b.

The exponents a and b are computed in whatever exact arithmetic the caller hands in: rational functions for a
proof, rational numbers for the value at a point.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from fractions import Fraction
from typing import Any

from boundlab.checking._refusal import Rejected, Unaffordable
from boundlab.checking._rewritten.parser import (
    MAX_EXPONENT,
    SCALES,
    Expression,
    Extremum,
    Logarithm,
    Name,
    Numeral,
    OrderClaim,
    Power,
    Product,
    Sum,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget, Number

MAX_ORDER_TERMS = 4_000

Exponents = tuple[Any, Any]
Terms = dict[Hashable, Exponents]


class Arithmetic(ABC):
    """Where the exponents of an order are computed; values have `+`, `-` and `*`."""

    budget: Budget
    integers: frozenset[str]

    @abstractmethod
    def exponent(self, tree: Expression) -> Any:
        """Return the value of an expression."""

    @abstractmethod
    def number(self, value: Number) -> Any:
        """Return a constant."""

    @abstractmethod
    def identity(self, value: Any) -> Hashable:
        """Return what is the same for equal values and for no others."""


def sides(claim: OrderClaim, arithmetic: Arithmetic) -> tuple[Terms, Terms]:
    """Return the terms of the left and of the right side of `claim`, each an (a, b) under its identity."""
    if len(_scales(claim)) > 1:
        raise Rejected("an order claim uses one scale, eps or N")
    return _terms(claim.left, arithmetic), _terms(claim.right, arithmetic)


def _scales(tree: Any) -> set[str]:
    return {node.text for node in walk(tree) if isinstance(node, Name) and node.text in SCALES}


def _terms(tree: Expression, arithmetic: Arithmetic) -> Terms:
    match tree:
        case Numeral(value) if value > 0:
            return _single(arithmetic, 0, 0)
        case Name("eps"):
            return _single(arithmetic, -1, 0)
        case Name("N"):
            return _single(arithmetic, 1, 0)
        case Name(text) if text in arithmetic.integers:
            return _single(arithmetic, 0, 0)
        case Logarithm(Name("N") | Product(((1, Numeral(1)), (-1, Name("eps"))))):
            return _single(arithmetic, 0, 1)
        case Sum(operands) if all(sign > 0 for sign, _ in operands):
            return _union([operand for _, operand in operands], arithmetic)
        case Product(operands):
            return _product(operands, arithmetic)
        case Power(base, exponent):
            return _power(_terms(base, arithmetic), exponent, arithmetic)
        case Extremum(function, arguments) if function == "max" or not _scales(tree):
            return _union(list(arguments), arithmetic)
    raise Rejected(_complaint(tree))


def _complaint(tree: Expression) -> str:
    match tree:
        case Name(text):
            return f"the real parameter {shown(text)} is not evidently positive, as a multiplicity must be"
        case Logarithm():
            return "the logarithm in an order is log(1/eps) or log(N)"
        case Extremum():
            return "min of orders that contain the scale"
    return "an order is built from positive terms: no subtraction, no sign, no zero"


def _collected(pairs: list[Exponents], arithmetic: Arithmetic) -> Terms:
    arithmetic.budget.spend(10 * len(pairs))
    terms: Terms = {(arithmetic.identity(a), arithmetic.identity(b)): (a, b) for a, b in pairs}
    if len(terms) > MAX_ORDER_TERMS:
        raise Unaffordable(f"an order of more than {MAX_ORDER_TERMS} terms, refused")
    return terms


def _single(arithmetic: Arithmetic, a: int, b: int) -> Terms:
    return _collected([(arithmetic.number(a), arithmetic.number(b))], arithmetic)


def _union(trees: list[Expression], arithmetic: Arithmetic) -> Terms:
    terms: Terms = {}
    for tree in trees:
        terms |= _terms(tree, arithmetic)
    if len(terms) > MAX_ORDER_TERMS:
        raise Unaffordable(f"an order of more than {MAX_ORDER_TERMS} terms, refused")
    return terms


def _product(operands: tuple[tuple[int, Expression], ...], arithmetic: Arithmetic) -> Terms:
    result = _single(arithmetic, 0, 0)
    for sign, operand in operands:
        terms = _terms(operand, arithmetic)
        if sign < 0:
            if len(terms) > 1:
                raise Rejected("the divisor in an order must be a single term")
            terms = _scaled(terms, arithmetic.number(-1), arithmetic)
        result = _times(result, terms, arithmetic)
    return result


def _times(left: Terms, right: Terms, arithmetic: Arithmetic) -> Terms:
    arithmetic.budget.spend(20 * len(left) * len(right))
    pairs = [(a + c, b + d) for a, b in left.values() for c, d in right.values()]
    return _collected(pairs, arithmetic)


def _scaled(terms: Terms, factor: Any, arithmetic: Arithmetic) -> Terms:
    return _collected([(a * factor, b * factor) for a, b in terms.values()], arithmetic)


def _power(terms: Terms, exponent: Expression, arithmetic: Arithmetic) -> Terms:
    value = arithmetic.exponent(exponent)
    if len(terms) == 1:
        return _scaled(terms, value, arithmetic)
    literal = _literal(exponent)
    if literal.denominator != 1 or literal > MAX_EXPONENT:
        return _scaled(terms, value, arithmetic)
    result = _single(arithmetic, 0, 0)
    for _ in range(int(literal)):
        result = _times(result, terms, arithmetic)
    return result


def _literal(exponent: Expression) -> Number:
    match exponent:
        case Numeral(value):
            return value
        case Product(((1, Numeral(value)), (-1, Numeral(divisor)))):
            return Fraction(value) / divisor
    raise Rejected("the exponent of a sum in an order must be a literal number ≥ 0, such as 2 or 1/2")
