"""Functions of u ≥ 0 that are as large as a power of u where u tends to 0, as they are written."""

from __future__ import annotations

import ast
from typing import NamedTuple

BOUNDED_BY_ARGUMENT, SMALL = {"sin", "arctan", "tanh"}, {"sin", "tan", "arctan", "sinh", "tanh"}


class NearZero(NamedTuple):
    """A function as large as argument^power, up to a factor, for argument → 0; `always`: at most that for all ≥ 0."""

    argument: ast.expr
    power: int = 1
    always: bool = False


def near_zero(node: ast.expr) -> NearZero | None:
    """Return what sin u, tan u, e^u - 1, b^p - 1, 1 - e^(-u), 1 - cos u, … is for u → 0, None for anything else."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[u], keywords=[]) if name in SMALL:
            return NearZero(u, 1, name in BOUNDED_BY_ARGUMENT)
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Sub(), right=ast.Call(func=ast.Name(id="cos"), args=[u])):
            return NearZero(u, 2, True)
        case ast.BinOp(left=left, op=ast.Sub(), right=ast.Constant(value=1)):
            exponent = _exponent(left)
            return None if exponent is None else NearZero(exponent)
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Sub(), right=right):
            exponent = _exponent(right)
            return None if exponent is None else NearZero(ast.UnaryOp(ast.USub(), exponent), 1, True)
    return None


def _exponent(node: ast.expr) -> ast.expr | None:
    """Return v where the tree is e^v, b^p or a root."""
    match node:
        case ast.Call(func=ast.Name(id="exp"), args=[v], keywords=[]):
            return v
        case ast.BinOp(left=base, op=ast.Pow(), right=p):
            return ast.BinOp(p, ast.Mult(), ast.Call(ast.Name("log", ast.Load()), [base], []))
        case ast.Call(func=ast.Name(id="sqrt"), args=[base], keywords=[]):
            half = ast.BinOp(ast.Constant(1), ast.Div(), ast.Constant(2))
            return ast.BinOp(half, ast.Mult(), ast.Call(ast.Name("log", ast.Load()), [base], []))
    return None
