"""Targets from text such as `cosh(1.5*x)`: parsed by a grammar over Python's syntax tree, never evaluated as code.

    expression := number | variable | pi | e | expression (+ - * /) expression | expression ** number
                | - expression | function(expression)
    variable   := x | y | z | x1 | x2 | … | x9            (x = x1, y = x2, z = x3)

Decimal numbers are exact: 0.1 is 1/10. A power has a constant exponent.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.function_classes.target import FUNCTIONS, Norm, Ops, Target

_LONGEST = 500
_VARIABLES = {"x": 0, "y": 1, "z": 2} | {f"x{i}": i - 1 for i in range(1, 10)}
_CONSTANTS = ("pi", "e")


@dataclass(frozen=True)
class Node:
    """One node of an expression: `kind` is a function's name, an operator or one of number, variable, constant."""

    kind: str
    arguments: tuple[Node, ...] = ()
    value: Any = None

    def at(self, x: Sequence[Any], ops: Ops) -> Any:
        match self.kind:
            case "number":
                return ops.constant(self.value)
            case "constant":
                return (
                    ops.call("exp", ops.constant(Fraction(1)))
                    if self.value == "e"
                    else 4 * ops.call("arctan", ops.constant(Fraction(1)))
                )
            case "variable":
                return x[self.value]
            case "**":
                return ops.power(self.arguments[0].at(x, ops), self.value)
            case "*" if self.arguments[0] == self.arguments[1]:  # a square is not negative, also of a ball
                return ops.power(self.arguments[0].at(x, ops), Fraction(2))
        values = [argument.at(x, ops) for argument in self.arguments]
        match self.kind:
            case "+":
                return values[0] + values[1]
            case "-":
                return values[0] - values[1]
            case "*":
                return values[0] * values[1]
            case "/":
                return values[0] / values[1]
        return ops.call(self.kind, values[0])


KINKED = {"abs", "relu", "sign"}
ZERO, ONE = Node("number", value=Fraction(0)), Node("number", value=Fraction(1))


class Expression(Target):
    """A target given by a formula; its derivatives are exact.

    >>> f = Expression("x**3 + sin(2*y)")
    >>> f.dimension, float(f([0.5, 0.0]))
    (2, 0.125)
    >>> float(f.derivative((0, 1))([0.5, 0.0]))
    2.0

    Raises:
        BoundlabError: the text is not an expression of the grammar.
    """

    def __init__(self, text: str, dimension: int | None = None, node: Node | None = None) -> None:
        if node is None:
            node, text = _parse(text)
        self.node, self.text = node, text
        needed = 1 + max(_variables(node), default=0)
        if dimension is not None and dimension < needed:
            raise bad_value("target", text, f"a function of {dimension} variable(s)")
        self.dimension = needed if dimension is None else dimension

    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        return self.node.at(coordinates, ops)

    def derivative(self, orders: Sequence[int]) -> Expression:
        """The partial derivative D^k of multi-index k = `orders`, exactly, wherever it exists."""
        node = self.node
        for variable, order in enumerate(orders):
            for _ in range(order):
                node = _derivative(node, variable)
        name = f"D^({','.join(map(str, orders))}) {self.text}"
        return Expression(name, self.dimension, node)

    def smooth(self, order: int) -> bool:
        """Yes, unless it is made of abs, relu or sign.

        >>> Expression("sin(x)/(2 + y)").smooth(9), Expression("abs(x) + y").smooth(1)
        (True, False)
        """
        return not _kinds(self.node) & KINKED

    def norm(self, order: int) -> Norm | None:
        """A grid estimate of ‖h‖_order^s from the exact derivatives."""
        import itertools

        import numpy as np

        axis = np.linspace(-1.0, 1.0, max(3, round(20000 ** (1 / self.dimension)) | 1))
        x = np.stack(np.meshgrid(*[axis] * self.dimension, indexing="ij"), axis=-1)
        total = 0.0
        for orders in itertools.product(range(order + 1), repeat=self.dimension):
            if sum(orders) <= order:
                total += float(np.abs(self.derivative(orders)(x)).max())
        return Norm(order, total, certified=False)


def _parse(text: str) -> tuple[Node, str]:
    if len(text) > _LONGEST:
        raise bad_value("target", text, f"at most {_LONGEST} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        return _build(tree, text), ast.unparse(tree)
    except BoundlabError:
        raise
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        raise bad_value("target", text, "an expression such as cosh(1.5*x) + y**2") from None


def _build(tree: ast.expr, text: str) -> Node:
    operators = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
    match tree:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as value):
            return Node("number", value=Fraction(ast.get_source_segment(text.strip(), tree) or str(value)))
        case ast.Name(id=name) if name in _VARIABLES:
            return Node("variable", value=_VARIABLES[name])
        case ast.Name(id=name) if name in _CONSTANTS:
            return Node("constant", value=name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _product(Node("number", value=Fraction(-1)), _build(operand, text))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _build(operand, text)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            exponent = _constant(_build(right, text))
            if exponent is None or abs(exponent) > 1000:
                raise bad_value("target", text, "a constant exponent between -1000 and 1000")
            return Node("**", (_build(left, text),), exponent)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in operators:
            return Node(operators[type(op)], (_build(left, text), _build(right, text)))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return Node(name, (_build(argument, text),))
    shown = ast.unparse(tree)
    raise bad_value(
        "target",
        text,
        f"an expression in x, y, z (or x1…x9), pi, e, + - * / ** and {', '.join(FUNCTIONS)}; "
        f"cannot read {shown[:40]!r}",
    )


def _constant(node: Node) -> Fraction | None:
    """The exact value of a constant subexpression built from numbers with + - * /."""
    if node.kind == "number":
        return Fraction(node.value)
    values = [_constant(argument) for argument in node.arguments]
    if not values or any(value is None for value in values) or node.kind not in "+-*/":
        return None
    a, b = (value for value in values if value is not None)
    if node.kind == "/":
        return a / b if b else None
    return a + b if node.kind == "+" else a - b if node.kind == "-" else a * b


def _kinds(node: Node) -> set[str]:
    return {node.kind}.union(*(_kinds(argument) for argument in node.arguments))


def _variables(node: Node) -> set[int]:
    own = {node.value} if node.kind == "variable" else set()
    return own.union(*(_variables(argument) for argument in node.arguments))


def _sum(a: Node, b: Node) -> Node:
    return b if a == ZERO else a if b == ZERO else Node("+", (a, b))


def _product(a: Node, b: Node) -> Node:
    if ZERO in (a, b):
        return ZERO
    return b if a == ONE else a if b == ONE else Node("*", (a, b))


def _number(value: int | Fraction) -> Node:
    return Node("number", value=Fraction(value))


def _derivative(node: Node, variable: int) -> Node:
    if node.kind in ("number", "constant"):
        return ZERO
    if node.kind == "variable":
        return ONE if node.value == variable else ZERO
    inner = [_derivative(argument, variable) for argument in node.arguments]
    f = node.arguments[0]
    match node.kind:
        case "+":
            return _sum(*inner)
        case "-":
            return _sum(inner[0], _product(_number(-1), inner[1]))
        case "*":
            return _sum(_product(inner[0], node.arguments[1]), _product(f, inner[1]))
        case "/":
            g = node.arguments[1]
            top = _sum(_product(inner[0], g), _product(_number(-1), _product(f, inner[1])))
            return ZERO if top == ZERO else Node("/", (top, Node("**", (g,), Fraction(2))))
        case "**":
            lower = ONE if node.value == 1 else Node("**", (f,), node.value - 1)
            return _product(_product(_number(node.value), lower), inner[0])
    return _product(_outer_derivative(node, f), inner[0])


def _outer_derivative(node: Node, f: Node) -> Node:
    square = Node("**", (node,), Fraction(2))
    match node.kind:
        case "sin":
            return Node("cos", (f,))
        case "cos":
            return _product(_number(-1), Node("sin", (f,)))
        case "tan":
            return _sum(ONE, square)
        case "exp":
            return node
        case "log":
            return Node("/", (ONE, f))
        case "sqrt":
            return Node("/", (_number(Fraction(1, 2)), node))
        case "tanh":
            return Node("-", (ONE, square))
        case "sinh":
            return Node("cosh", (f,))
        case "cosh":
            return Node("sinh", (f,))
        case "arctan":
            return Node("/", (ONE, _sum(ONE, Node("**", (f,), Fraction(2)))))
        case "abs":
            return Node("sign", (f,))
        case "relu":
            return Node("*", (_number(Fraction(1, 2)), _sum(ONE, Node("sign", (f,)))))
    return ZERO  # sign, away from its jump
