"""Formulas: comparisons of expressions joined by `and` and `or`, always in negation normal form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeAlias

from boundlab.symbolic.expression import Expression, Operand, Value

# A certificate names the parts of a formula, and those of "not x != y" are two where "x = y" has none.
Relation: TypeAlias = OneOf[">=", "<=", ">", "<", "=", "!=", "not =", "not !="]
_OPPOSITE: dict[str, Relation] = {
    ">=": "<", "<=": ">", ">": "<=", "<": ">=", "=": "not =", "not =": "=", "!=": "not !=", "not !=": "!=",
}  # fmt: skip
_WRITTEN: dict[str, Relation] = {"not =": "!=", "not !=": "="}


@dataclass(frozen=True, slots=True)
class Literal:
    """The comparison `left relation right`."""

    left: Expression
    relation: Relation
    right: Expression

    def __str__(self) -> str:
        return f"{self.left} {_WRITTEN.get(self.relation, self.relation)} {self.right}"

    def apart(self) -> Formula:
        """Return `!=` as a disjunction of `<` and `>`, its negation as a conjunction, any other comparison as it is."""
        match self.relation:
            case "!=" | "not =":
                return Or((Literal(self.left, "<", self.right), Literal(self.left, ">", self.right)))
            case "not !=":
                return And((Literal(self.left, ">=", self.right), Literal(self.left, "<=", self.right)))
        return self

    def oriented(self) -> tuple[Expression, OneOf[">=", ">", "="]]:
        """Return (d, relation) such that the literal, one that `apart` leaves as it is, says `d relation 0`."""
        match self.relation:
            case "<=":
                return self.right - self.left, ">="
            case "<":
                return self.right - self.left, ">"
            case ">=" | ">" | "=" as relation:
                return self.left - self.right, relation
        raise AssertionError(self.relation)


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Formula, ...]

    def __str__(self) -> str:
        return " and ".join(_grouped(p) for p in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds."""

    parts: tuple[Formula, ...]

    def __str__(self) -> str:
        return " or ".join(_grouped(p) for p in self.parts)


Formula: TypeAlias = Literal | And | Or


def _grouped(formula: Formula) -> str:
    return str(formula) if isinstance(formula, Literal) else f"({formula})"


def negation(formula: Formula) -> Formula:
    """Return the negation, again in negation normal form, parts in the same places."""
    if isinstance(formula, And):
        return Or(tuple(negation(p) for p in formula.parts))
    if isinstance(formula, Or):
        return And(tuple(negation(p) for p in formula.parts))
    return Literal(formula.left, _OPPOSITE[formula.relation], formula.right)


def conjunction(parts: Sequence[Formula]) -> Formula:
    """Return the formula that says all `parts`, one or more."""
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def as_written(formula: Formula) -> Formula:
    """Return `formula` as its text reads: `!=` for a negated `=` and the reverse."""
    if isinstance(formula, Literal):
        relation = _WRITTEN.get(formula.relation)
        return formula if relation is None else Literal(formula.left, relation, formula.right)
    return type(formula)(tuple(map(as_written, formula.parts)))


def literals(formula: Formula) -> Iterator[Literal]:
    """Yield the comparisons of `formula`."""
    if isinstance(formula, Literal):
        yield formula
    else:
        for part in formula.parts:
            yield from literals(part)


def expressions(formula: Formula) -> Iterator[Expression]:
    """Yield both sides of every comparison."""
    for literal in literals(formula):
        yield from (literal.left, literal.right)


def substitute(formula: Formula, values: Mapping[str, Operand]) -> Formula:
    """Replace parameters by `values` in every comparison."""
    if isinstance(formula, Literal):
        return Literal(formula.left.substitute(values), formula.relation, formula.right.substitute(values))
    return type(formula)(tuple(substitute(p, values) for p in formula.parts))


def holds(formula: Formula, point: Mapping[str, Value]) -> bool:
    """Evaluate exactly; raises ZeroDivisionError where a divisor vanishes."""
    if isinstance(formula, And):
        return all(holds(p, point) for p in formula.parts)
    if isinstance(formula, Or):
        return any(holds(p, point) for p in formula.parts)
    a, b = formula.left.exactly(point), formula.right.exactly(point)
    return _COMPARE[formula.relation](a, b)


_COMPARE: dict[str, Callable[..., bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "not =": lambda a, b: a != b,
    "not !=": lambda a, b: a == b,
}
