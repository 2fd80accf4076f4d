"""Irrational counterexamples: one real parameter is a root of a polynomial, the others are rational.

Where all parameters but one are fixed, a statement changes its truth only at roots of polynomials (`lines`). At an
irrational root it is evaluated in the field that the root generates; signs come from balls of growing precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import Any

from flint import arb, ctx, fmpq, fmpq_poly

from boundlab.symbolic import lines
from boundlab.symbolic.expression import Expression, Value
from boundlab.symbolic.formula import And, Formula, Or
from boundlab.symbolic.stated import OrderClaim, Stated
from boundlab.symbolic.statement import Statement

MAX_ROOTS, MAX_PRECISION = 120, 8_192


@dataclass(frozen=True)
class Root:
    """The root between `low` and `high` of an irreducible polynomial with these coefficients, the constant first."""

    coefficients: tuple[int, ...]
    low: Fraction
    high: Fraction

    def __str__(self) -> str:
        terms = []
        for k, c in reversed([*enumerate(self.coefficients)]):
            power = "z" if k == 1 else f"z^{k}"
            factor = "" if abs(c) == 1 and k else f"{abs(c)}" + "*" * bool(k)
            if c:
                terms.append(("-" if c < 0 else "+", factor + power * bool(k)))
        text = (
            " ".join(f"{sign} {term}" for sign, term in terms).removeprefix("+ ").replace("- ", "-", terms[0][0] == "-")
        )
        return f"the root of {text} between {self.low} and {self.high}"

    def to_json(self) -> dict[str, Any]:
        """Return the root as a certificate carries it."""
        return {"root": list(self.coefficients), "between": [str(self.low), str(self.high)]}

    @cached_property
    def polynomial(self) -> fmpq_poly:
        """The polynomial."""
        return fmpq_poly(list(self.coefficients))

    def sign(self, p: fmpq_poly) -> int:
        """Return the sign at the root of a polynomial that is reduced."""
        if not p:
            return 0
        before = ctx.prec
        try:
            ctx.prec = 64
            while ctx.prec <= MAX_PRECISION:
                roots: Any = self.polynomial.complex_roots()
                at = next(r.real for r, _ in roots if r.imag.is_zero() and _ball(self.low) < r.real < _ball(self.high))
                value = arb(0)
                for c in reversed(p.coeffs()):
                    value = value * at + arb(c.p) / arb(c.q)
                if value > 0 or value < 0:
                    return 1 if value > 0 else -1
                ctx.prec *= 2
        finally:
            ctx.prec = before
        raise ArithmeticError("a sign takes too long")


def _ball(value: Fraction) -> Any:
    return arb(value.numerator) / arb(value.denominator)


class _Point:
    """Rational values of all parameters but one, which is a root."""

    def __init__(self, values: Mapping[str, Value], name: str, root: Root) -> None:
        self.values, self.name, self.root = values, name, root

    def value(self, e: Expression) -> fmpq_poly:
        match e.op:
            case "number":
                return _constant(e.args[0])
            case "parameter":
                found = fmpq_poly([0, 1]) if e.args[0] == self.name else _constant(Fraction(self.values[e.args[0]]))
                return found % self.root.polynomial
            case "power":
                return self._power(self.value(e.args[0]), e.args[1])
        parts = [self.value(part) for part in e.children()]
        total = parts[0]
        for part in parts[1:]:
            match e.op:
                case "sum":
                    total = total + part
                case "product":
                    total = total * part % self.root.polynomial
                case "quotient":
                    if not part:
                        raise ZeroDivisionError
                    total = total * part.xgcd(self.root.polynomial)[1] % self.root.polynomial
                case _:
                    below = self.root.sign(part - total) < 0
                    total = part if below == (e.op == "min") else total
        return total

    def _power(self, base: fmpq_poly, exponent: int) -> fmpq_poly:
        total = fmpq_poly([1])
        for _ in range(exponent):
            total = total * base % self.root.polynomial
        return total

    def holds(self, formula: Formula) -> bool:
        if isinstance(formula, And | Or):
            return (all if isinstance(formula, And) else any)([self.holds(part) for part in formula.parts])
        sign = self.root.sign(self.value(formula.left) - self.value(formula.right))
        relation = formula.relation
        if relation in ("!=", "not ="):
            return sign != 0
        if relation in ("=", "not !="):
            return sign == 0
        return sign == 0 if "=" in relation and not sign else sign == (1 if ">" in relation else -1)

    def meets(self, conditions: Iterable[Stated]) -> bool:
        try:
            return all(self.holds(c.formula) and self.defined(c) for c in conditions)
        except ZeroDivisionError:
            return False

    def defined(self, stated: Stated) -> bool:
        return all(self.value(divisor) for divisor in stated.seen.divisors)


def _constant(value: Fraction) -> fmpq_poly:
    return fmpq_poly([fmpq(value.numerator, value.denominator)])


def find(statement: Statement, *, meeting: bool = False) -> tuple[dict[str, Value], dict[str, Root]] | None:
    """Return values at which the statement fails (`meeting`: its conditions hold), one of them irrational, or None."""
    if isinstance(statement.claim.tree, OrderClaim) or not statement.real:
        return None
    for values, name, coefficients, low, high in islice(lines.irrational(statement), MAX_ROOTS):
        if not statement.in_range({n: v for n, v in values.items() if n != name}):
            continue
        root = Root(coefficients, low, high)
        point = _Point(values, name, root)
        try:
            if not point.meets(statement.where):
                continue
            if meeting or (not point.holds(statement.claim.formula) and point.defined(statement.claim)):
                return {n: v for n, v in values.items() if n != name}, {name: root}
        except (ZeroDivisionError, ArithmeticError):
            continue
    return None
