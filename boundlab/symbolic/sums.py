"""Sums `sum(i=a..b: E)` in orders, up to a factor that stays between constants > 0 unless they are sums of powers.

A sum of a fixed number of positive terms whose logarithms are affine in i is as large as its first and last term. If b
tends to infinity and E is a function of i only, the sum is b·E(b) where E is about i^p with p > -1, a constant where
it converges, E(b) where E grows at least geometrically, and b·E(b)·log b (log log b, …) in between.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from copy import deepcopy
from typing import Protocol

from boundlab.symbolic.coefficient import POSITIVE
from boundlab.symbolic.euler_maclaurin import summed_powers
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import ONE, ZERO, Expression
from boundlab.symbolic.monomial import SCALE, UNIT, Iterated, Monomial, logarithm
from boundlab.symbolic.rational import normal
from boundlab.symbolic.spelling import unmarked

MAX_WRITTEN_OUT, MAX_LOGARITHMS = 30, 6
MAX_WRITTEN = 5_000  # nodes of terms that are written out, in all sums of a statement at all points together


class Reader(Protocol):
    """What reads parts of a sum (`growth_reader`)."""

    scales: Mapping[str, Expansion]
    field: Expansions

    def growth(self, node: ast.expr) -> Expansion:
        """Return the expansion of a tree."""

    def at(self, variable: str, value: Expansion, node: ast.expr) -> Expansion:
        """Return the expansion of a tree with a value for the variable."""

    def over(self, variable: str, field: Expansions) -> Reader:
        """Return a reader in which the variable alone tends to infinity."""

    def moves(self, node: ast.expr) -> bool:
        """Does the tree depend on a scale?"""


Factors = list[tuple[ast.expr, bool]]  # with True: a divisor


def occurs(name: str, node: ast.expr) -> bool:
    """Does the name stand in the tree?"""
    return any(isinstance(n, ast.Name) and unmarked(n.id) == name for n in ast.walk(node))


def free_names(node: ast.AST, bound: frozenset[str] = frozenset()) -> set[str]:
    """Return the names outside of the sums whose variables they are."""
    match node:
        case ast.Name(id=name):
            return {unmarked(name)} - bound
        case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=name), low, high, body]):
            ends = free_names(low, bound) | free_names(high, bound)
            return ends | free_names(body, bound | {unmarked(name)})
    return {name for child in ast.iter_child_nodes(node) for name in free_names(child, bound)}


def factors(node: ast.expr, *, divisor: bool = False) -> Factors:
    """Return the factors and divisors of a product."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            return factors(left, divisor=divisor) + factors(right, divisor=divisor ^ isinstance(op, ast.Div))
    return [(node, divisor)]


def product(parts: Factors) -> ast.expr:
    """Return the tree of a product."""
    found: ast.expr = ast.Constant(1)
    for node, divisor in parts:
        found = ast.BinOp(found, ast.Div() if divisor else ast.Mult(), node)
    return found


class Outside(ast.NodeTransformer):
    """Takes factors that do not depend on the variable out of a sum."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Change one call, after what is in it."""
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=name) as variable, low, high, body]):
                parts = [each for part in factors(body) for each in _powers_apart(unmarked(name), part)]
                inside = [p for p in parts if occurs(unmarked(name), p[0])]
                outside = [p for p in parts if p not in inside]
                if outside:
                    call = ast.Call(node.func, [variable, low, high, product(inside) if inside else _ONE], [])
                    return product([(call, False), *outside])
        return node


_ONE = ast.Constant(1)


def _powers_apart(variable: str, part: tuple[ast.expr, bool]) -> Factors:
    """Return c^A and c^B for c^(A + B), as one of A and B does not depend on the variable and neither does c."""
    match part:
        case ast.BinOp(base, ast.Pow(), ast.BinOp(a, ast.Add() | ast.Sub() as op, b)), divisor if not occurs(
            variable, base
        ) and occurs(variable, a) != occurs(variable, b):
            first, second = (ast.BinOp(base, ast.Pow(), each) for each in (a, b))
            return [
                *_powers_apart(variable, (first, divisor)),
                *_powers_apart(variable, (second, divisor ^ isinstance(op, ast.Sub))),
            ]
    return [part]


def summed(reader: Reader, variable: str, low: int, high: ast.expr, body: ast.expr) -> Expansion:
    """Return the sum of `body` over the integers from `low` to `high`."""
    f, top = reader.field, reader.growth(high)
    if f.limit(top)[0] > 0:
        return _endless(reader, variable, low, top, body)
    last = top.terms[0][1].value if len(top.terms) == 1 else ZERO if not top.terms else None
    if top.error is not None or last is None or (top.terms and top.terms[0][0] != UNIT):
        raise Vague("the end of a sum is neither a constant nor tends to infinity")
    if f.sign(normal(last - (low - 1))) <= 0:
        return f.constant(0)
    if last.value is not None and last.value <= low + MAX_WRITTEN_OUT:
        f.written.nodes += (int(last.value) + 1 - low) * sum(1 for _ in ast.walk(body))
        if f.written.nodes > MAX_WRITTEN:
            raise Vague("the terms of sums are too many to be written out")
        return f.add(*(reader.at(variable, f.constant(i), body) for i in range(low, int(last.value) + 1)))
    if (apart := _ends_of_inner(reader, variable, low, body)) is not None:
        return f.add(*(summed(reader, variable, low, high, each) for each in apart))
    kept = [part for part in factors(body) if _shape(reader, variable, {variable: low}, part[0])]
    ends = f.add(*(reader.at(variable, at, product(kept)) for at in (f.constant(low), top)))
    m, _, s = f.leading(ends)
    if s < 0:
        raise Vague("a sum of negative terms")
    return Expansion(((m, POSITIVE),))


def _ends_of_inner(reader: Reader, variable: str, low: int, body: ast.expr) -> list[ast.expr] | None:
    """Return `body` with the first and with the last term for a sum up to the variable, as large as both together."""
    parts = factors(body)
    for i, part in enumerate(parts):
        match part:
            case ast.Call(
                func=ast.Name(id="sum"), args=[ast.Name(id=name), ast.Constant(value=int(a)), ast.Name(id=end), inner]
            ), False if unmarked(end) == variable and a <= low and reader.moves(inner):
                lows = {variable: low, unmarked(name): a}
                kept = product([p for p in factors(inner) if _shape(reader, unmarked(name), lows, p[0])])
                rest = [*parts[:i], *parts[i + 1 :]]
                values = ast.Constant(a), ast.Name(end, ast.Load())
                return [product([*rest, (_Put(unmarked(name), v).visit(deepcopy(kept)), False)]) for v in values]
    return None


class _Put(ast.NodeTransformer):
    """Puts a tree for a name."""

    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.value if unmarked(node.id) == self.name else node


def _shape(reader: Reader, variable: str, lows: Mapping[str, int], node: ast.expr) -> bool:
    """Does the factor depend on the scale, its logarithm affine in the variable? False: it is a constant > 0."""
    if not reader.moves(node):
        if sign(reader, lows, node) == 1:
            return False
        raise Vague("a term of a sum has no evident sign")
    match node:
        case _ if not occurs(variable, node):
            base = node
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent) if not occurs(variable, base):
            if not _affine(variable, exponent):
                raise Vague("an exponent in a sum is not affine")
        case ast.Call(func=ast.Name(id="exp"), args=[exponent]) if _affine(variable, exponent):
            return True
        case _:
            raise Vague("a sum whose terms depend on the scale and the variable in no simple way")
    if reader.field.leading(reader.growth(base))[2] < 0:
        raise Vague("a sum of negative terms")
    return True


def _affine(variable: str, node: ast.expr) -> bool:
    if not occurs(variable, node):
        return True
    match node:
        case ast.Name():
            return True
        case ast.UnaryOp(op=ast.UAdd() | ast.USub(), operand=operand):
            return _affine(variable, operand)
        case ast.BinOp(left=a, op=ast.Add() | ast.Sub(), right=b):
            return _affine(variable, a) and _affine(variable, b)
        case ast.BinOp(left=a, op=ast.Mult(), right=b):
            free, other = (a, b) if occurs(variable, b) else (b, a)
            return not occurs(variable, free) and _affine(variable, other)
        case ast.BinOp(left=a, op=ast.Div(), right=b):
            return not occurs(variable, b) and _affine(variable, a)
    return False


def sign(reader: Reader, lows: Mapping[str, int], node: ast.expr) -> int | None:
    """Return 1 or 0 if the value is evidently > 0 or ≥ 0, and defined, for all integers from `lows` for the names."""

    def of(part: ast.expr) -> int | None:
        return sign(reader, lows, part)

    if not any(occurs(name, node) for name in lows):
        value = reader.growth(node)
        found = reader.field.leading(value)[2] if not reader.field.is_zero(value) else 0
        return found if found >= 0 else None
    match node:
        case ast.Name(id=name):
            return min(lows[unmarked(name)], 1)
        case ast.BinOp(ast.Constant(value=int(c)), ast.Add() | ast.Sub(), ast.Call(ast.Name("sin" | "cos"))) if c >= 1:
            return min(c - 1, 1)
        case ast.BinOp(left=a, op=ast.Add(), right=b):
            return None if (x := of(a)) is None or (y := of(b)) is None else max(x, y)
        case ast.BinOp(left=a, op=ast.Mult(), right=b):
            return None if (x := of(a)) is None or (y := of(b)) is None else min(x, y)
        case ast.BinOp(left=a, op=ast.Div(), right=b):
            return of(a) if of(b) == 1 else None
        case ast.BinOp(left=a, op=ast.Pow(), right=b):
            return 1 if of(a) == 1 else 0 if of(a) == 0 and of(b) == 1 else None
        case ast.Call(func=ast.Name(id="exp")):
            return 1
        case ast.Call(func=ast.Name(id="sqrt"), args=[a]):
            return of(a)
        case ast.Call(func=ast.Name(id="factorial" | "Gamma" as name), args=[a]):
            return 1 if of(a) == 1 or (of(a) == 0 and name == "factorial") else None
        case ast.Call(func=ast.Name(id="floor" | "ceil" as rounded), args=[a]):
            return None if (x := of(a)) is None else x if rounded == "ceil" else 0
        case ast.Call(func=ast.Name(id="min" | "max" as extremum), args=args):
            each = [of(a) for a in args]
            return None if None in each else (min if extremum == "min" else max)(x for x in each if x is not None)
        case ast.Call(func=ast.Name(id="log"), args=[ast.Name(id=name)]) if lows[unmarked(name)] >= 1:
            return min(lows[unmarked(name)] - 1, 1)
        case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=name), ast.Constant(value=int(a)), high, body]):
            inner = sign(reader, {**lows, unmarked(name): a}, body)
            reaches = isinstance(high, ast.Name) and lows.get(unmarked(high.id), -1) >= a
            return inner if inner is None or reaches else 0
        case ast.Call(func=ast.Name(id="log"), args=[ast.BinOp(left=a, op=ast.Add(), right=b)]):
            one, other = (a, b) if isinstance(a, ast.Constant) else (b, a)
            whole = isinstance(one, ast.Constant) and isinstance(one.value, int) and one.value >= 1
            return of(other) if whole else None
    return None


def _endless(reader: Reader, variable: str, low: int, top: Expansion, body: ast.expr) -> Expansion:
    if reader.moves(body):
        raise Vague("the terms of an endless sum depend on the scale")
    if sign(reader, {variable: low}, body) is None:
        raise Vague("a term of a sum has no evident sign")
    f = Expansions(reader.field.sign, reader.field.length, reader.field.written)
    terms = reader.over(variable, f).growth(body)
    m, _, s = f.leading(terms)
    if s < 0:
        raise Vague("a sum of negative terms")
    count = _count(f, m)
    if count is None:
        return reader.field.constant(POSITIVE)
    f = reader.field
    if count >= 0 and (found := summed_powers(f, variable, low, top, body, terms)) is not None:
        return found
    last, _, _ = f.leading(reader.at(variable, top, body))
    found = Expansion(((last, POSITIVE),))
    if count >= 0:
        found = f.multiply(found, top)
    for _ in range(count):
        top = f.logarithm(top)
        found = f.multiply(found, top)
    m, _, _ = f.leading(found)
    return Expansion(((m, POSITIVE),))


def _count(f: Expansions, m: Monomial) -> int | None:
    """Return k if the sum of m up to b is b·m(b)·log b···log_k b, -1 if it is m(b), None if it converges."""
    rest = logarithm(m)
    for k in range(MAX_LOGARITHMS):
        n: Monomial = Iterated(k + 1)
        while rest and f.sign(rest[0][1]) == 0:
            rest = rest[1:]
        order = f.monomials.compare(rest[0][0], n) if rest else -1
        if order > 0:
            if f.sign(rest[0][1]) < 0:
                return None
            if k == 0 and f.monomials.compare(rest[0][0], SCALE) >= 0:
                return -1
            raise Vague("a sum that grows faster than powers and slower than exponentials")
        slope: Expression = rest[0][1] if order == 0 else ZERO
        above = f.sign(normal(slope + ONE))
        if above:
            return k if above > 0 else None
        rest = rest[1:]
    raise Vague("a sum with too many logarithms")
