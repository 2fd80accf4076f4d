"""Statements in the notation of docs/deciding.md as LaTeX that `latex_reader` reads back as the same statement."""

from __future__ import annotations

import ast
import re

from boundlab.errors import BoundlabError
from boundlab.symbolic.greek import GREEK
from boundlab.symbolic.spelling import ORDER_NAMES, ORDER_RELATION, misplaced, spelled, tokens, unmarked

_ORDERS = {"≲": r"\lesssim", "≳": r"\gtrsim", "≍": r"\asymp", "≺": r"\prec", "≻": r"\succ"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.GtE: r"\ge", ast.LtE: r"\le", ast.Gt: ">", ast.Lt: "<", ast.Eq: "=", ast.NotEq: r"\ne",
}  # fmt: skip
_OPERATIONS: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: (" + ", 1), ast.Sub: (" - ", 1), ast.Mult: (r" \cdot ", 2),
}  # fmt: skip
_NAMED = {"log", "exp", "sin", "cos", "tan", "arctan", "sinh", "cosh", "tanh"}
_DELIMITED = {"abs": (r"\lvert ", r" \rvert"), "floor": (r"\lfloor ", r" \rfloor"), "ceil": (r"\lceil ", r" \rceil")}
_BOUND = re.compile(r"\b(inf|sup)\s*\(\s*([A-Za-z_]\w*)\s+in\s*\[([^\[\]]*)\]\s*:")
_ATOM = 5


def to_latex(text: str, argument: str = "claim") -> str:
    """Return a claim or condition as LaTeX; raises BoundlabError, which names `argument`, for other text.

    >>> print(to_latex("eps^(-m1/r) ≲ eps^(-min(m, 2*m1))"))
    \\varepsilon^{\\frac{-m_{1}}{r}} \\lesssim \\varepsilon^{-\\min\\{m, 2 \\cdot m_{1}\\}}
    """
    parts = ORDER_RELATION.split(spelled(text))
    for i, part in enumerate(parts):
        parts[i] = _ORDERS[ORDER_NAMES.get(part, part)] if i % 2 else _Writer(part, argument).whole()
    return " ".join(parts)


class _Writer:
    def __init__(self, text: str, argument: str) -> None:
        shown = " ".join(text.split())[:60]
        try:
            parts = tokens(_BOUND.sub(r"\1(\2, \3, ", text))
            self.plain = " ".join(parts)
            self.tree = ast.parse(self.plain, mode="eval").body
        except BoundlabError as error:
            raise BoundlabError(f"cannot read {shown!r}: {error.reason}", argument) from None
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            raise BoundlabError(f"cannot read {shown!r}: {misplaced(parts)}", argument) from None
        self.shown, self.argument = shown, argument

    def whole(self) -> str:
        try:
            return self.formula(self.tree, 0)
        except RecursionError:
            raise BoundlabError(f"cannot read {self.shown!r}: it is nested too deeply", self.argument) from None

    def formula(self, node: ast.expr, binding: int) -> str:
        match node:
            case ast.BoolOp(op=connective, values=values):
                mine, sign = (1, r" \lor ") if isinstance(connective, ast.Or) else (2, r" \land ")
                return _within(sign.join(self.formula(v, mine + 1) for v in values), mine, binding)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return _within(rf"\lnot {self.formula(operand, 3)}", 3, binding)
            case ast.Compare(left=left, ops=ops, comparators=rest) if all(type(op) in _COMPARISONS for op in ops):
                parts = [self.value(left, 0)]
                for op, side in zip(ops, rest, strict=True):
                    parts += [_COMPARISONS[type(op)], self.value(side, 0)]
                return _within(" ".join(parts), 4 if binding < 3 else 0, binding)
        return self.value(node, 0)

    def value(self, node: ast.expr, binding: int) -> str:
        match node:
            case ast.Constant(value=int(number)) if not isinstance(number, bool):
                return str(number)
            case ast.Constant(value=float()):
                return self.plain.encode()[node.col_offset : node.end_col_offset].decode()
            case ast.Name(id=name):
                return _name(unmarked(name))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as op, operand=operand):
                sign = "-" if isinstance(op, ast.USub) else "+"
                return _within(f"{sign}{self.value(operand, 3)}", 1, binding)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return _within(rf"\frac{{{self.value(left, 0)}}}{{{self.value(right, 0)}}}", 4, binding)
            case ast.BinOp(left=ast.Name(id=name), op=ast.Pow(), right=right) if unmarked(name) == "e":
                return _within(rf"\mathit{{e}}^{{{self.value(right, 0)}}}", 4, binding)
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return _within(f"{self.value(left, _ATOM)}^{{{self.value(right, 0)}}}", 4, binding)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
                sign, mine = _OPERATIONS[type(op)]
                return _within(f"{self.value(left, mine)}{sign}{self.value(right, mine + 1)}", mine, binding)
            case ast.Call(func=ast.Name(id=function), args=args, keywords=[]) if args:
                return self.call(function, args, binding)
        raise BoundlabError(f"cannot read {self.shown!r}: {misplaced(self.plain.split())}", self.argument)

    def call(self, function: str, args: list[ast.expr], binding: int) -> str:
        inner = [self.value(argument, 0) for argument in args]
        if function in {"min", "max"}:
            return _within(rf"\{function}\{{{', '.join(inner)}\}}", 4, binding)
        if function in {"inf", "sup", "sum"} and len(inner) == 4:
            below = f"{inner[0]}={inner[1]}" if function == "sum" else rf"{inner[0]} \in [{inner[1]}, {inner[2]}]"
            above = f"^{{{inner[2]}}}" if function == "sum" else ""
            return _within(rf"\{function}_{{{below}}}{above} \left({inner[3]}\right)", 2, binding)
        if function == "mod" and len(inner) == 2:
            return _within(rf"\operatorname{{mod}}\left({', '.join(inner)}\right)", 4, binding)
        if len(inner) == 1:
            if function == "sqrt":
                return _within(rf"\sqrt{{{inner[0]}}}", 4, binding)
            if function in _DELIMITED:
                return inner[0].join(_DELIMITED[function])
            if function == "factorial":
                return _within(rf"{self.value(args[0], _ATOM)}!", 4, binding)
            if function in _NAMED or function == "Gamma":
                return _within(rf"\{function}\left({inner[0]}\right)", 4, binding)
        raise BoundlabError(f"cannot read {self.shown!r}: no function {function[:40]!r} of this kind", self.argument)


def _within(text: str, mine: int, binding: int) -> str:
    return text if mine >= binding else rf"\left({text}\right)"


def _name(name: str) -> str:
    if name == "eps":
        return r"\varepsilon"
    match = re.fullmatch(r"([A-Za-z]+?)(\d*)", name)
    if match is None or not (len(match[1]) == 1 or match[1] in GREEK):
        return rf"\mathrm{{{name}}}"
    letter = match[1] if len(match[1]) == 1 else f"\\{match[1]}"
    return f"{letter}_{{{match[2]}}}" if match[2] else letter
