"""Exponents: expressions built from parameters and rationals by + - * /, powers, min and max.

The mathematics is exact: numbers are `fractions.Fraction`, and nothing here knows floats. Equality of two
`Expression` objects is equality of their text; equality as functions is `boundlab.symbolic.rational.same`.

>>> m1, m2, r = parameters("m1 m2 r")
>>> minimum(m1 + m2, 2 * m1) / r
Expression('min(m1 + m2, 2*m1)/r')
>>> (minimum(m1 + m2, 2 * m1) / r).at({"m1": 1, "m2": 5, "r": 2})
Fraction(1, 1)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any, Literal, TypeAlias

from boundlab.display import Displayed
from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.greek import GREEK

Operation: TypeAlias = Literal["number", "parameter", "sum", "product", "quotient", "power", "min", "max"]
Value: TypeAlias = "int | Fraction"
Operand: TypeAlias = "Expression | int | Fraction"

MAX_POWER = 64
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
RESERVED = frozenset({"eps", "N", "log", "min", "max", "and", "or", "not", "True", "False", "None"})
_TIGHT = 4  # how tightly the text of an expression binds: 0 a sum, 1 a product, 3 a power, 4 an atom


class DivisorVanishes(BoundlabError):
    """An expression that has no value: it divides by zero."""


@dataclass(frozen=True, slots=True, repr=False)
class Expression(Displayed):
    """An exact expression in named parameters; build it with operators, `minimum`, `maximum` or `parse_expression`."""

    op: Operation
    args: tuple[Any, ...]

    @staticmethod
    def total(summands: Sequence[Expression]) -> Expression:
        """Return the sum."""
        return _sum(list(summands))

    @staticmethod
    def product(factors: Sequence[Expression]) -> Expression:
        """Return the product."""
        return _product(list(factors))

    def __add__(self, other: Operand) -> Expression:
        return _sum([self, expression(other)])

    def __sub__(self, other: Operand) -> Expression:
        return _sum([self, -expression(other)])

    def __neg__(self) -> Expression:
        return _product([number(-1), self])

    def __mul__(self, other: Operand) -> Expression:
        return _product([self, expression(other)])

    def __truediv__(self, other: Operand) -> Expression:
        return _quotient(self, expression(other))

    def __pow__(self, exponent: int) -> Expression:
        if isinstance(exponent, bool) or not isinstance(exponent, int) or not 0 <= exponent <= MAX_POWER:
            raise bad_value("exponent", exponent, f"an integer from 0 to {MAX_POWER}")
        if exponent < 2:
            return self if exponent else ONE
        return number(self.args[0] ** exponent) if self.op == "number" else Expression("power", (self, exponent))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: Operand) -> Expression:
        return expression(other) - self

    def __rtruediv__(self, other: Operand) -> Expression:
        return expression(other) / self

    def __str__(self) -> str:
        return _text(self, _plain)[0]

    def latex(self) -> str:
        """Return LaTeX, without dollar signs."""
        return _text(self, _latex)[0]

    def unicode(self) -> str:
        """Return the text with `·` for products."""
        return str(self).replace("*", "·")

    def to_json(self) -> str:
        """Return the text, which `parse_expression` reads back."""
        return str(self)

    @property
    def value(self) -> Fraction | None:
        """The number this is, or None if parameters occur."""
        return self.args[0] if self.op == "number" else None

    def children(self) -> tuple[Expression, ...]:
        """Return the direct subexpressions."""
        return tuple(a for a in self.args if isinstance(a, Expression))

    def subexpressions(self) -> Iterator[Expression]:
        """Yield every subexpression, innermost first, this one last."""
        for child in self.children():
            yield from child.subexpressions()
        yield self

    def parameters(self) -> frozenset[str]:
        """Return the names of the parameters that occur."""
        return frozenset(e.args[0] for e in self.subexpressions() if e.op == "parameter")

    def rebuild(self, change: Callable[[Expression], Expression]) -> Expression:
        """Return this expression with `change` applied to each direct subexpression."""
        if self.op in {"number", "parameter"}:
            return self
        parts = [change(a) if isinstance(a, Expression) else a for a in self.args]
        return _BUILD[self.op](parts)

    def substitute(self, values: Mapping[str, Operand]) -> Expression:
        """Replace parameters by `values`, all at once; a min or max of numbers becomes a number."""
        if self.op == "parameter":
            return expression(values.get(self.args[0], self))
        replaced = self.rebuild(lambda child: child.substitute(values))
        numeric = replaced.op in {"min", "max"} and all(child.op == "number" for child in replaced.children())
        return number(replaced.at({})) if numeric else replaced

    def at(self, point: Mapping[str, Value]) -> Fraction:
        """Return the exact value at `point`.

        Raises BoundlabError if a parameter has no value, and ZeroDivisionError where a divisor vanishes.
        """
        return Fraction(self.exactly(point))

    def exactly(self, point: Mapping[str, Value]) -> Value:
        """Return the same as `at`, as an int where arithmetic of integers leads to it, which is many times faster."""
        op, args = self.op, self.args
        if op == "parameter":
            if args[0] not in point:
                raise BoundlabError(f"{args[0]}: no value given for this parameter")
            return point[args[0]]
        if op == "number":
            return args[0].numerator if args[0].denominator == 1 else args[0]
        if op == "power":
            return args[0].exactly(point) ** args[1]
        values = [a.exactly(point) for a in args]
        return _quotient_of(*values) if op == "quotient" else _EXACT[op](values)


def number(value: Value) -> Expression:
    """Return the expression for an exact number."""
    return Expression("number", (Fraction(value),))


def parameter(name: str) -> Expression:
    """Return the parameter `name`: a letter or `_`, then letters, digits or `_`; not a reserved word."""
    if not NAME.fullmatch(name) or name in RESERVED:
        raise bad_value("parameter", name, f"a name other than {', '.join(sorted(RESERVED))}")
    return Expression("parameter", (name,))


def parameters(names: str) -> tuple[Expression, ...]:
    """Return the parameters named in `names`, separated by blanks."""
    return tuple(parameter(name) for name in names.split())


def expression(value: Operand) -> Expression:
    """Return `value` as an expression; floats are refused, they are not exact."""
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise bad_value("expression", value, "an Expression, an int or a Fraction")
    return number(value)


def minimum(*values: Operand) -> Expression:
    """Return the minimum of one or more values."""
    return _extremum("min", [expression(v) for v in values])


def maximum(*values: Operand) -> Expression:
    """Return the maximum of one or more values."""
    return _extremum("max", [expression(v) for v in values])


def evidently_positive(e: Expression, real: frozenset[str] | set[str]) -> bool:
    """Is `e` built from positive numbers and parameters outside `real` by + * / powers, min and max?"""
    if e.op == "number":
        return e.args[0] > 0
    if e.op == "parameter":
        return e.args[0] not in real
    return all(evidently_positive(child, real) for child in e.children())


def evaluation_cost(e: Expression) -> int:
    """Return roughly how many short operations one exact evaluation of `e` takes."""
    return sum(1 + (size(s) >> 8) for s in e.subexpressions())


def size(e: Expression) -> int:
    """Return a bound, in bits, for numerator and denominator of the value of `e` where parameters have up to 8 bits."""
    match e.op:
        case "number":
            return max(e.args[0].numerator.bit_length(), e.args[0].denominator.bit_length())
        case "parameter":
            return 8
        case "power":
            return size(e.args[0]) * e.args[1]
        case _:
            return sum(map(size, e.children()))


def _sum(parts: list[Expression]) -> Expression:
    flat = [q for p in parts for q in (p.args if p.op == "sum" else (p,))]
    numbers = [p.args[0] for p in flat if p.op == "number"]
    constant = numbers[0] if len(numbers) == 1 else sum(numbers, Fraction(0))
    rest = [p for p in flat if p.op != "number"]
    if constant or not rest:
        rest.append(number(constant))
    return rest[0] if len(rest) == 1 else Expression("sum", tuple(rest))


def _product(parts: list[Expression]) -> Expression:
    flat = [q for p in parts for q in (p.args if p.op == "product" else (p,))]
    numbers = [p.args[0] for p in flat if p.op == "number"]
    constant = numbers[0] if len(numbers) == 1 else prod(numbers, start=Fraction(1))
    rest = [p for p in flat if p.op != "number"]
    if constant == 0:
        return number(0)
    if constant != 1 or not rest:
        rest.insert(0, number(constant))
    return rest[0] if len(rest) == 1 else Expression("product", tuple(rest))


def _quotient(top: Expression, bottom: Expression) -> Expression:
    (c, top), (d, bottom) = _split_number(top), _split_number(bottom)
    if d == 0:
        raise DivisorVanishes("division by zero")
    if bottom.op == "number" or c == 0:
        return _product([number(c / d), top])
    return _product([number(c / d), Expression("quotient", (top, bottom))])


def _split_number(e: Expression) -> tuple[Fraction, Expression]:
    """Return (c, rest) with e = c·rest and no number as a factor of rest."""
    if e.op == "number":
        return e.args[0], ONE
    if e.op == "product" and e.args[0].op == "number":
        return e.args[0].args[0], _product(list(e.args[1:]))
    return Fraction(1), e


def _as_quotient(e: Expression) -> tuple[Expression, Expression] | None:
    """Return top and bottom of a product that reads best as one fraction, such as -m/r."""
    if e.op == "product" and len(e.args) == 2 and e.args[1].op == "quotient" and e.args[0].op == "number":
        c, (top, bottom) = e.args[0].args[0], e.args[1].args
        return _product([number(c.numerator), top]), _product([number(c.denominator), bottom])
    return None


def _extremum(op: Literal["min", "max"], parts: list[Expression]) -> Expression:
    if not parts:
        raise BoundlabError(f"{op}: got no arguments, expected at least one")
    return parts[0] if len(parts) == 1 else Expression(op, tuple(parts))


_BUILD: dict[str, Callable[[list[Any]], Expression]] = {
    "sum": _sum,
    "product": _product,
    "quotient": lambda parts: _quotient(*parts),
    "power": lambda parts: parts[0] ** parts[1],
    "min": lambda parts: _extremum("min", parts),
    "max": lambda parts: _extremum("max", parts),
}
_EXACT: dict[str, Callable[[list[Value]], Value]] = {"sum": sum, "product": prod, "min": min, "max": max}


def _quotient_of(a: Value, b: Value) -> Value:
    if isinstance(a, int) and isinstance(b, int):
        whole, rest = divmod(a, b)
        return Fraction(a, b) if rest else whole
    return Fraction(a) / b


ZERO, ONE = number(0), number(1)
Printer: TypeAlias = "Callable[[Expression, Callable[[Expression, int], str]], tuple[str, int]]"


def _text(e: Expression, printer: Printer) -> tuple[str, int]:
    """Return the text of `e` and how tightly it binds."""

    def part(child: Expression, needed: int) -> str:
        text, binding = _text(child, printer)
        return text if binding >= needed else f"({text})" if printer is _plain else rf"\left({text}\right)"

    return printer(e, part)


def _signed_sum(e: Expression, part: Callable[[Expression, int], str]) -> str:
    texts = [part(a, 1) for a in e.args]
    return texts[0] + "".join(f" - {t[1:]}" if t.startswith("-") else f" + {t}" for t in texts[1:])


def _plain(e: Expression, part: Callable[[Expression, int], str]) -> tuple[str, int]:
    match e.op:
        case "number":
            value = e.args[0]
            return str(value), 1 if value < 0 or value.denominator > 1 else _TIGHT
        case "parameter":
            return e.args[0], _TIGHT
        case "sum":
            return _signed_sum(e, part), 0
        case "product":
            if fraction := _as_quotient(e):
                return f"{part(fraction[0], 1)}/{part(fraction[1], 2)}", 1
            if e.args[0].op == "number":
                return _scaled(e.args[0].args[0], [part(a, 2) for a in e.args[1:]], "*"), 1
            return "*".join(part(a, 1 if i == 0 else 2) for i, a in enumerate(e.args)), 1
        case "quotient":
            return f"{part(e.args[0], 1)}/{part(e.args[1], 2)}", 1
        case "power":
            return f"{part(e.args[0], _TIGHT)}^{e.args[1]}", 3
        case _:
            return f"{e.op}({', '.join(part(a, 0) for a in e.args)})", _TIGHT


def _scaled(factor: Fraction, rest: list[str], times: str) -> str:
    top = times.join(rest) if abs(factor.numerator) == 1 else times.join([str(abs(factor.numerator)), *rest])
    bottom = f"/{factor.denominator}" if factor.denominator > 1 else ""
    return f"{'-' if factor < 0 else ''}{top}{bottom}"


def _latex(e: Expression, part: Callable[[Expression, int], str]) -> tuple[str, int]:
    match e.op:
        case "number":
            value = e.args[0]
            sign = "-" if value < 0 else ""
            if value.denominator == 1:
                return str(value), 1 if value < 0 else _TIGHT
            return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", 1
        case "parameter":
            letters = re.fullmatch(r"([A-Za-z]+?)_?(\d+)", e.args[0])
            name, index = letters.groups() if letters else (e.args[0], "")
            body = name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_")
            body = f"\\{name}" if name in GREEK else body
            return body + (f"_{{{index}}}" if index else ""), _TIGHT
        case "sum":
            return _signed_sum(e, part), 0
        case "product":
            if fraction := _as_quotient(e):
                c, top = _split_number(fraction[0])
                sign, top = ("-", _product([number(-c), top])) if c < 0 else ("", fraction[0])
                return rf"{sign}\frac{{{part(top, 0)}}}{{{part(fraction[1], 0)}}}", 1 if sign else 2
            c, rest = _split_number(e)
            factors = [part(a, 2) for a in (rest.args if rest.op == "product" else (rest,))]
            if c not in {1, -1}:
                factors.insert(0, number(abs(c)).latex())
            return ("-" if c < 0 else "") + r"\,".join(factors), 1
        case "quotient":
            return rf"\frac{{{part(e.args[0], 0)}}}{{{part(e.args[1], 0)}}}", 2
        case "power":
            return f"{{{part(e.args[0], _TIGHT)}}}^{{{e.args[1]}}}", 3
        case _:
            return rf"\{e.op}\left({', '.join(part(a, 0) for a in e.args)}\right)", _TIGHT
