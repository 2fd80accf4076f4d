"""Orders in several scales that tend to their limits independently: sums of products of functions of one scale, again.

A term is dominated by the geometric mean of terms of the other side if it is in every scale. It is not dominated by
their sum if it exceeds each where the first scale, in some order of the scales, in which they differ decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations_with_replacement, permutations

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.magnitudes import Germ
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Extremum,
    Name,
    Negative,
    Power,
    Product,
    Sum,
    walk,
)

MAX_TERMS = 12
MAX_MEAN = 3
Exponent = Expression | Fraction
Factors = list[tuple[Expression, tuple[Exponent, ...]]]
Germs = dict[str, Germ]


class Terms:
    """The terms of a side: `germs` in every scale; unless `certain`, they only bound the side from above."""

    def __init__(
        self, tree: Expression, readings: Mapping[str, Reading], scale_of: Callable[[str], str | None]
    ) -> None:
        self.readings, self.scale_of, self.certain = readings, scale_of, True
        self.germs = [self._germs(factors) for factors in self._split(tree)]

    def _scales(self, tree: Expression) -> set[str]:
        found = {self.scale_of(node.text) for node in walk(tree) if isinstance(node, Name)}
        return {scale for scale in found if scale is not None}

    def _split(self, tree: Expression) -> list[Factors]:
        if len(self._scales(tree)) < 2:
            return [[(tree, ())]]
        found: list[Factors] = []
        match tree:
            case Sum(operands):
                self.certain = self.certain and all(sign > 0 for sign, _ in operands)
                found = [term for _, operand in operands for term in self._split(operand)]
            case Negative(operand):
                self.certain = False
                found = self._split(operand)
            case Product(operands):
                found = [[]]
                for sign, operand in operands:
                    parts = self._split(operand)
                    if sign < 0:
                        parts = [self._raised(self._only(parts), Fraction(-1))]
                    found = [[*a, *b] for a in found for b in parts]
                    self._few(found)
            case Power(base, exponent) if not self._scales(exponent):
                found = self._split(base)
                if len(found) > 1:
                    reading = next(iter(self.readings.values()))
                    if reading.scale.leading(reading.germ(exponent))[2] < 0:
                        raise Unclear("a negative power of a sum in several scales")
                found = [self._raised(term, exponent) for term in found]
            case Call("sqrt", (base,)):
                found = [self._raised(term, Fraction(1, 2)) for term in self._split(base)]
            case Call("exp", (Sum(operands),)):
                found = [[]]
                for sign, operand in operands:
                    part = self._only(self._split(Call("exp", (operand,))))
                    found = [[*found[0], *(part if sign > 0 else self._raised(part, Fraction(-1)))]]
            case Extremum("max", arguments) if not any(isinstance(each, Negative) for each in arguments):
                found = [term for argument in arguments for term in self._split(argument)]
            case _:
                raise Unclear("a function of several scales that is no sum of products")
        self._few(found)
        return found

    def _few(self, terms: list[Factors]) -> None:
        if len(terms) > MAX_TERMS:
            raise Unclear("too many terms in several scales")

    def _only(self, terms: list[Factors]) -> Factors:
        if len(terms) != 1:
            raise Unclear("one term is expected in several scales")
        return terms[0]

    def _raised(self, factors: Factors, exponent: Exponent) -> Factors:
        return [(tree, (*exponents, exponent)) for tree, exponents in factors]

    def _germs(self, factors: Factors) -> Germs:
        names = list(self.readings)
        found = {name: reading.scale.constant(1) for name, reading in self.readings.items()}
        for tree, exponents in factors:
            name = next(iter(self._scales(tree)), names[0])
            reading = self.readings[name]
            scale = reading.scale
            value = reading.germ(tree)
            certain = True
            try:
                certain = scale.leading(value)[2] > 0
            except Unclear:
                if exponents:
                    raise
                certain = False
            self.certain = self.certain and certain
            for exponent in exponents:
                power = scale.constant(exponent) if isinstance(exponent, Fraction) else reading.germ(exponent)
                value = reading.power(value, power)
            found[name] = scale.multiply(found[name], value)
        return found


def compared(left: Terms, relation: str, right: Terms) -> bool:
    """Return whether `left relation right` holds; raises Unclear where that is not found."""
    if relation not in ("≲", "≺", "≍"):
        raise Rejected("orders are compared by ≲, ≺ or ≍")
    if not right.certain or (relation == "≍" and not left.certain):
        raise Unclear("terms in several scales may cancel")
    pairs = [(left, right), (right, left)] if relation == "≍" else [(left, right)]
    answers = [_dominated(term, a, b, relation == "≺") for a, b in pairs for term in a.germs]
    if any(answer is False for answer in answers):
        return False
    if any(answer is None for answer in answers):
        raise Unclear("no term in several scales dominates another")
    return True


def _dominated(term: Germs, own: Terms, other: Terms, strictly: bool) -> bool | None:
    for k in range(1, MAX_MEAN + 1):
        for chosen in combinations_with_replacement(other.germs, k):
            orders = [_order(own, name, term, chosen) for name in own.readings]
            if all(order <= 0 for order in orders) and not (strictly and all(order == 0 for order in orders)):
                return True
    if own.certain:
        single = [{name: _order(own, name, term, (each,)) for name in own.readings} for each in other.germs]
        for names in permutations(own.readings):
            decisive = [next((orders[name] for name in names if orders[name]), 0) for orders in single]
            if min(decisive) > (-1 if strictly else 0):
                return False
    return None


def _order(own: Terms, name: str, term: Germs, others: tuple[Germs, ...]) -> int:
    scale = own.readings[name].scale
    a = b = scale.constant(1)
    for other in others:
        a, b = scale.multiply(a, term[name]), scale.multiply(b, other[name])
    size = scale.bound(a)
    return -1 if size is None else scale.compare(size, scale.leading(b)[0])
