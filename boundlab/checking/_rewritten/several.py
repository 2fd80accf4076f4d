"""Orders in several scales that tend to their limits independently: sums of products of functions of one scale, again.

A term is dominated by the geometric mean of terms of the other side if it is in every scale. It is not dominated by
their sum if it exceeds each where the first scale, in some order of the scales, in which they differ decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations_with_replacement, permutations
from itertools import product as iterproduct

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.close import terms_of
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
NEAR_IDENTITY = ("sin", "tan", "arctan", "sinh", "tanh")  # f(u)/u → 1 for u → 0
Exponent = Expression | Fraction
Factors = list[tuple[Expression, tuple[Exponent, ...]]]
Germs = dict[str, Germ]
OPPOSITE: tuple[Expression, tuple[Exponent, ...]] = (Numeral(-1), ())
ABOUT: tuple[Expression, tuple[Exponent, ...]] = (Numeral(1), ())  # in terms of what is known up to a factor only


class Terms:
    """The terms of a side: `germs` in every scale; unless `certain`, they only bound the side from above.

    They are all of one sign; terms that are infinitely smaller than another are left out. In an `exact` sum, equal
    terms of opposite signs cancel.
    """

    def __init__(
        self,
        tree: Expression,
        readings: Mapping[str, Reading],
        scale_of: Callable[[str], str | None],
        exact: bool = False,
    ) -> None:
        self.readings, self.scale_of, self.certain = readings, scale_of, True
        terms = self._split(tree)
        signed = [self._germs(factors) for factors in (_cancelled(terms) if exact else terms)]
        self.germs, self.sign = [germs for germs, _ in signed], 1
        self.parts: list[tuple[list[Germs], list[Germs]]] = []  # of one sign, and others not seen to be negligible
        if self.certain and {sign for _, sign in signed} != {1}:
            for self.sign in (1, -1):
                large = [germs for germs, sign in signed if sign == self.sign]
                rest = [germs for germs, sign in signed if sign != self.sign]
                if large and all(any(self._negligible(each, other) for other in large) for each in rest):
                    self.germs, self.parts = large, []
                    return
                if large:
                    self.parts.append((large, rest))
            self.certain = False

    def _negligible(self, germs: Germs, beside: Germs) -> bool:
        orders = []
        for name, reading in self.readings.items():
            size = reading.scale.bound(germs[name])
            if size is None:
                return True
            orders.append(reading.scale.compare(size, reading.scale.leading(beside[name])[0]))
        return all(order <= 0 for order in orders) and any(order < 0 for order in orders)

    def _scales(self, tree: Expression) -> set[str]:
        found = {self.scale_of(node.text) for node in walk(tree) if isinstance(node, Name)}
        return {scale for scale in found if scale is not None}

    def _split(self, tree: Expression) -> list[Factors]:
        if len(self._scales(tree)) < 2:
            return [[(tree, ())]]
        found: list[Factors] = []
        match tree:
            case Sum(((1, Call("exp", (argument,))), (-1, Numeral(1)))) if small := self._small(argument):
                found = small
            case Sum(operands):
                for sign, operand in operands:
                    found += [[OPPOSITE, *term] if sign < 0 else term for term in self._split(operand)]
            case Negative(operand):
                found = [[OPPOSITE, *term] for term in self._split(operand)]
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
                if len(found) > 1 and exponent in (Numeral(2), Numeral(3)):
                    times = 2 if exponent == Numeral(2) else 3
                    choices = iterproduct(found, repeat=times)
                    found, exponent = [[f for term in chosen for f in term] for chosen in choices], Numeral(1)
                    self._few(found)
                    return found
                if len(found) > 1:
                    found = self._positive(found)
                    reading = next(iter(self.readings.values()))
                    if reading.scale.leading(reading.germ(exponent))[2] < 0:
                        raise Unclear("a negative power of a sum in several scales")
                found = [self._raised(term, exponent) for term in found]
            case Call("sqrt", (base,)):
                found = self._split(base)
                found = [self._raised(term, Fraction(1, 2)) for term in (self._positive(found) if found[1:] else found)]
            case Call("exp", (Sum(operands),)):
                found = [[]]
                for sign, operand in operands:
                    part = self._only(self._split(Call("exp", (operand,))))
                    found = [[*found[0], *(part if sign > 0 else self._raised(part, Fraction(-1)))]]
            case Extremum("max", (a, Negative(b))) if a == b:
                found = self._split(a)
                sign = self._germs(found[0])[1] if len(found) == 1 else 0
                found = [[ABOUT, *([OPPOSITE] if sign < 0 else []), *found[0]]] if sign else self._positive(found)
            case Call(function, (argument,)) if function in NEAR_IDENTITY and (small := self._small(argument)):
                found = small
            case Call("sin" | "cos"):
                found = [[ABOUT, (self._bounded(), ())]]
            case Logarithm(operand):
                found = self._logarithms(operand)
            case Extremum("max", arguments) if not any(isinstance(each, Negative) for each in arguments):
                found = self._positive([term for argument in arguments for term in self._split(argument)])
            case _:
                raise Unclear("a function of several scales that is no sum of products")
        self._few(found)
        return found

    def _positive(self, terms: list[Factors]) -> list[Factors]:
        """Return the terms of what is as large as their sum if all are positive, and bounded by it otherwise."""
        self.certain = self.certain and all(self._germs(term)[1] > 0 for term in terms)
        return [[ABOUT, *(factor for factor in term if factor is not OPPOSITE)] for term in terms]

    def _small(self, tree: Expression) -> list[Factors]:
        """Return the terms of a sum of positive terms that tend to zero, none for another tree."""
        outside, self.certain = self.certain, True
        one = {name: reading.scale.constant(1) for name, reading in self.readings.items()}
        try:
            terms = self._split(tree)
            signed = [self._germs(term) for term in terms]
            fine = self.certain and all(sign > 0 and self._negligible(germs, one) for germs, sign in signed)
        except Unclear:
            fine = False
        self.certain = outside
        return [[ABOUT, *term] for term in terms] if fine else []

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
        signed = [self._germs(term) for term in terms]
        if not self.certain or any(sign <= 0 for _, sign in signed):
            raise Unclear("a logarithm of what may not be positive, in several scales")
        self.certain, germs = outside, [each for each, _ in signed]
        found: list[Factors] = []
        leading, falling = 0, 0
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
            leading += 1
            for name, reading in self.readings.items():
                logs = [self._log(*factor) for factor in term if self._scales(factor[0]) == {name}]
                if not logs:
                    continue
                total = Sum(tuple((1, each) for each in logs))
                infinite, _, _ = reading.scale.limit(reading.germ(total))
                if infinite < 0:
                    falling += 1
                    total = Sum(((-1, total),))
                if infinite and [ABOUT, (total, ())] not in found:
                    found.append([ABOUT, (total, ())])
        if not found:
            return self._log_near_one(tree)
        if falling and leading == 1 and falling == len(found):
            return [[OPPOSITE, *term] for term in found]
        self.certain = self.certain and not falling
        return found

    def _log_near_one(self, tree: Expression) -> list[Factors]:
        """Return the terms of u for log(1 + u), u → 0 a sum of positive terms."""
        parts = terms_of(tree, 1)
        if (1, Numeral(1)) in parts and len(parts) > 1:
            parts.remove((1, Numeral(1)))
            if all(sign > 0 for sign, _ in parts) and (found := self._small(Sum(tuple(parts)))):
                return found
        raise Unclear("a logarithm of what stays bounded, in several scales")

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

    def _germs(self, factors: Factors) -> tuple[Germs, int]:
        """Return the germs of a term, and its sign, 0 if that is not found."""
        total = 1
        names = list(self.readings)
        found = {name: reading.scale.constant(1) for name, reading in self.readings.items()}
        for tree, exponents in factors:
            name = next(iter(self._scales(tree)), names[0])
            reading = self.readings[name]
            scale = reading.scale
            value = reading.germ(tree)
            try:
                sign = scale.leading(value)[2]
            except Unclear:
                if exponents:
                    raise
                sign = 0
            for exponent in exponents:
                power = scale.constant(exponent) if isinstance(exponent, Fraction) else reading.germ(exponent)
                value = reading.power(value, power)
            if exponents:
                sign = scale.leading(value)[2]
            total *= sign
            found[name] = scale.multiply(found[name], value)
        return found, total


def _cancelled(terms: list[Factors]) -> list[Factors]:
    """Return the terms without pairs of equal ones with opposite signs."""
    kept: list[tuple[bool, Factors]] = []
    for term in terms:
        own = [factor for factor in term if factor is not OPPOSITE]
        odd = (len(term) - len(own)) % 2 == 1
        match = next((each for each in kept if each[0] != odd and _same(each[1], own)), None)
        if match is None or any(tree == ABOUT[0] for tree, _ in term):
            kept.append((odd, own))
        else:
            kept.remove(match)
    return [[OPPOSITE, *own] if odd else own for odd, own in kept]


def _same(a: Factors, b: Factors) -> bool:
    return len(a) == len(b) and all(a.count(factor) == b.count(factor) for factor in a)


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

    def terms(self, tree: Expression, exact: bool = False) -> Terms:
        return Terms(tree, self.readings, self.scale_of, exact)


def sides_in_several(
    left: Expression, right: Expression, readings: Mapping[str, Reading], scale_of: Callable[[str], str | None]
) -> tuple[Terms, Terms]:
    """Return the terms of both sides, multiplied out; raises Unclear for what is no quotient of sums of products."""
    trees, positive = _Trees(readings, scale_of), list[Expression]()
    (a, b), (c, d) = (quotient_of(tree, trees, positive) for tree in (left, right))
    parts = [trees.terms(tree) for tree in positive]
    if not all(part.certain and part.sign > 0 for part in parts):
        raise Unclear("a divisor or minimum may not be positive, in several scales")
    exact = not any(isinstance(node, Extremum) for tree in (left, right) for node in walk(tree))
    return trees.terms(product(a, d), exact), trees.terms(product(c, b), exact)


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
