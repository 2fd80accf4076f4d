"""Expressions as rational functions in the parameters and in one *atom* for every `min` or `max`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.order import Arithmetic
from boundlab.checking._rewritten.parser import (
    Expression,
    Extremum,
    Name,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Sum,
    literal_exponent,
    parse_expression,
    shown,
    walk,
)
from boundlab.checking._rewritten.polynomial import Key, Number, Polynomial, Rational
from boundlab.checking._rewritten.statement import Statement

# An extremum: its function and the identities of its arguments.
Occurrence = tuple[str, tuple[int, ...]]


class Algebra(Arithmetic):
    """The rational functions of one certificate.

    `exponents` are the expressions met as exponents of an order: they divide, too. `named` has the names of atoms.
    """

    def __init__(self, statement: Statement) -> None:
        self.budget = statement.budget
        self.parameters = statement.parameters
        self.integers = statement.integers
        self.whole = statement.integers | statement.signed
        self.exponents: list[Expression] = []
        self.named: dict[str, Rational] = {}
        self._atoms: dict[str, tuple[str, list[Rational]]] = {}
        self._by_occurrence: dict[Occurrence, str] = {}
        self._signs: dict[str, bool] = {}
        self._known: dict[int, Rational] = {}
        self._exact: dict[Key, int] = {}
        self._fractions: list[tuple[Rational, int]] = []
        self._polynomials: list[tuple[Rational, int]] = []
        self._read: dict[str, tuple[Polynomial, Expression]] = {}

    def number(self, value: Number) -> Rational:
        return Rational.of(Polynomial.constant(value, self.budget))

    def exponent(self, tree: Expression) -> Rational:
        self.exponents.append(tree)
        return self.rational(tree)

    def identity(self, value: Any) -> int:
        """Return a number that two rational functions share exactly if they are equal."""
        self.budget.spend(2 + len(value.numerator.terms) + len(value.denominator.terms))
        known = self._exact.get(value.key)
        if known is not None:
            return known
        # Two polynomials with different keys differ, so only a proper fraction is compared with polynomials.
        plain = value.as_polynomial() is not None
        rivals = self._fractions if plain else [*self._fractions, *self._polynomials]
        new = len(self._exact)
        number = next((which for other, which in rivals if other.equals(value)), new)
        self._exact[value.key] = number
        self._known.setdefault(number, value)
        (self._polynomials if plain else self._fractions).append((value, number))
        return number

    def known(self, number: int) -> Rational:
        """Return the rational function with this identity."""
        return self._known[number]

    def polynomial(self, text: str) -> tuple[Polynomial, Expression]:
        """Return the polynomial in parameters that a text stands for, and its tree."""
        polynomial, tree = self._polynomial(text)
        if self.named and any(map(self.is_atom, polynomial.variables())):
            raise Rejected(f"{shown(text)} is not a polynomial: it has a min or max")
        return polynomial, tree

    def with_extrema(self, text: str) -> Polynomial:
        """Return the polynomial in parameters and named atoms that a text stands for."""
        return self._polynomial(text)[0]

    def _polynomial(self, text: str) -> tuple[Polynomial, Expression]:
        if text in self._read:
            self.budget.spend(2)
            return self._read[text]
        tree = parse_expression(text, self.budget)
        if any(isinstance(node, Extremum) for node in walk(tree)):
            raise Rejected(f"{shown(text)} is not a polynomial: it has a min or max")
        polynomial = self.rational(tree).as_polynomial()
        if polynomial is None:
            raise Rejected(f"{shown(text)} is not a polynomial")
        self._read[text] = polynomial, tree
        return polynomial, tree

    def rational(self, tree: Node) -> Rational:
        """Return the rational function an expression stands for."""
        self.budget.spend(5)
        match tree:
            case Numeral(value):
                return self.number(value)
            case Name(text) if text in self.parameters:
                return Rational.of(Polynomial.variable(text, self.budget))
            case Name(text) if text in self.named:
                return self.named[text]
            case Name(text):
                raise Rejected(f"{shown(text)} is not a parameter of the statement")
            case Negative(operand):
                return -self.rational(operand)
            case Sum(operands):
                return self._sum(operands)
            case Product(operands):
                return self._product(operands)
            case Power(base):
                return self.rational(base) ** literal_exponent(tree)
            case Extremum(_, (argument,)):
                return self.rational(argument)
            case Extremum(function, arguments):
                return self._atom(function, [self.rational(argument) for argument in arguments])
        raise Rejected("a logarithm outside an order")

    def _sum(self, operands: Iterable[tuple[int, Expression]]) -> Rational:
        total = None
        for sign, operand in operands:
            value = self.rational(operand) if sign > 0 else -self.rational(operand)
            total = value if total is None else total + value
        return self.number(0) if total is None else total

    def _product(self, operands: Iterable[tuple[int, Expression]]) -> Rational:
        total = None
        for sign, operand in operands:
            value = self.rational(operand)
            if sign < 0:
                total = (self.number(1) if total is None else total) / value
            else:
                total = value if total is None else total * value
        return self.number(1) if total is None else total

    def _atom(self, function: str, arguments: list[Rational]) -> Rational:
        occurrence = function, tuple(map(self.identity, arguments))
        name = self._by_occurrence.setdefault(occurrence, f"{function}#{len(self._atoms)}")
        self._atoms.setdefault(name, (function, arguments))
        return Rational.of(Polynomial.variable(name, self.budget))

    def atoms(self) -> list[str]:
        """Return the names of all atoms met so far."""
        return list(self._atoms)

    def atom(self, name: str) -> tuple[str, list[Rational]]:
        """Return the function and the arguments of an atom."""
        return self._atoms[name]

    def is_atom(self, name: str) -> bool:
        """Return whether a variable is an atom, not a parameter."""
        return name in self._atoms

    def evidently_positive(self, tree: Expression) -> bool:
        """Return whether `tree` is made of positive numbers and integer parameters by + * / ^ min max."""
        self.budget.spend(1)
        match tree:
            case Numeral(value):
                return value > 0
            case Name(text):
                return text in self.integers
            case Sum(operands):
                return all(sign > 0 and self.evidently_positive(operand) for sign, operand in operands)
            case Product(operands):
                return all(self.evidently_positive(operand) for _, operand in operands)
            case Power(base):
                return self.evidently_positive(base)
            case Extremum(_, arguments):
                return all(self.evidently_positive(argument) for argument in arguments)
        return False

    def sign(self, polynomial: Polynomial) -> int:
        """Return 1 or -1 if all coefficients have that sign and all variables are positive, else 0.

        Positive are the integer parameters, and each atom whose arguments have the sign 1.
        """
        self.budget.spend(2 + len(polynomial.terms))
        signs = {1 if value > 0 else -1 for value in polynomial.terms.values()}
        if len(signs) != 1 or not all(map(self._positive, polynomial.variables())):
            return 0
        return signs.pop()

    def _positive(self, name: str) -> bool:
        if name not in self._signs:
            arguments = self._atoms[name][1] if name in self._atoms else []
            signs = [self.sign(each.numerator) * self.sign(each.denominator) for each in arguments]
            self._signs[name] = name in self.integers or (bool(signs) and min(signs) > 0)
        return self._signs[name]


def divisors(tree: Node) -> Iterator[Expression]:
    """Yield every divisor in `tree`."""
    for node in walk(tree):
        if isinstance(node, Product):
            yield from (operand for sign, operand in node.operands if sign < 0)
