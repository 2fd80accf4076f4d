"""Logarithms of orders in several scales where these meet in exponents, as in x^y: sums of products of monomials.

A product of functions of one scale each has a logarithm that is a sum; a power has that of its base times the exponent.
A side is compared by the difference D of such logarithms: it is bounded from above if each positive product in it is
bounded or strictly dominated by a negative one, and tends to ∞ if, with the scales far apart in some order, a
positive one exceeds all others.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from boundlab.errors import BoundlabError
from boundlab.symbolic.expansion import Expansion, Vague
from boundlab.symbolic.expression import ONE, Expression, number
from boundlab.symbolic.growth_reader import GrowthReader
from boundlab.symbolic.monomial import UNIT, Monomial, Sum, exponential
from boundlab.symbolic.rational import normal

MAX_SIZE, MAX_POWER = 60, 6
Key = tuple[Monomial, ...]


class Below(Protocol):
    """Says whether a ≲ b, or a ≺ b, is known."""

    def __call__(self, a: Key, b: Key, *, strictly: bool) -> bool:
        """Return whether it is."""


class Products(NamedTuple):
    """Σ coefficient·∏ monomials, one monomial of each scale, and errors O(∏ monomials)."""

    terms: tuple[tuple[Key, Expression], ...]
    errors: tuple[Key, ...] = ()


class Logarithms:
    """Reads logarithms of trees, and compares them; `below(a, b, strictly=…)` says whether a ≲ b, or a ≺ b, follows
    from what is known."""

    def __init__(
        self,
        readers: Mapping[str, GrowthReader],
        scales_of: Callable[[ast.expr], set[str]],
        below: Below | None = None,
    ) -> None:
        self.readers, self.scales_of = readers, scales_of
        self.below = below or self._in_every_scale
        self.names = list(readers)
        self.sign = next(iter(readers.values())).field.sign

    def holds(self, left: ast.expr, relation: str, right: ast.expr) -> bool:
        """Does the relation hold between two sums of positive terms? Raises Vague where that is not found."""
        above, below = ([self.logarithm(term) for term in self.summands(side)] for side in (left, right))
        pairs = [(above, below), (below, above)] if relation == "≍" else [(above, below)]
        gaps = [[[self.less(a, b) for b in others] for a in own] for own, others in pairs]
        if all(any(self.falls(g) if relation == "≺" else self.stays(g) for g in row) for way in gaps for row in way):
            return True
        if any(all(map(self.rises, row)) for way in gaps for row in way if len(row) == 1):
            return False
        raise Vague("exponents in several scales do not compare")

    def summands(self, node: ast.expr) -> list[ast.expr]:
        """Return the terms of a sum in several scales."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and len(self.scales_of(node)) > 1:
            return self.summands(node.left) + self.summands(node.right)
        return [node]

    def logarithm(self, node: ast.expr) -> Products:
        """Return the logarithm of a tree, up to O(1)."""
        scales = self.scales_of(node)
        if len(scales) <= 1:
            reader = self.readers[next(iter(scales), self.names[0])]
            try:
                return self.lifted(reader.logarithm_of(node), scales)
            except BoundlabError as error:
                raise Vague(f"a logarithm in several scales: {error.reason}") from None
        match node:
            case ast.BinOp(left=a, op=ast.Mult() | ast.Div() as op, right=b):
                one, other = self.logarithm(a), self.logarithm(b)
                return self.added(one, other) if isinstance(op, ast.Mult) else self.less(one, other)
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
                return self.product(self.value(exponent), self.logarithm(base))
            case ast.Call(func=ast.Name(id="exp"), args=[argument], keywords=[]):
                return self.value(argument)
            case ast.Call(func=ast.Name(id="sqrt"), args=[argument], keywords=[]):
                return self.scaled(self.logarithm(argument), ONE / number(2))
        raise Vague("a function of several scales that is no product of powers")

    def value(self, node: ast.expr) -> Products:
        """Return a tree as a sum of products."""
        scales = self.scales_of(node)
        if len(scales) <= 1:
            return self.lifted(self.readers[next(iter(scales), self.names[0])].growth(node), scales)
        match node:
            case ast.BinOp(left=a, op=ast.Add() | ast.Sub() as op, right=b):
                one, other = self.value(a), self.value(b)
                return self.added(one, other) if isinstance(op, ast.Add) else self.less(one, other)
            case ast.BinOp(left=a, op=ast.Mult(), right=b):
                return self.product(self.value(a), self.value(b))
            case ast.BinOp(left=a, op=ast.Div(), right=b) if len(self.scales_of(b)) <= 1:
                inverse = ast.BinOp(b, ast.Pow(), ast.UnaryOp(ast.USub(), ast.Constant(1)))
                return self.product(self.value(a), self.value(inverse))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.scaled(self.value(operand), number(-1))
            case ast.BinOp(left=a, op=ast.Pow(), right=ast.Constant(value=int(k))) if 1 <= k <= MAX_POWER:
                found = self.value(a)
                for _ in range(k - 1):
                    found = self.product(found, self.value(a))
                return found
            case ast.Call(func=ast.Name(id="log"), args=[argument], keywords=[]):
                return self.logarithm(argument)
        raise Vague("an exponent in several scales that is no sum of products")

    def lifted(self, a: Expansion, scales: set[str]) -> Products:
        """Return a function of one scale as one of all."""
        place = self.names.index(next(iter(scales), self.names[0]))

        def key(m: Monomial) -> Key:
            return tuple(m if i == place else UNIT for i in range(len(self.names)))

        errors = [key(m) for m, c in a.terms if c.value is None] + ([key(a.error)] if a.error is not None else [])
        return Products(tuple((key(m), c.value) for m, c in a.terms if c.value is not None), tuple(errors))

    def added(self, a: Products, b: Products) -> Products:
        found: list[tuple[Key, Expression]] = list(a.terms)
        for key, c in b.terms:
            i = next((i for i, (other, _) in enumerate(found) if not any(self.orders(key, other))), None)
            if i is None:
                found.append((key, c))
            else:
                found[i] = key, normal(found[i][1] + c)
        if len(found) + len(a.errors) + len(b.errors) > MAX_SIZE:
            raise Vague("too many terms in several scales")
        return Products(tuple((k, c) for k, c in found if c.value != 0), a.errors + b.errors)

    def scaled(self, a: Products, factor: Expression) -> Products:
        return Products(tuple((key, normal(c * factor)) for key, c in a.terms), a.errors)

    def less(self, a: Products, b: Products) -> Products:
        return self.added(a, self.scaled(b, number(-1)))

    def product(self, a: Products, b: Products) -> Products:
        found = Products(())
        for key, c in a.terms:
            terms = tuple((self.times(key, other), normal(c * d)) for other, d in b.terms)
            found = self.added(found, Products(terms, tuple(self.times(key, e) for e in b.errors)))
        keys = [key for key, _ in b.terms] + list(b.errors)
        return self.added(found, Products((), tuple(self.times(e, key) for e in a.errors for key in keys)))

    def times(self, a: Key, b: Key) -> Key:
        fields = (self.readers[name].field.monomials for name in self.names)
        return tuple(f.product(m, n) for f, m, n in zip(fields, a, b, strict=True))

    def orders(self, a: Key, b: Key) -> list[int]:
        fields = (self.readers[name].field.monomials for name in self.names)
        return [f.compare(m, n) for f, m, n in zip(fields, a, b, strict=True)]

    def _in_every_scale(self, a: Key, b: Key, *, strictly: bool) -> bool:
        orders = self.orders(a, b)
        return max(orders) <= 0 and (not strictly or min(orders) < 0)

    def stays(self, gap: Products) -> bool:
        """Is it seen to be bounded from above?"""
        below = [key for key, c in gap.terms if self.sign(c) < 0]
        positive = (key for key, c in gap.terms if self.sign(c) > 0)
        return self._falls_as_product(gap) or all(
            self.below(key, self.one, strictly=False) or any(self.below(key, other, strictly=True) for other in below)
            for key in (*positive, *gap.errors)
        )

    def falls(self, gap: Products) -> bool:
        """Is it seen to tend to -∞?"""
        below = [key for key, c in gap.terms if self.sign(c) < 0]
        if self._falls_as_product(gap):
            return True
        return self.stays(gap) and any(self.below(self.one, key, strictly=True) for key in below)

    def _falls_as_product(self, gap: Products) -> bool:
        """Is it M·(log(a/b) + O(1)) with one M, not tending to 0, and is it known that a ≺ b?"""
        for i, name in enumerate(self.names):
            field = self.readers[name].field.monomials
            for m in dict.fromkeys(key[i] for key, _ in gap.terms):
                if field.compare(m, UNIT) < 0:
                    continue
                inverse = (*self.one[:i], field.power(m, number(-1)), *self.one[i + 1 :])
                rest = [(k, c) for key, c in gap.terms if any(self.orders(k := self.times(key, inverse), self.one))]
                bounded = all(max(self.orders(self.times(key, inverse), self.one)) <= 0 for key in gap.errors)
                product = self._exponential(rest) if bounded else None
                if product is not None and self.below(product, self.one, strictly=True):
                    return True
        return False

    def _exponential(self, terms: Sequence[tuple[Key, Expression]]) -> Key | None:
        """Return e^(Σ c·key), None if a key is no monomial of one scale that tends to infinity."""
        sums: list[Sum] = [()] * len(self.names)
        for key, c in terms:
            places = [i for i, m in enumerate(key) if m != UNIT]
            if len(places) != 1:
                return None
            i = places[0]
            field = self.readers[self.names[i]].field.monomials
            if field.compare(key[i], UNIT) <= 0:
                return None
            sums[i] = field.added(sums[i], ((key[i], c),))
        return tuple(map(exponential, sums))

    def rises(self, gap: Products) -> bool:
        """Does it tend to ∞ where the scales are far apart in some order?"""
        others = [*(key for key, c in gap.terms if self.sign(c) < 0), *gap.errors, self.one]
        return any(
            all(next((o for o in map(orders.__getitem__, places) if o), 0) > 0 for orders in rows)
            for rows in ([self.orders(key, other) for other in others] for key, c in gap.terms if self.sign(c) > 0)
            for places in itertools.permutations(range(len(self.names)))
        )

    @property
    def one(self) -> Key:
        return tuple(UNIT for _ in self.names)
