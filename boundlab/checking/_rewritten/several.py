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
from boundlab.checking._rewritten.germ import Germ
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Extremum,
    Logarithm,
    Name,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
    walk,
)
from boundlab.checking._rewritten.quotients import product, quotient_of

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
            case Extremum("max", (a, Negative(b))) if a == b:
                found = self._split(a)
                self.certain = self.certain and len(found) == 1
            case Call("sin" | "cos"):
                found = [[(self._bounded(), ())]]
            case Logarithm(operand):
                found = self._logarithms(operand)
            case Extremum("max", arguments) if not any(isinstance(each, Negative) for each in arguments):
                found = [term for argument in arguments for term in self._split(argument)]
            case _:
                raise Unclear("a function of several scales that is no sum of products")
        self._few(found)
        return found

    def _bounded(self) -> Expression:
        """Return a tree of what stays in [-1, 1] and has no sign."""
        name, reading = next(iter(self.readings.items()))
        argument: Expression = Name(name)
        if reading.scale.limit(reading.germ(argument))[0] == 0:
            argument = Power(argument, Negative(Numeral(1)))
        return Call("sin", (argument,))

    def _logarithms(self, tree: Expression) -> list[Factors]:
        """Return terms whose sum is log(tree) up to a factor: the logarithms of the terms that none other dominates.

        It is only bounded by the sum of their absolute values where one tends to -∞ in some scale.
        """
        outside = self.certain
        self.certain = True
        terms = self._split(tree)
        germs = [self._germs(term) for term in terms]
        if not self.certain:
            raise Unclear("a logarithm of what may not be positive, in several scales")
        self.certain = outside
        found: list[Factors] = []
        for i, term in enumerate(terms):
            orders = [
                [
                    r.scale.compare(r.scale.leading(other[n])[0], r.scale.leading(germs[i][n])[0])
                    for n, r in self.readings.items()
                ]
                for other in germs
            ]
            if any(min(o) >= 0 and (max(o) > 0 or j < i) for j, o in enumerate(orders) if j != i):
                continue
            for name, reading in self.readings.items():
                logs = [self._log(*factor) for factor in term if self._scales(factor[0]) == {name}]
                if not logs:
                    continue
                total = Sum(tuple((1, each) for each in logs))
                infinite, _, _ = reading.scale.limit(reading.germ(total))
                if infinite < 0:
                    self.certain = False
                    total = Sum(((-1, total),))
                if infinite and [(total, ())] not in found:
                    found.append([(total, ())])
        if not found:
            raise Unclear("a logarithm of what stays bounded, in several scales")
        return found

    def _log(self, tree: Expression, exponents: tuple[Exponent, ...]) -> Expression:
        powers = [Numeral(e) if isinstance(e, Fraction) else e for e in exponents]
        return Product(((1, Logarithm(tree)), *((1, power) for power in powers)))

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


class _Trees:
    """What `quotients` asks about trees."""

    def __init__(self, readings: Mapping[str, Reading], scale_of: Callable[[str], str | None]) -> None:
        self.readings, self.scale_of = readings, scale_of

    def mixed(self, tree: Expression) -> bool:
        names = {self.scale_of(node.text) for node in walk(tree) if isinstance(node, Name)}
        return len(names - {None}) > 1

    def single(self, tree: Expression) -> bool:
        try:
            return len(self.terms(tree).germs) == 1
        except Unclear:
            return False

    def sign(self, tree: Expression) -> int:
        reading = next(iter(self.readings.values()))
        return reading.scale.leading(reading.germ(tree))[2]

    def terms(self, tree: Expression) -> Terms:
        return Terms(tree, self.readings, self.scale_of)


def sides_in_several(
    left: Expression, right: Expression, readings: Mapping[str, Reading], scale_of: Callable[[str], str | None]
) -> tuple[Terms, Terms]:
    """Return the terms of both sides, multiplied out; raises Unclear for what is no quotient of sums of products."""
    trees, positive = _Trees(readings, scale_of), list[Expression]()
    (a, b), (c, d) = (quotient_of(tree, trees, positive) for tree in (left, right))
    if not all(trees.terms(tree).certain for tree in positive):
        raise Unclear("a divisor or minimum may not be positive, in several scales")
    return trees.terms(product(a, d)), trees.terms(product(c, b))


def compared(left: Terms, relation: str, right: Terms) -> bool:
    """Return whether `left relation right` holds between sums of terms; raises Unclear where that is not found."""
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
