"""A tree in several scales as numerator over denominator, up to a factor between constants > 0.

The least of n positive functions is between 1/h and n/h with h the sum of their inverses.
"""

from __future__ import annotations

from typing import Protocol

from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Extremum,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
)

Quotient = tuple[Expression, Expression | None]
ONE = Numeral(1)


class Sides(Protocol):
    """What is known of trees (`several`)."""

    def mixed(self, tree: Expression) -> bool:
        """Return whether the tree depends on several scales."""

    def single(self, tree: Expression) -> bool:
        """Return whether the tree is one product of functions of one scale."""

    def sign(self, tree: Expression) -> int:
        """Return the sign of an exponent."""


def product(*factors: Expression | None) -> Expression:
    """Return the product of the factors, None standing for 1."""
    kept = [factor for factor in factors if factor is not None and factor != ONE]
    return Product(tuple((1, factor) for factor in kept)) if len(kept) > 1 else kept[0] if kept else ONE


def quotient_of(tree: Expression, sides: Sides, positive: list[Expression]) -> Quotient:
    """Return numerator and denominator; what has to be positive for it is added to `positive`."""

    def of(part: Expression) -> Quotient:
        return quotient_of(part, sides, positive)

    if not sides.mixed(tree):
        return tree, None
    match tree:
        case Negative(operand):
            above, below = of(operand)
            return Negative(above), below
        case Sum(operands):
            parts = [(sign, *of(operand)) for sign, operand in operands]
            if all(below is None for _, _, below in parts):
                return Sum(tuple((sign, above) for sign, above, _ in parts)), None
            belows = [below for _, _, below in parts]
            terms = [
                (sign, product(above, *(b for j, b in enumerate(belows) if j != i)))
                for i, (sign, above, _) in enumerate(parts)
            ]
            return Sum(tuple(terms)), product(*belows)
        case Product(operands):
            over: list[Expression | None] = []
            under: list[Expression | None] = []
            plain: list[tuple[int, Expression]] = []
            for sign, operand in operands:
                above, below = of(operand)
                if sign > 0:
                    over, under = [*over, above], [*under, below]
                elif below is None and sides.single(above):
                    plain.append((-1, above))
                else:
                    positive.append(above)
                    over, under = [*over, below], [*under, above]
            whole = product(*over)
            whole = Product(((1, whole), *plain)) if plain else whole
            return whole, (product(*under) if any(under) else None)
        case Power(base, exponent) if not sides.mixed(exponent):
            above, below = of(base)
            if below is None and sides.single(above):
                return tree, None
            sign = sides.sign(exponent)
            if not sign:
                raise Unclear("a power of several terms in several scales")
            if sign < 0:
                positive.append(above)
                above, below, exponent = product(below), above, Negative(exponent)
            return Power(above, exponent), (None if below is None else Power(below, exponent))
        case Call("sqrt", (base,)):
            above, below = of(base)
            return Call("sqrt", (above,)), (None if below is None else Call("sqrt", (below,)))
        case Extremum("max", (a, Negative(b))) if a == b:
            return tree, None
        case Extremum("max", arguments):
            parts = [(1, *of(argument)) for argument in arguments]
            if all(below is None for _, _, below in parts):
                return Extremum("max", tuple(above for _, above, _ in parts)), None
            positive += arguments
            return of(Sum(tuple((1, argument) for argument in arguments)))
        case Extremum("min", (argument,)):
            return of(argument)
        case Extremum("min", arguments):
            positive += arguments
            return of(Product(((-1, Sum(tuple((1, Product(((-1, argument),))) for argument in arguments))),)))
    return tree, None
