"""Decisions as SMT-LIB 2: what a solver refutes if the statement is true, or satisfies at its witness."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from boundlab.checking._fields import number as read_number
from boundlab.checking._rewritten.algebra import Algebra
from boundlab.checking._rewritten.order import sides
from boundlab.checking._rewritten.parser import (
    Chain,
    Expression,
    Extremum,
    Formula,
    Junction,
    Name,
    Negative,
    Not,
    Numeral,
    OrderClaim,
    Power,
    Product,
    Sum,
    literal_exponent,
)
from boundlab.checking._rewritten.polynomial import Number, Polynomial, Rational
from boundlab.checking._rewritten.statement import Statement
from boundlab.errors import BoundlabError
from boundlab.export._reading import BY_INSTANCES, MALFORMED, decisions, divisors_inner_first, exponents, statement_of


def smt(certificate: Any) -> str:
    """Return an SMT-LIB 2 script: the conditions with the negated claim, `unsat` if the statement is true.

    For a refuted statement it has the witness, too, and is `sat`. Orders are compared by their exponents. Raises
    BoundlabError for a certificate that is no decision, or a statement that is not exported.

    >>> from boundlab.symbolic.decide import decide
    >>> print(smt(decide("m + r > m").certificate()))
    ; m + r > m
    (set-logic ALL)
    (set-info :status unsat)
    (declare-const m Int)
    (declare-const r Int)
    (assert (>= m 1))
    (assert (>= r 1))
    (assert (not (> (+ (to_real m) (to_real r)) (to_real m))))
    (check-sat)
    """
    parts = decisions(certificate)
    if len(parts) != 1:
        raise BoundlabError(f"a bundle of {len(parts)} decisions is not exported to SMT-LIB; export its parts")
    if parts[0]["kind"] == "growth":
        raise BoundlabError("a comparison of growth is not exported to SMT-LIB: solvers know no limits")
    if parts[0]["kind"] in BY_INSTANCES:
        raise BoundlabError("what is shown by instances (sums, powers, residues) is exported to Coq, not to SMT-LIB")
    try:
        return _script(parts[0])
    except BoundlabError:
        raise
    except MALFORMED as error:
        raise BoundlabError(f"the certificate is not exported: {str(error)[:200] or type(error).__name__}") from None


def _script(certificate: dict[str, Any]) -> str:
    statement = statement_of(certificate)
    text, verdict = _Text(statement), certificate["verdict"]
    if verdict not in ("proved", "refuted"):
        raise BoundlabError(f"the verdict {str(verdict)[:60]!r} is not exported")
    whole = statement.integers | statement.signed
    lines = [f"; {' '.join(certificate['statement']['claim'].split())}"]
    lines += [f"; where {' '.join(each.split())}" for each in certificate["statement"]["where"]]
    lines += ["(set-logic ALL)", f"(set-info :status {'unsat' if verdict == 'proved' else 'sat'})"]
    names = sorted(statement.parameters)
    lines += [f"(declare-const {text.symbol(name)} {'Int' if name in whole else 'Real'})" for name in names]
    lines += [f"(assert (>= {text.symbol(name)} 1))" for name in sorted(statement.integers)]
    lines += [f"(assert {text.holds([tree], text.formula(tree))})" for tree in statement.conditions]
    lines.append(f"(assert (not {text.claim(statement.claim)}))")
    if verdict == "refuted":
        lines += [_valued(text.parameter(name), certificate["witness"][name]) for name in names]
    return "\n".join([*lines, "(check-sat)"])


def _valued(name: str, value: Any) -> str:
    """Return the assertion that a parameter has a value, which may be the root of a polynomial in an interval."""
    if type(value) is not dict:
        return f"(assert (= {name} {_number(read_number(value, 'a value'))}))"
    *rest, leading = (_number(read_number(c, "a coefficient")) for c in value["root"])
    polynomial = leading
    for c in reversed(rest):
        polynomial = f"(+ (* {polynomial} {name}) {c})"
    low, high = (_number(read_number(end, "an end")) for end in value["between"])
    return f"(assert (and (= {polynomial} 0) (< {low} {name} {high})))"


class _Text:
    """Trees and rational functions of one statement as terms of SMT-LIB."""

    def __init__(self, statement: Statement) -> None:
        self.algebra = Algebra(statement)
        self.whole = statement.integers | statement.signed

    @staticmethod
    def symbol(name: str) -> str:
        """Return a symbol: no theory has one of a letter and digits, nor one with a mark at its end."""
        return name if re.fullmatch("[a-zA-Z][0-9]*", name) else f"{name}!"

    def parameter(self, name: str) -> str:
        return f"(to_real {self.symbol(name)})" if name in self.whole else self.symbol(name)

    def claim(self, claim: Formula | OrderClaim) -> str:
        if not isinstance(claim, OrderClaim):
            return self.holds([claim], self.formula(claim))
        trees = [each for side in (claim.left, claim.right) for each in exponents(side)]
        left, right = sides(claim, self.algebra)
        if claim.relation in "≳≻":
            left, right = right, left
        pairs = [(left, right), (right, left)] if claim.relation == "≍" else [(left, right)]
        last = "<" if claim.relation in "≺≻" else "<="
        below = [self._some(term, large.values(), last) for small, large in pairs for term in small.values()]
        return self.holds(trees, _joined("and", below))

    def _some(self, term: tuple[Rational, Rational], others: Any, last: str) -> str:
        a, b = map(self.rational, term)
        pairs = [tuple(map(self.rational, other)) for other in others]
        return _joined("or", [f"(or (< {a} {c}) (and (= {a} {c}) ({last} {b} {d})))" for c, d in pairs])

    def holds(self, trees: list[Any], text: str) -> str:
        """Return that the divisors in trees are other than zero, and `text`."""
        found = dict.fromkeys(self.expression(d) for tree in trees for d in divisors_inner_first(tree))
        return _joined("and", [*(f"(not (= {each} 0.0))" for each in found), text])

    def formula(self, tree: Formula) -> str:
        match tree:
            case Not(operand):
                return f"(not {self.formula(operand)})"
            case Junction(connective, parts):
                return _joined(connective, [self.formula(part) for part in parts])
            case Chain(operands, relations):
                texts = [self.expression(each) for each in operands]
                links = zip(texts, relations, texts[1:], strict=False)
                return _joined("and", [_link(x, relation, y) for x, relation, y in links])
        raise BoundlabError(f"{type(tree).__name__.lower()} in a formula is not exported")

    def expression(self, tree: Expression) -> str:
        match tree:
            case Numeral(value):
                return _number(value)
            case Name(name):
                return self.parameter(name)
            case Negative(operand):
                return f"(- {self.expression(operand)})"
            case Sum(operands):
                return self._folded(operands, "+", "-")
            case Product(operands):
                return self._folded(operands, "*", "/")
            case Power(base):
                return _power(self.expression(base), literal_exponent(tree))
            case Extremum(function, arguments):
                return _extremum(function, [self.expression(each) for each in arguments])
        raise BoundlabError(f"{type(tree).__name__.lower()} in an expression is not exported")

    def _folded(self, operands: tuple[tuple[int, Expression], ...], plus: str, minus: str) -> str:
        (_, first), *others = operands
        text = self.expression(first)
        for sign, each in others:
            text = f"({plus if sign > 0 else minus} {text} {self.expression(each)})"
        return text

    def rational(self, value: Rational) -> str:
        numerator = self._polynomial(value.numerator)
        return numerator if value.as_polynomial() else f"(/ {numerator} {self._polynomial(value.denominator)})"

    def _polynomial(self, polynomial: Polynomial) -> str:
        terms = []
        for monomial, value in polynomial.terms.items():
            factors = [_power(self._variable(name), exponent) for name, exponent in monomial]
            terms.append(_joined("*", [_number(value), *factors]))
        return _joined("+", terms) if terms else "0.0"

    def _variable(self, name: str) -> str:
        if not self.algebra.is_atom(name):
            return self.parameter(name)
        function, arguments = self.algebra.atom(name)
        return _extremum(function, [self.rational(each) for each in arguments])


def _number(value: Number) -> str:
    value = Fraction(value)
    top = f"{abs(value.numerator)}.0"
    size = top if value.denominator == 1 else f"(/ {top} {value.denominator}.0)"
    return f"(- {size})" if value < 0 else size


def _joined(operator: str, parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({operator} {' '.join(parts)})"


def _power(base: str, exponent: int) -> str:
    return _joined("*", [base] * exponent) if exponent else "1.0"


def _link(x: str, relation: str, y: str) -> str:
    return f"(not (= {x} {y}))" if relation == "!=" else f"({relation} {x} {y})"


def _extremum(function: str, arguments: list[str]) -> str:
    *others, text = arguments
    relation = "<=" if function == "min" else ">="
    for each in reversed(others):
        text = f"(ite ({relation} {each} {text}) {each} {text})"
    return text
