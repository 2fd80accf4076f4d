"""Differences of functions of arguments that are close, where the leading terms of both cancel.

e^u - e^v = e^v·(e^(u-v) - 1), and so on: what u - v is may be known where e^u - e^v, cut, is not.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from fractions import Fraction
from math import factorial
from typing import Protocol

from boundlab.errors import BoundlabError
from boundlab.symbolic.coefficient import exact
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.gamma_function import gamma_gap
from boundlab.symbolic.monomial import UNIT


class Reader(Protocol):
    """What reads trees (`growth_reader`)."""

    field: Expansions

    def growth(self, node: ast.expr) -> Expansion:
        """Return the expansion of a tree."""

    def logarithm_of(self, node: ast.expr) -> Expansion:
        """Return the expansion of the logarithm of a tree."""


def cancels(a: Expansion) -> bool:
    """Is nothing known of it but a bound?"""
    return (a.terms[0][1].value is None and not a.terms[0][1].sign) if a.terms else a.error is not None


def difference(reader: Reader, a: ast.expr, b: ast.expr, seen: Expansion) -> Expansion | None:
    """Return a - b, None if nothing is found that tells more than `seen`, what is known of it."""
    f = reader.field
    try:
        found = _difference(reader, a, b)
    except (Vague, BoundlabError):
        return None
    if found is None or f.is_zero(found) or not cancels(found):
        return found
    size, before = f.bound(found), f.bound(seen)
    return found if size is not None and before is not None and f.monomials.compare(size, before) < 0 else None


def _difference(reader: Reader, a: ast.expr, b: ast.expr) -> Expansion | None:
    f = reader.field
    rest = _rest(a, b)
    if rest is not None:
        return reader.growth(rest)
    match a, b:
        case ast.Call(func=ast.Name(id="log"), args=[u]), ast.Call(func=ast.Name(id="log"), args=[v]):
            return _log_gap(reader, u, v)
        case (
            ast.Call(func=ast.Name(id="sin" | "cos" | "tan" as name), args=[u]),
            ast.Call(func=ast.Name(id="sin" | "cos" | "tan" as other), args=[v]),
        ) if name == other:
            return _wave_gap(reader, name, u, v)
        case ast.Call(func=ast.Name(id="arctan"), args=[u]), ast.Call(func=ast.Name(id="arctan"), args=[v]):
            # the tangent of the difference is (u-v)/(1+uv), where 1+uv > 0
            below = f.add(f.constant(1), f.multiply(reader.growth(u), reader.growth(v)))
            if f.leading(below)[2] < 0:
                return None
            return _series(f, f.multiply(_gap(reader, u, v), f.inverse(below)), _ARCTANGENT)
    gap = _log_gap(reader, a, b, whole=True)
    found = _series(f, gap, [Fraction(int(k > 0), factorial(k)) for k in range(f.length + 1)])
    return None if found is None else f.multiply(reader.growth(b), found)


def _wave_gap(reader: Reader, name: str, u: ast.expr, v: ast.expr) -> Expansion | None:
    """Return sin u - sin v = 2·sin((u-v)/2)·cos((u+v)/2), cos u - cos v = -2·sin((u-v)/2)·sin((u+v)/2), or
    tan u - tan v = sin(u-v)/(cos u·cos v)."""
    f, gap = reader.field, _gap(reader, u, v)
    if name == "tan":
        sine = _series(f, gap, _SINE)
        below = f.multiply(*(reader.growth(_called("cos", each)) for each in (u, v)))
        return None if sine is None else f.multiply(sine, f.inverse(below))
    half = _series(f, f.scaled(gap, exact(Fraction(1, 2))), _SINE)
    middle = ast.BinOp(ast.BinOp(u, ast.Add(), v), ast.Div(), ast.Constant(2))
    wave = reader.growth(_called("cos" if name == "sin" else "sin", middle))
    return None if half is None else f.scaled(f.multiply(half, wave), exact(2 if name == "sin" else -2))


def _called(name: str, argument: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), [argument], [])


def summands(node: ast.expr, sign: int = 1) -> list[tuple[int, ast.expr]]:
    """Return the summands of a sum, with their signs."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            return summands(left, sign) + summands(right, sign if isinstance(op, ast.Add) else -sign)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return summands(operand, -sign)
    return [(sign, node)]


def _rest(a: ast.expr, b: ast.expr) -> ast.expr | None:
    """Return a - b without the summands that cancel as they are written, None if there are none."""
    kept: list[tuple[int, ast.expr]] = []
    both = summands(a) + summands(b, -1)
    for sign, node in both:
        same = next((i for i, (s, other) in enumerate(kept) if s == -sign and ast.dump(other) == ast.dump(node)), None)
        if same is None:
            kept.append((sign, node))
        else:
            kept.pop(same)
    if len(kept) == len(both):
        return None
    total: ast.expr = ast.Constant(0)
    for sign, node in sorted(kept, key=lambda part: -part[0]):  # so that what is subtracted stands behind
        total = ast.BinOp(total, ast.Add() if sign > 0 else ast.Sub(), node)
    return total


def _gap(reader: Reader, u: ast.expr, v: ast.expr) -> Expansion:
    return reader.growth(ast.BinOp(u, ast.Sub(), v))


def _log_gap(reader: Reader, a: ast.expr, b: ast.expr, *, whole: bool = False) -> Expansion:
    """Return log a - log b; `whole`: not from a - b, which is what is asked for."""
    f = reader.field
    match a, b:
        case ast.Call(func=ast.Name(id="exp"), args=[u]), ast.Call(func=ast.Name(id="exp"), args=[v]):
            return _gap(reader, u, v)
        case ast.Call(func=ast.Name(id="sqrt"), args=[u]), ast.Call(func=ast.Name(id="sqrt"), args=[v]):
            return f.scaled(_log_gap(reader, u, v), exact(Fraction(1, 2)))
        case ast.BinOp(left=u, op=ast.Pow(), right=p), ast.BinOp(left=v, op=ast.Pow(), right=q) if ast.dump(
            p
        ) == ast.dump(q):
            return f.multiply(reader.growth(p), _log_gap(reader, u, v))
        case (
            ast.Call(func=ast.Name(id="factorial" | "Gamma" as name), args=[u]),
            ast.Call(func=ast.Name(id="factorial" | "Gamma" as other), args=[v]),
        ) if name == other:
            one = f.constant(int(name == "factorial"))
            try:
                return gamma_gap(f, _gap(reader, u, v), f.add(reader.growth(v), one))
            except Vague:
                pass
    logs = f.add(reader.logarithm_of(a), f.negated(reader.logarithm_of(b)))
    if whole or not cancels(logs):
        return logs
    ratio = f.multiply(_gap(reader, a, b), f.inverse(reader.growth(b)))
    found = _series(f, ratio, [Fraction((-1) ** (k + 1), k) if k else 0 for k in range(f.length + 1)])
    return logs if found is None else found


_SINE = [Fraction((-1) ** (k // 2), factorial(k)) if k % 2 else 0 for k in range(40)]
_ARCTANGENT = [Fraction((-1) ** (k // 2), k) if k % 2 else 0 for k in range(40)]


def _series(f: Expansions, a: Expansion, coefficients: Sequence[Fraction | int]) -> Expansion | None:
    """Return Σ coefficients[k]·a^k for a → 0, None if a does not tend to 0."""
    if a.terms and f.monomials.compare(a.terms[0][0], UNIT) >= 0:
        return None
    return f.small_argument(a, coefficients[: f.length + 1])
