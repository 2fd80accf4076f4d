"""Target functions from text, as truncated Taylor series with ball coefficients: read and evaluated for the checkers
alone.

The text is an expression in x1…x9 (x, y, z stand for the first three), numbers, pi, e, + - * /, powers with a constant
exponent, and the functions below. The series of a function on a box holds, for every multi-index k with |k| ≤ r, a ball
that contains D^k y/k! at every point of the box.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

from boundlab.checking._refusal import Rejected, require

MAX_TEXT = 500
MAX_NODES = 400
MAX_EXPONENT = 1000
_NUMBER = re.compile(r"\d{0,40}(?:\.\d{0,40})?(?:[eE][+-]?\d{1,3})?", re.ASCII)

MultiIndex = tuple[int, ...]
Evaluate = Callable[["Space", Sequence["Series"]], "Series"]


@lru_cache(maxsize=64)
def multi_indices(dimension: int, order: int) -> tuple[MultiIndex, ...]:
    """Return all k with |k| ≤ order; 0 is the first."""
    return tuple(sorted((k for k in product(range(order + 1), repeat=dimension) if sum(k) <= order), key=sum))


class Space:
    """Series in `dimension` variables up to order r ≤ 2, with the table of which coefficients multiply to which."""

    def __init__(self, dimension: int, order: int) -> None:
        self.dimension, self.order = dimension, order
        self.indices = multi_indices(dimension, order)
        place = {k: i for i, k in enumerate(self.indices)}
        self.products = [
            (i, j, place[total])
            for i, a in enumerate(self.indices)
            for j, b in enumerate(self.indices)
            if (total := tuple(s + t for s, t in zip(a, b, strict=True))) in place
        ]

    def constant(self, value: Any) -> Series:
        from flint import arb

        return Series(self, [arb(value), *[arb(0)] * (len(self.indices) - 1)])

    def variable(self, ball: Any, i: int) -> Series:
        from flint import arb

        unit = tuple(int(j == i) for j in range(self.dimension))
        return Series(self, [ball, *[arb(int(k == unit)) for k in self.indices[1:]]])


class Series:
    """Ball coefficients in the order of the space's multi-indices."""

    __slots__ = ("of", "space")

    def __init__(self, space: Space, of: list[Any]) -> None:
        self.space, self.of = space, of

    def plus(self, other: Series, sign: int = 1) -> Series:
        return Series(self.space, [a + sign * b for a, b in zip(self.of, other.of, strict=True)])

    def times(self, other: Series) -> Series:
        out = [0 * self.of[0]] * len(self.of)
        for i, j, k in self.space.products:
            out[k] = out[k] + self.of[i] * other.of[j]
        return Series(self.space, out)

    def composed(self, derivatives: Sequence[Any]) -> Series:
        """Return φ(self) for balls φ, φ', φ'' on the value: φ + φ'·δ + φ''/2·δ² with δ the series without its value."""
        delta = Series(self.space, [0 * self.of[0], *self.of[1:]])
        out = Series(self.space, [derivatives[0], *(derivatives[1] * c for c in delta.of[1:])])
        if self.space.order < 2:
            return out
        square = delta.times(delta)
        return out.plus(Series(self.space, [derivatives[2] / 2 * c for c in square.of]))


class Formula:
    """A parsed formula: `dimension` variables, `size` nodes, and its series on a box."""

    def __init__(self, text: object, dimension: int) -> None:
        require(
            isinstance(text, str) and 0 < len(text) <= MAX_TEXT, f"target is a text of at most {MAX_TEXT} characters"
        )
        self.text, self.dimension, self.size = str(text), dimension, 0
        try:
            self._evaluate = self._read(ast.parse(self.text, mode="eval").body)
        except (SyntaxError, MemoryError, RecursionError):
            raise Rejected("target is not a formula") from None

    def series(self, space: Space, box: Sequence[Any]) -> Series:
        """Return the series on the box of these balls; raises Rejected where there is none."""
        return self._evaluate(space, [space.variable(ball, i) for i, ball in enumerate(box)])

    def _read(self, tree: ast.expr) -> Evaluate:
        self.size += 1
        require(self.size <= MAX_NODES, f"target has more than {MAX_NODES} parts, refused")
        match tree:
            case ast.Constant():
                value = self._number(tree)
                return lambda space, x: space.constant(_ball(value))
            case ast.Name(id="pi" | "e" as name):
                return lambda space, x: space.constant(_named(name))
            case ast.Name(id=name):
                i = self._variable(name)
                return lambda space, x: x[i]
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                of = self._read(inner)
                return lambda space, x: space.constant(0).plus(of(space, x), -1)
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
                return self._power(self._read(base), self._exponent(exponent))
            case ast.BinOp(left=left, op=ast.Mult(), right=right) if ast.dump(left) == ast.dump(right):
                return self._power(self._read(left), Fraction(2))
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() as op, right=right):
                return _binary(type(op), self._read(left), self._read(right))
            case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
                inside, rule = self._read(argument), FUNCTIONS[name]
                return lambda space, x: _apply(rule, inside(space, x))
        raise Rejected("target has a part that is not of a formula")

    def _number(self, tree: ast.expr) -> Fraction:
        source = ast.get_source_segment(self.text, tree) or ""
        require(bool(_NUMBER.fullmatch(source)) and any(c.isdigit() for c in source), "target has a malformed number")
        return Fraction(source)

    def _variable(self, name: str) -> int:
        known = {"x": 0, "y": 1, "z": 2} | {f"x{i}": i - 1 for i in range(1, 10)}
        require(name in known and known[name] < self.dimension, "target has a variable beyond m1 + m2")
        return known[name]

    def _exponent(self, tree: ast.expr) -> Fraction:
        match tree:
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return -self._exponent(inner)
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                below = self._exponent(right)
                require(below != 0, "target has an exponent that is not a number")
                return self._exponent(left) / below
            case ast.Constant():
                value = self._number(tree)
                require(value <= MAX_EXPONENT, f"target has an exponent above {MAX_EXPONENT}")
                return value
        raise Rejected("target has an exponent that is not a number")

    def _power(self, base: Evaluate, exponent: Fraction) -> Evaluate:
        def evaluate(space: Space, x: Sequence[Series]) -> Series:
            inside = base(space, x)
            return inside.composed(_powers(inside.of[0], exponent))

        return evaluate


def _binary(op: type[ast.operator], left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(space: Space, x: Sequence[Series]) -> Series:
        a, b = left(space, x), right(space, x)
        if op is ast.Add or op is ast.Sub:
            return a.plus(b, 1 if op is ast.Add else -1)
        return a.times(b if op is ast.Mult else b.composed(_powers(b.of[0], Fraction(-1))))

    return evaluate


def _apply(rule: Callable[[Any], Sequence[Any]], inside: Series) -> Series:
    derivatives = rule(inside.of[0])
    require(len(derivatives) > inside.space.order or inside.space.order == 0, "target is not smooth on the cube")
    return inside.composed(derivatives) if inside.space.order else Series(inside.space, [derivatives[0]])


def _powers(z: Any, exponent: Fraction) -> list[Any]:
    """Return z^p and its first two derivatives."""
    whole = exponent.denominator == 1
    require(bool(z > 0) or (whole and (exponent >= 0 or not z.contains(0))), "target has a power without a value")
    out, factor = [], Fraction(1)
    for j in range(3):
        p = exponent - j
        out.append(_ball(factor) * (_whole(z, int(p)) if whole else z ** _ball(p)) if factor else 0 * z)
        factor *= p
    return out


def _whole(z: Any, n: int) -> Any:
    """Return z^n, for n > 0 as the hull of the powers of the least and the largest |z|, or of z where n is odd."""
    if n <= 0:
        return z**n if n or not z.contains(0) else 0 * z + 1
    if n % 2:
        return z if n == 1 else (z.lower() ** n).union(z.upper() ** n)
    size = _absolute(z)
    least = 0 * z if z.contains(0) else size.lower() ** n
    return least.union(size.upper() ** n)


def _absolute(z: Any) -> Any:
    """Return |z|, of a ball around 0 without anything below 0 but by rounding."""
    return (0 * z).union(abs(z).upper()) if z.contains(0) else abs(z)


def _ball(value: Fraction) -> Any:
    from flint import arb, fmpq

    return arb(fmpq(value.numerator, value.denominator))


def _named(name: str) -> Any:
    from flint import arb

    return arb.pi() if name == "pi" else arb(1).exp()


def _hull(low: int, high: int) -> Any:
    from flint import arb

    return arb(low).union(arb(high))


def _kinked(z: Any, value: Any, before: int, after: int) -> list[Any]:
    """φ is linear with slope `before` left of 0 and `after` right of it; at 0 it has no second derivative."""
    if z.contains(0):
        return [value, _hull(before, after)]
    return [value, _hull(after, after) if z > 0 else _hull(before, before), 0 * z]


def _tanh(z: Any) -> list[Any]:
    t = z.tanh()
    return [t, 1 - t * t, -2 * t * (1 - t * t)]


def _tan(z: Any) -> list[Any]:
    t = z.tan()
    return [t, 1 + t * t, 2 * t * (1 + t * t)]


def _log(z: Any) -> list[Any]:
    require(bool(z > 0), "target has a logarithm without a value")
    return [z.log(), 1 / z, -1 / (z * z)]


def _arctan(z: Any) -> list[Any]:
    d = 1 / (1 + z * z)
    return [z.atan(), d, -2 * z * d * d]


def _sign(z: Any) -> list[Any]:
    require(not z.contains(0), "target jumps on the cube")
    return [_hull(1, 1) if z > 0 else _hull(-1, -1), 0 * z, 0 * z]


FUNCTIONS: dict[str, Callable[[Any], Sequence[Any]]] = {
    "sin": lambda z: [z.sin(), z.cos(), -z.sin()],
    "cos": lambda z: [z.cos(), -z.sin(), -z.cos()],
    "tan": _tan,
    "exp": lambda z: [z.exp()] * 3,
    "log": _log,
    "sqrt": lambda z: _powers(z, Fraction(1, 2)),
    "tanh": _tanh,
    "sinh": lambda z: [z.sinh(), z.cosh(), z.sinh()],
    "cosh": lambda z: [z.cosh(), z.sinh(), z.cosh()],
    "arctan": _arctan,
    "abs": lambda z: _kinked(z, _absolute(z), -1, 1),
    "relu": lambda z: _kinked(z, z.max(0 * z), 0, 1),
    "sign": _sign,
}
