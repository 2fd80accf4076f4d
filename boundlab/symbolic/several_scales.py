"""Comparisons of orders in several scales that tend to their limits independently of each other: a partial order.

A side is a sum of positive terms, a term a product of functions of one scale each. A term is dominated if it is in
every scale by one term of the other side, or its k-th power by a product of k of them: the geometric mean is at most
the sum. It is not if, with the scales far apart in some order, it exceeds all terms of the other side: the first
scale in which they differ decides.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import number
from boundlab.symbolic.growth_reader import GrowthReader
from boundlab.symbolic.joint_exponents import Logarithms
from boundlab.symbolic.quotients import Decimals, Quotients, times
from boundlab.symbolic.spelling import unmarked

MAX_TERMS, MAX_MEAN = 12, 3


class Factor(NamedTuple):
    """A function of one scale at most, to the power of all `exponents`, and inverted or not."""

    node: ast.expr
    exponents: tuple[ast.expr | Fraction, ...] = ()
    inverted: bool = False

    def logarithm(self) -> ast.expr:
        """Return the tree of its logarithm."""
        found: ast.expr = ast.Call(ast.Name("log", ast.Load()), [self.node], [])
        for e in self.exponents:
            part = (
                ast.BinOp(ast.Constant(e.numerator), ast.Div(), ast.Constant(e.denominator))
                if isinstance(e, Fraction)
                else e
            )
            found = ast.BinOp(part, ast.Mult(), found)
        return ast.UnaryOp(ast.USub(), found) if self.inverted else found


Term = tuple[Factor, ...]


def scales_in(node: ast.expr, scale_of: Callable[[str], str | None]) -> set[str]:
    """Return the scales on which a tree depends."""
    names = (unmarked(n.id) for n in ast.walk(node) if isinstance(n, ast.Name))
    return {s for name in names if (s := scale_of(name)) is not None}


def dominates(
    fields: Mapping[str, Expansions], above: Mapping[str, Expansion], below: Mapping[str, Expansion], strict: bool
) -> bool:
    """Is one term at least as large as another in every scale (`strict`: larger in one)?"""
    signs = [f.monomials.compare(f.leading(above[s])[0], f.leading(below[s])[0]) for s, f in fields.items()]
    return min(signs) >= 0 and (not strict or max(signs) > 0)


class Side:
    """The terms of one side, each as an expansion in every scale."""

    def __init__(
        self, tree: ast.expr, readers: Mapping[str, GrowthReader], scale_of: Callable[[str], str | None]
    ) -> None:
        self.readers, self.scale_of = readers, scale_of
        self.positive = True  # else its terms only bound it from above
        self.terms = [self._expanded(term) for term in self._terms(tree)]

    def _scales(self, node: ast.expr) -> set[str]:
        return scales_in(node, self.scale_of)

    def _terms(self, node: ast.expr) -> list[Term]:
        if len(self._scales(node)) <= 1:
            return [(Factor(node),)]
        match node:
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                found = self._terms(left) + self._terms(right)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                self.positive = False
                found = self._terms(left) + self._terms(right)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as op, operand=operand):
                self.positive = self.positive and isinstance(op, ast.UAdd)
                found = self._terms(operand)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                found = [(*a, *b) for a in self._terms(left) for b in self._terms(right)]
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                below = self._single(right)
                inverse = tuple(f._replace(inverted=not f.inverted) for f in below)
                found = [(*a, *inverse) for a in self._terms(left)]
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent) if not self._scales(exponent):
                found = self._powers(base, exponent)
            case ast.Call(func=ast.Name(id="sqrt"), args=[base], keywords=[]):
                found = self._powers(base, Fraction(1, 2))
            case ast.Call(func=ast.Name(id="exp"), args=[ast.BinOp(left=a, op=ast.Add() | ast.Sub() as op, right=b)]):
                one, other = (self._single(ast.Call(ast.Name("exp", ast.Load()), [part], [])) for part in (a, b))
                inverted = isinstance(op, ast.Sub)
                found = [(*one, *(f._replace(inverted=f.inverted != inverted) for f in other))]
            case ast.Call(func=ast.Name(id="max"), args=args, keywords=[]):
                found = [term for part in args for term in self._terms(part)]
            case ast.Call(func=ast.Name(id="abs"), args=[argument], keywords=[]):
                found = self._terms(argument)
                self.positive = self.positive and len(found) == 1
            case ast.Call(func=ast.Name(id="sin" | "cos"), keywords=[]):
                found = [(Factor(self._wave()),)]
            case ast.Call(func=ast.Name(id="log"), args=[argument], keywords=[]):
                found = self._logarithms(argument)
            case _:
                raise Vague("a function of several scales that is no sum of products")
        if len(found) > MAX_TERMS:
            raise Vague("too many terms in several scales")
        return found

    def _wave(self) -> ast.expr:
        """Return a tree of what stays in [-1, 1]."""
        base = next(iter(self.readers))
        variable: ast.expr = ast.Name(base, ast.Load())
        reader = self.readers[base]
        if reader.field.limit(reader.growth(variable))[0] == 0:
            variable = ast.BinOp(ast.Constant(1), ast.Div(), variable)
        return ast.Call(ast.Name("sin", ast.Load()), [variable], [])

    def _logarithms(self, argument: ast.expr) -> list[Term]:
        """Return what log(Σ terms) is, up to a factor: the sum of the logarithms of the terms that dominate.

        Where such a logarithm tends to -∞ in a scale, their absolute values only bound it from above.
        """
        before, self.positive = self.positive, True
        terms = self._terms(argument)
        expanded = [self._expanded(term) for term in terms]
        if not self.positive:
            raise Vague("a logarithm in several scales of what may not be positive")
        self.positive = before
        fields = {s: reader.field for s, reader in self.readers.items()}
        kept = [
            term
            for i, (term, mine) in enumerate(zip(terms, expanded, strict=True))
            if not any(i != j and dominates(fields, other, mine, i < j) for j, other in enumerate(expanded))
        ]
        found: dict[str, Term] = {}
        for term in kept:
            for scale in self.readers:
                logs = [f.logarithm() for f in term if next(iter(self._scales(f.node)), None) == scale]
                if not logs:
                    continue
                total = logs[0]
                for each in logs[1:]:
                    total = ast.BinOp(total, ast.Add(), each)
                reader = self.readers[scale]
                infinite, _, _ = reader.field.limit(reader.growth(total))
                if infinite < 0:
                    self.positive = False
                    total = ast.UnaryOp(ast.USub(), total)
                if infinite:
                    found[ast.dump(total)] = (Factor(total),)
        if not found:
            raise Vague("a logarithm of what stays bounded in several scales")
        return list(found.values())

    def _single(self, node: ast.expr) -> Term:
        found = self._terms(node)
        if len(found) != 1:
            raise Vague("a divisor or exponent of several terms in several scales")
        return found[0]

    def _powers(self, base: ast.expr, exponent: ast.expr | Fraction) -> list[Term]:
        found = self._terms(base)
        if len(found) > 1 and not isinstance(exponent, Fraction):
            reader = next(iter(self.readers.values()))
            if reader.field.leading(reader.growth(exponent))[2] < 0:
                raise Vague("a negative power of several terms in several scales")
        return [tuple(f._replace(exponents=(*f.exponents, exponent)) for f in term) for term in found]

    def _expanded(self, term: Term) -> dict[str, Expansion]:
        first = next(iter(self.readers))
        found = {scale: reader.field.constant(1) for scale, reader in self.readers.items()}
        for factor in term:
            scale = next(iter(self._scales(factor.node)), first)
            reader = self.readers[scale]
            value = reader.growth(factor.node)
            for exponent in factor.exponents:
                value = (
                    reader.field.power(value, number(exponent))
                    if isinstance(exponent, Fraction)
                    else reader.raised_to(value, reader.growth(exponent))
                )
            try:
                positive = reader.field.leading(value)[2] > 0
            except Vague:
                positive = False
                if factor.inverted:
                    raise
            self.positive = self.positive and positive
            found[scale] = reader.field.multiply(
                found[scale], reader.field.inverse(value) if factor.inverted else value
            )
        return found


def compared(
    left: str,
    relation: str,
    right: str,
    readers: Callable[[str], Mapping[str, GrowthReader]],
    scale_of: Callable[[str], str | None],
) -> bool:
    """Is `left relation right` true? Raises Vague where that is not found."""
    trees, mine = trees_of((left, right), readers), readers(left)
    try:
        fields = {s: reader.field for s, reader in mine.items()}
        return Comparison(fields, *sides(trees, mine, scale_of)).holds(relation)
    except Vague as reason:
        try:
            return Logarithms(mine, lambda node: scales_in(node, scale_of)).holds(trees[0], relation, trees[1])
        except Vague:
            raise reason from None


def sides(
    trees: Sequence[ast.expr], mine: Mapping[str, GrowthReader], scale_of: Callable[[str], str | None]
) -> tuple[Side, Side]:
    """Return both sides of a comparison, multiplied out; raises Vague for what is no quotient of sums of products."""
    first = next(iter(mine.values()))

    def is_single(node: ast.expr) -> bool:
        try:
            return len(Side(node, mine, scale_of).terms) == 1
        except Vague:
            return False

    quotients = Quotients(
        lambda node: len(scales_in(node, scale_of)) > 1, is_single, lambda e: first.field.leading(first.growth(e))[2]
    )
    (a, b), (c, d) = map(quotients.of, trees)
    if any(not Side(node, mine, scale_of).positive for node in quotients.positive):
        raise Vague("a divisor or a minimum in several scales may not be positive")
    return Side(times(a, d), mine, scale_of), Side(times(c, b), mine, scale_of)


def trees_of(texts: Sequence[str], readers: Callable[[str], Mapping[str, GrowthReader]]) -> list[ast.expr]:
    """Return the trees of texts, which may then be put together; raises BoundlabError for what is none."""
    found = []
    for text in texts:
        reader = next(iter(readers(text).values()))
        found.append(Decimals(reader.constant).visit(reader.read(lambda tree: tree)))
    return found


class Comparison:
    """Products of terms compared in every scale: 1, 0, -1 for faster, as fast, slower."""

    def __init__(self, fields: Mapping[str, Expansions], left: Side, right: Side) -> None:
        self.fields, self.left, self.right = fields, left.terms, right.terms
        self.positive = left.positive, right.positive

    def holds(self, relation: str) -> bool:
        """Does `left relation right` hold? Raises Vague where that is not found."""
        if not self.positive[1] or (relation == "≍" and not self.positive[0]):
            raise Vague("terms in several scales may cancel")
        if relation == "≍":
            answers = [
                self._dominated(a, b, strictly=False) for a, b in ((self.left, self.right), (self.right, self.left))
            ]
        else:
            answers = [self._dominated(self.left, self.right, strictly=relation == "≺")]
        if False in answers:
            return False
        if None in answers:
            raise Vague("no term in several scales dominates another")
        return True

    def _dominated(
        self, below: Sequence[dict[str, Expansion]], above: Sequence[dict[str, Expansion]], *, strictly: bool
    ) -> bool | None:
        answers = [self._term(term, above, strictly=strictly) for term in below]
        return False if False in answers else None if None in answers else True

    def _term(
        self, term: dict[str, Expansion], above: Sequence[dict[str, Expansion]], *, strictly: bool
    ) -> bool | None:
        for k in range(1, MAX_MEAN + 1):
            for chosen in itertools.combinations_with_replacement(above, k):
                signs = [self._sign(s, term, chosen) for s in self.fields]
                if max(signs) <= 0 and (not strictly or min(signs) < 0):
                    return True
        if not self.positive[0]:
            return None
        each = [{s: self._sign(s, term, [other]) for s in self.fields} for other in above]
        least = 0 if strictly else 1
        for order in itertools.permutations(self.fields):
            if all(_first(signs[s] for s in order) >= least for signs in each):
                return False
        return None

    def _sign(self, scale: str, term: dict[str, Expansion], others: Sequence[dict[str, Expansion]]) -> int:
        """Compare the term to the power len(others) with the product of the others, in one scale."""
        field = self.fields[scale]
        left = right = field.constant(1)
        for other in others:
            left, right = field.multiply(left, term[scale]), field.multiply(right, other[scale])
        above = field.bound(left)
        return -1 if above is None else field.monomials.compare(above, field.leading(right)[0])


def _first(signs: Iterable[int]) -> int:
    return next((s for s in signs if s), 0)
