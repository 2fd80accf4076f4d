"""Text to mathematics, by a grammar of our own over Python's `ast`; nothing is ever evaluated.

Expressions, formulas and orders share one notation (docs/certificates.md states it): `^` is a power, `ε`, `·`, `≥`,
`≲` and their like have ASCII forms, and only the listed operations exist.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NoReturn, TypeVar

from boundlab.errors import BoundlabError, bad_value
from boundlab.symbolic.expression import (
    MAX_POWER,
    NAME,
    RESERVED,
    Expression,
    maximum,
    minimum,
    number,
    parameter,
    size,
)
from boundlab.symbolic.formula import And, Formula, Literal, Or, Relation, negation
from boundlab.symbolic.order import Order
from boundlab.symbolic.spelling import misplaced, tokens, unmarked
from boundlab.symbolic.term import EPS, N, Scale
from boundlab.symbolic.work import bounded_work

MAX_TEXT = 8_000
MAX_NESTING = 20
MAX_DIGITS = 400
MAX_SIZE = 8_000
MAX_PRODUCTS = 20_000
MAX_WORK = 280_000

_T = TypeVar("_T", Expression, Order)
_R = TypeVar("_R")
_SIGNS = re.compile(rf"(?:[-+] ?){{{MAX_NESTING}}}|(?:not ){{{MAX_NESTING}}}")
_COMPARISONS: dict[type[ast.cmpop], Relation] = {
    ast.GtE: ">=", ast.LtE: "<=", ast.Gt: ">", ast.Lt: "<", ast.Eq: "=", ast.NotEq: "!=",
}  # fmt: skip
_SYMBOLS = {
    ast.BitOr: "|", ast.BitAnd: "&", ast.Mod: "%", ast.FloorDiv: "//", ast.MatMult: "@", ast.Invert: "~",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitXor: "^",
}  # fmt: skip
_MISPLACED = {
    "BoolOp": "and, or join comparisons of expressions, not expressions or orders",
    "Compare": "a comparison stands where a value belongs",
    "Tuple": "a comma separates the values of min and max only; and joins comparisons",
    "UnaryOp": "not stands before a comparison only",
    "Call": "a name or number is followed by a parenthesis; products are written with *",
    "Starred": "a factor is missing before *",
}


@dataclass
class Occurrences:
    """What stands in a text, before anything cancels: `a/a` is 1, but it has the divisor `a`.

    `products` counts the terms of orders that were multiplied; more than `most` are refused, of several texts together.
    """

    names: set[str] = field(default_factory=set)
    divisors: list[Expression] = field(default_factory=list)
    multiplicities: set[str] = field(default_factory=set)
    scales: set[Scale] = field(default_factory=set)
    products: int = 0
    most: int = MAX_PRODUCTS


def parse_expression(text: str, argument: str = "expression", seen: Occurrences | None = None) -> Expression:
    """Return the expression written in `text`; errors name `argument`, `seen` collects what occurs.

    >>> parse_expression("min(m1+m2, 2*m1)/r")
    Expression('min(m1 + m2, 2*m1)/r')
    >>> parse_expression("exit(1)")
    Traceback (most recent call last):
    boundlab.errors.BoundlabError: expression: cannot read 'exit(1)': no function of this name; known: abs, max, min
    """
    reader = _Reader(text, argument, seen)
    return reader.read(reader.expression)


def parse_formula(text: str, argument: str = "condition", seen: Occurrences | None = None) -> Formula:
    """Return the formula written in `text`: comparisons joined by `and`, `or`, `not`; `seen` collects what occurs.

    >>> print(parse_formula("1 <= m <= r or not r = 2"))
    (1 <= m and m <= r) or r != 2
    """
    reader = _Reader(text, argument, seen)
    return reader.read(reader.formula)


def parse_order(text: str, argument: str = "order", seen: Occurrences | None = None) -> Order:
    """Return the growth order written in `text`; `seen` collects what occurs.

    >>> print(parse_order("w*ε^(-m1/r)*(1 + log(1/ε)^2)"))
    w*eps^(-m1/r) + w*eps^(-m1/r)*log(1/eps)^2
    """
    reader = _Reader(text, argument, seen)
    with bounded_work(MAX_WORK):
        return reader.read(reader.order)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= 80 else flat[:80] + "…")


def _is_literal(node: ast.expr) -> bool:
    match _unsigned(node):
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return all(isinstance(_unsigned(part), ast.Constant) for part in (left, right))
        case literal:
            return isinstance(literal, ast.Constant)


def _is_one_over_eps(one: ast.expr, eps: ast.expr) -> bool:
    return isinstance(one, ast.Constant) and one.value == 1 and isinstance(eps, ast.Name) and eps.id == EPS


def _unsigned(node: ast.expr) -> ast.expr:
    """Drop the signs `+` in front, which mean nothing."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
        node = node.operand
    return node


class _Reader:
    """Walks one syntax tree; everything it does not know is an error that names the argument and shows the text."""

    def __init__(self, text: str, argument: str, seen: Occurrences | None = None) -> None:
        if not isinstance(text, str):
            raise bad_value(argument, text, "a text")
        self.text, self.argument, self.seen = text, argument, seen or Occurrences()
        self.plain = ""
        self.complaint = f"cannot read {_short(text)}: "

    def fail(self, reason: str) -> NoReturn:
        raise BoundlabError(self.complaint + reason, self.argument)

    def read(self, walk: Callable[[ast.expr], _R]) -> _R:
        """Return what `walk` makes of the text."""
        try:
            return walk(self.tree())
        except RecursionError:
            self.fail("it is nested too deeply")
        except BoundlabError as error:
            if error.reason.startswith(self.complaint):
                raise
            self.fail(str(error)[:200])

    def tree(self) -> ast.expr:
        if len(self.text) > MAX_TEXT:
            self.fail(f"it has {len(self.text)} characters, at most {MAX_TEXT} are read")
        parts = tokens(self.text)
        if any(pair == (",", ")") for pair in itertools.pairwise(parts)):
            self.fail("nothing stands between , and )")
        self.plain = " ".join(parts)
        depth = 0
        for character in self.plain:
            depth += (character == "(") - (character == ")")
            if depth > MAX_NESTING:
                self.fail(f"it is nested deeper than {MAX_NESTING}")
        if _SIGNS.search(self.plain):
            self.fail(f"{MAX_NESTING} or more signs in a row")
        if re.search(rf"\d{{{MAX_DIGITS + 1}}}", self.plain):
            self.fail(f"a number has more than {MAX_DIGITS} digits")
        try:
            return ast.parse(self.plain, mode="eval").body
        except SyntaxError:
            self.fail(misplaced(parts))
        except (ValueError, MemoryError):
            self.fail("it is nested too deeply")

    def expression(self, node: ast.expr) -> Expression:
        match node:
            case ast.Constant():
                return number(self.constant(node))
            case ast.Name(id=name):
                return parameter(self.name(name))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.expression(operand)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.expression(operand)
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return self.raised(self.expression(left), self.power(right))
            case ast.BinOp():
                return self.chain(node, self.expression)
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=args, keywords=[]) if args:
                values = [self.expression(a) for a in args]
                return minimum(*values) if name == "min" else maximum(*values)
            case ast.Call(func=ast.Name(id="abs"), args=[argument], keywords=[]):
                return self.absolute(self.expression(argument))
            case ast.Call(func=ast.Name(id="min" | "max" as name)):
                self.fail(f"{name} takes one or more values")
            case _:
                self.unknown(node)

    def absolute(self, value: Expression) -> Expression:
        return maximum(value, -value)

    def chain(self, node: ast.BinOp, read: Callable[[ast.expr], _T]) -> _T:
        """Read `a + b - c*d/e…` without a recursion as deep as it is long."""
        links: list[tuple[ast.operator, ast.expr]] = []
        first: ast.expr = node
        while isinstance(first, ast.BinOp) and not isinstance(first.op, ast.Pow):
            links.append((first.op, first.right))
            first = first.left
        if sum(isinstance(op, ast.Div) for op, _ in links) > MAX_NESTING:
            self.fail(f"more than {MAX_NESTING} divisions in a row")
        summands = [read(first)]
        for op, operand in reversed(links):
            value = read(operand)
            if isinstance(op, ast.Add):
                summands.append(value)
            elif isinstance(op, ast.Sub):
                summands.append(self.negated(value))
            else:
                summands = [self.product(op, self.total(summands), value)]
        return self.total(summands)

    def total(self, summands: list[_T]) -> _T:
        """Add up all at once, which takes linear time."""
        if len(summands) == 1:
            return summands[0]
        return type(summands[0]).total(summands)

    def negated(self, value: _T) -> _T:
        if isinstance(value, Order):
            self.fail("an order is a sum of positive terms, there is no subtraction")
        return -value

    def product(self, op: ast.operator, left: _T, right: _T) -> _T:
        if isinstance(op, ast.Mult):
            if isinstance(left, Order) and isinstance(right, Order):
                self.seen.products += len(left.terms) * len(right.terms)
                if self.seen.products > self.seen.most:
                    self.fail(f"its sums multiply out to more than {self.seen.most} terms")
            return self.bounded(left * right)
        if not isinstance(op, ast.Div):
            self.fail(f"the operation {_SYMBOLS.get(type(op), type(op).__name__)} is not in the grammar")
        if isinstance(right, Expression) and right.value is None:
            self.seen.divisors.append(right)
        return self.bounded(left / right)

    def bounded(self, value: _T) -> _T:
        """Refuse a number beyond MAX_SIZE that has been collected in front of a product."""
        if isinstance(value, Expression):
            for part in (value, value.args[0]):
                if isinstance(part, Expression) and part.op == "number" and size(part) > MAX_SIZE:
                    self.fail(f"a number has more than {MAX_SIZE} bits")
        return value

    def raised(self, base: Expression, exponent: int) -> Expression:
        if size(base) * exponent > MAX_SIZE:
            self.fail(f"a power is too large: its values may have more than {MAX_SIZE} bits")
        return base**exponent

    def power(self, node: ast.expr) -> int:
        node = _unsigned(node)
        value = self.constant(node) if isinstance(node, ast.Constant) else None
        if value is None or value.denominator != 1 or value > MAX_POWER:
            self.fail(f"in an expression the exponent of ^ is a literal integer from 0 to {MAX_POWER}")
        return int(value)

    def constant(self, node: ast.Constant) -> Fraction:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            self.fail(f"{_short(str(node.value))} is not a number")
        if isinstance(node.value, int):
            return Fraction(node.value)
        # a float only shows that a decimal stands here; its exact value is read from the text
        # (ast.get_source_segment would split the whole text into lines for each of them)
        return Fraction(self.plain.encode()[node.col_offset : node.end_col_offset].decode())

    def name(self, name: str) -> str:
        name = unmarked(name)
        if name in RESERVED or not NAME.fullmatch(name):
            self.fail(f"{name[:60]!r} is not a parameter name")
        self.seen.names.add(name)
        return name

    def unknown(self, node: ast.AST) -> NoReturn:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            known = "abs, max, min" if node.func.id not in {"log"} else "abs, max, min; logarithms belong into orders"
            self.fail(f"no function of this name; known: {known}")
        if isinstance(node, ast.UnaryOp | ast.BinOp):
            self.fail(f"the operation {_SYMBOLS.get(type(node.op), type(node.op).__name__)} is not in the grammar")
        self.fail(_MISPLACED.get(type(node).__name__, f"{type(node).__name__} is not in the grammar"))

    def formula(self, node: ast.expr) -> Formula:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return And(tuple(self.formula(v) for v in values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return Or(tuple(self.formula(v) for v in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negation(self.formula(operand))
            case ast.Compare(left=left, ops=ops, comparators=rest):
                sides = [left, *rest]
                links = [self.link(_COMPARISONS.get(type(op)), sides[i], sides[i + 1]) for i, op in enumerate(ops)]
                return links[0] if len(links) == 1 else And(tuple(links))
            case ast.Tuple() | ast.Call():
                self.unknown(node)
            case _:
                self.fail("a comparison such as m2 >= 2 is expected")

    def link(self, relation: Relation | None, left: ast.expr, right: ast.expr) -> Formula:
        if relation is None:
            self.fail("the comparisons are >=, <=, >, <, = and !=")
        return Literal(self.expression(left), relation, self.expression(right))

    def order(self, node: ast.expr) -> Order:
        match node:
            case ast.Constant():
                return Order.constant(number(self.constant(node)))
            case ast.Name(id="eps"):
                self.seen.scales.add(EPS)
                return Order.scale(EPS) ** -1
            case ast.Name(id="N"):
                self.seen.scales.add(N)
                return Order.scale(N)
            case ast.Name(id=name):
                name = self.name(name)
                self.seen.multiplicities.add(name)
                return Order.constant(parameter(name))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.order(operand)
            case ast.Call(func=ast.Name(id="log"), args=[argument], keywords=[]):
                return self.logarithm(argument)
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=args, keywords=[]) if args:
                if name == "min" and any(isinstance(n, ast.Name) and n.id in {EPS, N} for n in ast.walk(node)):
                    self.fail("in an order, min is for constants only")
                return self.order_extremum(name, [self.order(a) for a in args])
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                base, exponent = self.order(left), self.expression(right)
                if len(base.terms) > 1 and base.without_scale() is None and not _is_literal(right):
                    self.fail("the exponent of a sum is a literal number that is not negative, such as 2 or 1/2")
                return base**exponent
            case ast.BinOp():
                return self.chain(node, self.order)
            case ast.Call(func=ast.Name(id=name)):
                self.fail(f"no function {name[:60]!r} in an order; known: log, max, min")
            case ast.UnaryOp(op=ast.USub()):
                self.fail("an order is a sum of positive terms, there is no minus")
            case _:
                self.unknown(node)

    def order_extremum(self, name: str, parts: list[Order]) -> Order:
        constants = [c for p in parts if (c := p.without_scale()) is not None]
        if len(constants) == len(parts):
            return Order.constant(minimum(*constants) if name == "min" else maximum(*constants))
        return Order.maximum(*parts)

    def logarithm(self, node: ast.expr) -> Order:
        match _unsigned(node):
            case ast.Name(id="N"):
                scale: Scale = N
            case ast.BinOp(left=one, op=ast.Div(), right=eps) if _is_one_over_eps(_unsigned(one), _unsigned(eps)):
                scale = EPS
            case _:
                self.fail("the logarithms of an order are log(1/eps) and log(N)")
        self.seen.scales.add(scale)
        return Order.logarithm(scale)
