"""Statements: what a certificate asserts, and whether that holds at one given point, exactly."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.checking._fields import items, members, text
from boundlab.checking._refusal import Rejected, require
from boundlab.checking._rewritten.algebraic import Algebraic
from boundlab.checking._rewritten.order import Arithmetic, Terms, sides
from boundlab.checking._rewritten.parser import (
    SCALES,
    Bound,
    Call,
    Chain,
    Expression,
    Extremum,
    Formula,
    Junction,
    Logarithm,
    Name,
    Negative,
    Node,
    Not,
    Numeral,
    OrderClaim,
    Power,
    Product,
    Sum,
    literal_exponent,
    parse_claim,
    parse_condition,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Budget, Number, bounded, power

MAX_CONDITIONS = 1_000

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True)
class Statement:
    """For all values of `parameters` at which every condition holds, the claim holds.

    A parameter in `integers` ranges over the integers ≥ 1, one in `signed` over all integers, any other one over the
    reals. A condition that divides by zero at a point does not hold there.
    """

    claim: Formula | OrderClaim
    conditions: tuple[Formula, ...]
    parameters: frozenset[str]
    integers: frozenset[str]
    signed: frozenset[str]
    budget: Budget


def parse_statement(statement: Any, budget: Budget | None = None) -> Statement:
    """Return the statement of a certificate, read from its texts.

    Raises Rejected (a ValueError) with the reason if `statement` is not one.

    >>> sorted(parse_statement({"claim": "min(m, r) <= m", "where": ["r >= 2"], "real": ["r"]}).integers)
    ['m']
    """
    budget = budget or Budget()
    fields = members(statement, "the statement", {"claim", "where", "real"}, frozenset({"integer"}))
    claim = parse_claim(text(fields["claim"], "the claim"), budget)
    where = items(fields["where"], "where", MAX_CONDITIONS)
    conditions = tuple(parse_condition(text(each, "a condition"), budget) for each in where)
    real, signed = (
        {text(each, f"a name under {kind}") for each in items(fields.get(kind, []), kind, MAX_CONDITIONS)}
        for kind in ("real", "integer")
    )
    parameters: set[str] = set()
    for tree in (claim, *conditions):
        parameters |= {node.text for node in walk(tree) if isinstance(node, Name) and node.text not in SCALES}
        if not isinstance(tree, OrderClaim):
            _refuse_orders(tree)
    for name in sorted(real & signed):
        raise Rejected(f"{shown(name)} is named under real and under integer")
    for kind, names in (("real", real), ("integer", signed)):
        for name in sorted(names - parameters):
            raise Rejected(f"{kind}: {shown(name)} is not a parameter of the statement")
    positive = frozenset(parameters - real - signed)
    return Statement(claim, conditions, frozenset(parameters), positive, frozenset(signed), budget)


def _refuse_orders(tree: Node) -> None:
    for node in walk(tree):
        match node:
            case Call() | Bound():
                raise Rejected(f"{node.function} stands in a plain statement")
            case Logarithm() | Name("eps" | "N"):
                raise Rejected("eps, N and log belong in an order claim only, and not in an exponent")
            case Power():
                literal_exponent(node)


def holds_at(statement: Statement, point: Mapping[str, Number | Algebraic]) -> bool:
    """Return whether a condition fails at `point` or the claim holds there, by exact evaluation.

    Raises Rejected if `point` does not give every parameter a value in its range, or the claim divides by zero
    although the conditions hold.

    >>> holds_at(parse_statement({"claim": "m^2 > m", "where": [], "real": []}), {"m": 1})
    False
    """
    if not meets_conditions(statement, point):
        return True
    there = _Point(point, statement)
    try:
        return there.truth(statement.claim)
    except ZeroDivisionError:
        raise Rejected("the claim divides by zero at a point where the conditions hold") from None


def meets_conditions(statement: Statement, point: Mapping[str, Number | Algebraic]) -> bool:
    """Return whether every condition is defined and holds at `point`, by exact evaluation.

    Raises Rejected if `point` does not give every parameter a value in its range.
    """
    if point.keys() != statement.parameters:
        raise Rejected("a value is needed for every parameter, and for nothing else")
    for name, value in point.items():
        if isinstance(value, Algebraic):
            require(name not in statement.integers | statement.signed, f"the value of {shown(name)} must be an integer")
            continue
        if name in statement.integers and (value.denominator != 1 or value < 1):
            raise Rejected(f"the value of {shown(name)} must be an integer ≥ 1")
        if name in statement.signed and value.denominator != 1:
            raise Rejected(f"the value of {shown(name)} must be an integer")
    there = _Point(point, statement)
    try:
        return all(there.truth(condition) for condition in statement.conditions)
    except ZeroDivisionError:
        return False


class _Point(Arithmetic):
    """Values at one point. Every part of a formula is evaluated, whether or not its truth depends on it."""

    def __init__(self, point: Mapping[str, Number | Algebraic], statement: Statement) -> None:
        self.point = point
        self.budget = statement.budget
        self.integers = statement.integers

    def number(self, value: Number) -> Number:
        return Fraction(value)

    def identity(self, value: Any) -> Hashable:
        require(not isinstance(value, Algebraic), "an irrational exponent of an order")
        bounded(value, self.budget)
        return value

    def exponent(self, tree: Expression) -> Any:
        _refuse_orders(tree)
        return self.value(tree)

    def value(self, tree: Expression) -> Any:
        return self._bounded(self._value(tree))

    def _bounded(self, value: Any) -> Any:
        return value if isinstance(value, Algebraic) else bounded(value, self.budget)

    def _value(self, tree: Expression) -> Any:
        match tree:
            case Numeral(value):
                return Fraction(value)
            case Name(text):
                given = self.point[text]
                return given if isinstance(given, Algebraic) else Fraction(given)
            case Negative(operand):
                return -self.value(operand)
            case Sum(operands):
                total: Any = Fraction(0)
                for sign, operand in operands:
                    total = self._bounded(total + sign * self.value(operand))
                return total
            case Product(operands):
                product: Any = Fraction(1)
                for sign, operand in operands:
                    product = self._bounded(product * self.value(operand) ** sign)
                return product
            case Power(base):
                value, exponent = self.value(base), literal_exponent(tree)
                return value**exponent if isinstance(value, Algebraic) else power(value, exponent, self.budget)
            case Extremum(function, arguments):
                values = [self.value(argument) for argument in arguments]
                return min(values) if function == "min" else max(values)
        raise Rejected("a logarithm outside an order")

    def truth(self, tree: Formula | OrderClaim) -> bool:
        match tree:
            case OrderClaim(relation=relation):
                return _compared(relation, *sides(tree, self))
            case Not(operand):
                return not self.truth(operand)
            case Junction(connective, parts):
                return (all if connective == "and" else any)([self.truth(part) for part in parts])
            case Chain(operands, relations):
                values = [self.value(operand) for operand in operands]
                links = zip(values, relations, values[1:], strict=False)
                return all(_COMPARISONS[relation](x, y) for x, relation, y in links)


def _compared(relation: str, left: Terms, right: Terms) -> bool:
    """Return whether orders compare as `relation` says: by the largest pairs (a, b), lexicographically."""
    x, y = max(left.values()), max(right.values())
    return {"≲": x <= y, "≺": x < y, "≍": x == y, "≳": x >= y, "≻": x > y}[relation]
