"""A side of a comparison in several scales: a sum of terms with signs, each a product of functions of one scale."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from boundlab.symbolic.differences import summands
from boundlab.symbolic.distribution import Distribution
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import number
from boundlab.symbolic.growth_reader import GrowthReader
from boundlab.symbolic.near_zero import near_zero
from boundlab.symbolic.spelling import unmarked

MAX_TERMS = 24
PLAIN, COARSE, ASSUMING = "plain", "coarse", "assuming"  # coarse: with bounds; assuming: that what may tend to 0 does


class Factor(NamedTuple):
    """A function of one scale at most, to the power of all `exponents`, and inverted or not."""

    node: ast.expr
    exponents: tuple[ast.expr | Fraction, ...] = ()
    inverted: bool = False

    def shown(self) -> str:
        """Return a text that is the same for equal factors."""
        exponents = (ast.dump(e) if isinstance(e, ast.expr) else str(e) for e in self.exponents)
        return str((ast.dump(self.node), self.inverted, *exponents))

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
Parts = tuple[list[dict[str, Expansion]], list[dict[str, Expansion]]]
MINUS = Factor(ast.Constant(-1))
INEXACT = Factor(ast.Constant(1))  # in a term of what is known up to a factor only, with which nothing cancels


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
        self,
        tree: ast.expr,
        readers: Mapping[str, GrowthReader],
        scale_of: Callable[[str], str | None],
        *,
        exact: bool = False,
        mode: str = PLAIN,
    ) -> None:
        self.readers, self.scale_of, self.mode = readers, scale_of, mode
        self.assumed: list[list[dict[str, Expansion]]] = []  # sums of positive terms that have to tend to 0
        self.positive = True  # else its terms only bound it from above
        terms = self._terms(tree)
        self.is_single = len(terms) == 1
        terms = _uncancelled(terms) if exact else terms
        found = [self._expanded(term) for term in terms]
        self.terms, self.sign = [each for each, _ in found], 1
        self.parts: list[Parts] = []  # of one sign and others, where it takes more to show that those are smaller
        if self.positive and any(sign <= 0 for _, sign in found):
            self._settle(found)
            if exact and not self.positive:
                self._multiply_out([(*each, _is_inexact(term)) for each, term in zip(found, terms, strict=True)])

    def _multiply_out(self, products: Iterable[tuple[dict[str, Expansion], int, bool]]) -> None:
        """Add up like products of monomials, if those of one sign are left then, or smaller ones."""
        total = Distribution({s: reader.field for s, reader in self.readers.items()})
        try:
            for product, sign, inexact in products:
                total.add(product, sign, inexact=inexact)
            found = total.terms()
        except Vague:
            return
        if found:
            self.terms, self.positive = [each for each, _ in found], True
            self._settle(found)

    def _settle(self, found: Sequence[tuple[dict[str, Expansion], int]]) -> None:
        """Leave out terms that are infinitely smaller than one of those of one sign, if only these are left then."""
        self.parts = []
        for sign in (1, -1):
            kept = [term for term, own in found if own == sign]
            others = [term for term, own in found if own != sign]
            if kept and all(any(self._is_smaller(term, large) for large in kept) for term in others):
                self.terms, self.sign, self.parts = kept, sign, []
                return
            if kept:
                self.parts.append((kept, others))
        self.positive = False

    def _is_smaller(self, term: Mapping[str, Expansion], large: Mapping[str, Expansion]) -> bool:
        signs = []
        for scale, reader in self.readers.items():
            size = reader.field.bound(term[scale])
            if size is None:
                return True
            signs.append(reader.field.monomials.compare(size, reader.field.leading(large[scale])[0]))
        return max(signs) <= 0 and min(signs) < 0

    def _scales(self, node: ast.expr) -> set[str]:
        return scales_in(node, self.scale_of)

    def _terms(self, node: ast.expr) -> list[Term]:
        if len(self._scales(node)) <= 1:
            return [(Factor(node),)]
        if small := self._near_zero(node):
            return small
        match node:
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                found = self._terms(left) + self._terms(right)
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                found = self._terms(left) + [(MINUS, *term) for term in self._terms(right)]
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as op, operand=operand):
                found = self._terms(operand)
                if isinstance(op, ast.USub):
                    found = [(MINUS, *term) for term in found]
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
                found = self._sizes([term for part in args for term in self._terms(part)])
            case ast.Call(func=ast.Name(id="abs"), args=[argument], keywords=[]):
                found = self._terms(argument)
                if len(found) > 1 or not (sign := self._expanded(found[0])[1]):
                    found = self._sizes(found)
                else:
                    found = [(INEXACT, *([MINUS] if sign < 0 else []), *found[0])]
            case ast.Call(func=ast.Name(id="sin" | "cos"), keywords=[]):
                found = [(INEXACT, Factor(self._wave()))]
            case ast.Call(func=ast.Name(id="log"), args=[argument], keywords=[]):
                found = self._logarithms(argument)
            case ast.Call(func=ast.Name(id="floor" | "ceil"), args=[argument], keywords=[]):
                found = self._rounded(self._terms(argument))
            case _:
                raise Vague("a function of several scales that is no sum of products")
        if len(found) > MAX_TERMS:
            raise Vague("too many terms in several scales")
        return found

    def _sizes(self, terms: list[Term]) -> list[Term]:
        """Return terms of what is known up to a factor if all are positive; else they only bound it from above."""
        if any(self._expanded(term)[1] <= 0 for term in terms):
            self.positive = False
        return [(INEXACT, *(factor for factor in term if factor is not MINUS)) for term in terms]

    def _rounded(self, terms: list[Term]) -> list[Term]:
        """Return terms as large as floor or ceil of what tends to ∞, and bounds of it for anything else."""
        one = {s: reader.field.constant(1) for s, reader in self.readers.items()}
        signed = [self._expanded(term) for term in terms]
        if all(sign > 0 for _, sign in signed) and any(self._is_smaller(one, term) for term, _ in signed):
            return [(INEXACT, *term) for term in terms]
        self.positive = False
        return [*self._sizes(terms), (INEXACT,)]

    def _near_zero(self, node: ast.expr) -> list[Term]:
        """Return the terms of u^k for a function that is as large for u → 0; nothing for any other."""
        near = near_zero(node)
        if near is None:
            return []
        found = self._vanishing(near.argument)
        if not found and near.always and self.mode == COARSE and (found := self._nonnegative(near.argument)):
            self.positive = False
        power = () if near.power == 1 else (Fraction(near.power),)
        return [tuple(f._replace(exponents=(*f.exponents, *power)) for f in term) for term in found]

    def _nonnegative(self, argument: ast.expr) -> list[Term]:
        """Return the terms of a sum of positive terms, known up to a factor, nothing for any other."""
        before, self.positive = self.positive, True
        try:
            terms = self._terms(argument)
            fine = self.positive and all(self._expanded(term)[1] > 0 for term in terms)
        except Vague:
            fine = False
        self.positive = before
        return [(INEXACT, *term) for term in terms] if fine else []

    def _vanishing(self, argument: ast.expr) -> list[Term]:
        """Return the terms of a sum of positive terms that tend to 0, or are assumed to; nothing for any other."""
        found = self._nonnegative(argument)
        terms = [self._expanded(term)[0] for term in found]
        one = {s: reader.field.constant(1) for s, reader in self.readers.items()}
        if all(self._is_smaller(term, one) for term in terms):
            return found
        if self.mode != ASSUMING:
            return []
        self.assumed.append(terms)
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
        match argument:
            case ast.Call(func=ast.Name(id="exp"), args=[exponent], keywords=[]):
                return self._terms(exponent)
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent) if self._scales(exponent):
                log = ast.Call(ast.Name("log", ast.Load()), [base], [])
                return self._terms(ast.BinOp(exponent, ast.Mult(), log))
        if self.mode == ASSUMING and (near := self._logarithm_near_one(argument)):
            return near
        before, self.positive = self.positive, True
        terms = self._terms(argument)
        signed = [self._expanded(term) for term in terms]
        if not self.positive or any(sign <= 0 for _, sign in signed):
            raise Vague("a logarithm in several scales of what may not be positive")
        self.positive, expanded = before, [each for each, _ in signed]
        fields = {s: reader.field for s, reader in self.readers.items()}
        kept = [
            term
            for i, (term, mine) in enumerate(zip(terms, expanded, strict=True))
            if not any(i != j and dominates(fields, other, mine, i < j) for j, other in enumerate(expanded))
        ]
        found: dict[str, Term] = {}
        falling = 0
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
                    falling += 1
                    total = ast.UnaryOp(ast.USub(), total)
                if infinite:
                    found[ast.dump(total)] = (INEXACT, Factor(total))
        if not found:
            if near := self._logarithm_near_one(argument):
                return near
            raise Vague("a logarithm of what stays bounded in several scales")
        if falling and len(kept) == 1 and falling == len(found):  # it is minus the sum
            return [(MINUS, *term) for term in found.values()]
        above_one = self._beside_one(argument) if falling and self.mode == COARSE else None
        if above_one is not None and (found_above := self._nonnegative(above_one)):
            self.positive = False  # log(1 + u) ≤ u
            return found_above
        if falling and self.mode == COARSE and len(terms) == 1:  # |log q| ≤ 2(√q + 1/√q)
            self.positive = False
            root = tuple(f._replace(exponents=(*f.exponents, Fraction(1, 2))) for f in terms[0])
            return [(INEXACT, *root), (INEXACT, *(f._replace(inverted=not f.inverted) for f in root))]
        self.positive = self.positive and not falling
        return list(found.values())

    def _logarithm_near_one(self, argument: ast.expr) -> list[Term]:
        """Return u for log(1 + u), u → 0 being a sum of positive terms, else nothing."""
        rest = self._beside_one(argument)
        return [] if rest is None else self._vanishing(rest)

    def _beside_one(self, node: ast.expr) -> ast.expr | None:
        """Return u where the tree is 1 + u, as it is written."""
        parts = summands(node)
        ones = [part for part in parts if part[0] > 0 and isinstance(part[1], ast.Constant) and part[1].value == 1]
        rest = [part for part in parts if part is not ones[0]] if ones else []
        if not rest or any(sign < 0 for sign, _ in rest):
            return None
        total = rest[0][1]
        for _, each in rest[1:]:
            total = ast.BinOp(total, ast.Add(), each)
        return total

    def _single(self, node: ast.expr) -> Term:
        found, certain = self._judged(node)
        if len(found) != 1 or not certain:
            raise Vague("a divisor or exponent of several terms in several scales")
        return found[0]

    def _judged(self, node: ast.expr) -> tuple[list[Term], bool]:
        """Return the terms of a tree, and whether they are more than a bound from above."""
        before, self.positive = self.positive, True
        found = self._terms(node)
        certain, self.positive = self.positive, self.positive and before
        return found, certain

    def _powers(self, base: ast.expr, exponent: ast.expr | Fraction) -> list[Term]:
        found, certain = self._judged(base)
        power = next((k for k in (2, 3) if isinstance(exponent, ast.Constant) and exponent.value == k), 0)
        if len(found) > 1 and power and len(found) ** power <= MAX_TERMS:
            choices = itertools.product(found, repeat=power)
            return [tuple(f for term in chosen for f in term) for chosen in choices]
        if len(found) > 1:
            found = self._sizes(found)
        if (len(found) > 1 or not certain) and not isinstance(exponent, Fraction):
            reader = next(iter(self.readers.values()))
            if reader.field.leading(reader.growth(exponent))[2] < 0:
                raise Vague("a negative power of several terms in several scales")
        return [tuple(f._replace(exponents=(*f.exponents, exponent)) for f in term) for term in found]

    def _expanded(self, term: Term) -> tuple[dict[str, Expansion], int]:
        """Return the term in every scale, and its sign, 0 if it is not known."""
        first = next(iter(self.readers))
        total = 1
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
                total *= reader.field.leading(value)[2]
            except Vague:
                total = 0
                if factor.inverted:
                    raise
            found[scale] = reader.field.multiply(
                found[scale], reader.field.inverse(value) if factor.inverted else value
            )
        return found, total


def _is_inexact(term: Term) -> bool:
    """Is the term known up to a factor only? A power of what is inexact is, too."""
    return any(f.node is INEXACT.node for f in term)


def _uncancelled(terms: list[Term]) -> list[Term]:
    """Return the terms without pairs of equal ones with opposite signs."""
    kept: list[tuple[tuple[str, ...], bool, Term]] = []
    for term in terms:
        key = tuple(sorted(f.shown() for f in term if f is not MINUS))
        minus = term.count(MINUS) % 2 == 1
        same = next((each for each in kept if each[0] == key and each[1] != minus), None)
        if same is None or _is_inexact(term):
            kept.append((key, minus, term))
        else:
            kept.remove(same)
    return [term for _, _, term in kept]
