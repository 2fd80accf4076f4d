"""An order in several scales as one quotient of sums of products, up to a factor between constants > 0.

A quotient is taken where a divisor has several terms. The least of positive functions is, up to a factor at most their
number, the inverse of the sum of their inverses.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from boundlab.symbolic.expansion import Vague

ONE = ast.Constant(1)


@dataclass
class Quotients:
    """`several` says whether a tree depends on several scales, `is_single` whether it is one product of functions of
    one scale, `sign` what sign an exponent has. What must be positive is collected."""

    several: Callable[[ast.expr], bool]
    is_single: Callable[[ast.expr], bool]
    sign: Callable[[ast.expr], int]
    positive: list[ast.expr] = field(default_factory=list)

    def of(self, node: ast.expr) -> tuple[ast.expr, ast.expr | None]:
        """Return numerator and denominator, None for 1; the denominator is one of what must be positive."""
        if not self.several(node):
            return node, None
        match node:
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
                (a, b), (c, d) = self.of(left), self.of(right)
                if b is None and d is None:
                    return ast.BinOp(a, op, c), None
                return ast.BinOp(times(a, d), op, times(c, b)), times(b or ONE, d)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                (a, b), (c, d) = self.of(left), self.of(right)
                return times(a, c), b if d is None else times(d, b)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                (a, b), (c, d) = self.of(left), self.of(right)
                if d is None and self.is_single(c):
                    return ast.BinOp(a, ast.Div(), c), b
                self.positive.append(c)
                return times(a, d), times(c, b)
            case ast.BinOp(left=left, op=ast.Pow(), right=exponent) if not self.several(exponent):
                return self._power(left, exponent)
            case ast.Call(func=ast.Name(id="sqrt"), args=[base], keywords=[]):
                a, b = self.of(base)
                return self._root(a), None if b is None else self._root(b)
            case ast.Call(func=ast.Name(id="min"), args=[first, *rest], keywords=[]):
                if not rest:
                    return self.of(first)
                self.positive += [first, *rest]
                inverses = [ast.BinOp(ONE, ast.Div(), each) for each in (first, *rest)]
                return self.of(ast.BinOp(ONE, ast.Div(), _total(inverses)))
            case ast.Call(func=ast.Name(id="max"), args=[first, *rest], keywords=[]):
                parts = [self.of(each) for each in (first, *rest)]
                if all(below is None for _, below in parts):
                    return ast.Call(node.func, [above for above, _ in parts], []), None
                self.positive += [first, *rest]
                return self.of(_total([first, *rest]))
        return node, None

    def _power(self, base: ast.expr, exponent: ast.expr) -> tuple[ast.expr, ast.expr | None]:
        a, b = self.of(base)
        if b is None and self.is_single(a):
            return ast.BinOp(a, ast.Pow(), exponent), None
        if self.several(exponent) or not (s := self.sign(exponent)):
            raise Vague("a power of several terms in several scales")
        if s < 0:
            self.positive.append(a)
            a, b, exponent = b or ONE, a, ast.UnaryOp(ast.USub(), exponent)
        return ast.BinOp(a, ast.Pow(), exponent), None if b is None else ast.BinOp(b, ast.Pow(), exponent)

    def _root(self, node: ast.expr) -> ast.expr:
        return ast.Call(ast.Name("sqrt", ast.Load()), [node], [])


def _total(parts: Sequence[ast.expr]) -> ast.expr:
    total = parts[0]
    for each in parts[1:]:
        total = ast.BinOp(total, ast.Add(), each)
    return total


def times(a: ast.expr, b: ast.expr | None) -> ast.expr:
    """Return the product."""
    return a if b is None or b is ONE else b if a is ONE else ast.BinOp(a, ast.Mult(), b)


class Decimals(ast.NodeTransformer):
    """Writes decimals as fractions, so that trees of several texts may be put together."""

    def __init__(self, value: Callable[[ast.Constant], object]) -> None:
        self.value = value

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Return the number as a fraction."""
        if not isinstance(node.value, float):
            return node
        above, _, below = str(self.value(node)).partition("/")
        found = ast.Constant(int(above))
        return ast.BinOp(found, ast.Div(), ast.Constant(int(below))) if below else found
