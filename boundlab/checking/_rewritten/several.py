"""Orders in several scales that tend to their limits independently: sums of products of functions of one, again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product as iterproduct

from boundlab.checking._rewritten.close import terms_of
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.distribution import multiplied_out
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.germ import Germ
from boundlab.checking._rewritten.near_zero import about_power
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

MAX_TERMS = 24
PLAIN, COARSE, SUPPOSING = "plain", "coarse", "supposing"  # with cruder bounds; with arguments supposed to tend to zero
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
        mode: str = PLAIN,
    ) -> None:
        self.readings, self.scale_of, self.mode, self.certain = readings, scale_of, mode, True
        self.supposed: list[list[Germs]] = []  # sums of positive terms that must tend to zero
        terms = self._split(tree)
        self.one_product = len(terms) == 1
        terms = _cancelled(terms) if exact else terms
        signed = [self._germs(factors) for factors in terms]
        self.germs, self.sign = [germs for germs, _ in signed], 1
        self.parts: list[tuple[list[Germs], list[Germs]]] = []  # of one sign, and others not seen to be negligible
        if self.certain and {sign for _, sign in signed} != {1}:
            self.certain = self._one_sign(signed)
            if exact and not self.certain:
                scales = {name: reading.scale for name, reading in readings.items()}
                about = [any(tree is ABOUT[0] for tree, _ in factors) for factors in terms]
                try:
                    signed = multiplied_out(scales, [(*each, flag) for each, flag in zip(signed, about, strict=True)])
                except Unclear:
                    return
                if signed:
                    self.germs, self.parts = [germs for germs, _ in signed], []
                    self.certain = self._one_sign(signed)

    def _one_sign(self, signed: list[tuple[Germs, int]]) -> bool:
        """Keep the terms of one sign if the others are negligible; return whether they are."""
        for self.sign in (1, -1):
            large = [germs for germs, sign in signed if sign == self.sign]
            rest = [germs for germs, sign in signed if sign != self.sign]
            if large and all(any(self._negligible(each, other) for other in large) for each in rest):
                self.germs, self.parts = large, []
                return True
            if large:
                self.parts.append((large, rest))
        return False

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
        found: list[Factors] = self._near_zero(tree)
        if found:
            return found
        match tree:
            case Sum(operands):
                if operands[2:] and (found := self._near_zero(Sum(operands[:2]))):
                    operands = operands[2:]
                for sign, operand in operands:
                    found += [[OPPOSITE, *term] if sign < 0 else term for term in self._split(operand)]
            case Negative(operand):
                found = [[OPPOSITE, *term] for term in self._split(operand)]
            case Product(operands):
                found = [[]]
                for sign, operand in operands:
                    parts, certain = self._judged(operand)
                    if sign < 0:
                        if not certain:
                            raise Unclear("a divisor of which only a bound is known")
                        parts = [self._raised(self._only(parts), Fraction(-1))]
                    found = [[*a, *b] for a in found for b in parts]
                    self._few(found)
            case Power(base, exponent) if not self._scales(exponent):
                found, certain = self._judged(base)
                times = {Numeral(2): 2, Numeral(3): 3}.get(exponent, 0) if isinstance(exponent, Numeral) else 0
                if len(found) > 1 and times and len(found) ** times <= MAX_TERMS:
                    choices = iterproduct(found, repeat=times)
                    found, exponent = [[f for term in chosen for f in term] for chosen in choices], Numeral(1)
                    self._few(found)
                    return found
                if len(found) > 1:
                    found = self._positive(found)
                if len(found) > 1 or not certain:
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
            case Call("sin" | "cos"):
                found = [[ABOUT, (self._bounded(), ())]]
            case Logarithm(operand):
                found = self._logarithms(operand)
            case Call("floor" | "ceil", (argument,)):
                found = self._rounded(self._split(argument))
            case Extremum("max", arguments) if not any(isinstance(each, Negative) for each in arguments):
                found = self._positive([term for argument in arguments for term in self._split(argument)])
            case _:
                raise Unclear("a function of several scales that is no sum of products")
        self._few(found)
        return found

    def _judged(self, tree: Expression) -> tuple[list[Factors], bool]:
        """Return the terms of a tree, and whether they are more than a bound."""
        outside, self.certain = self.certain, True
        found = self._split(tree)
        certain, self.certain = self.certain, self.certain and outside
        return found, certain

    def _positive(self, terms: list[Factors]) -> list[Factors]:
        """Return the terms of what is as large as their sum if all are positive, and bounded by it otherwise."""
        self.certain = self.certain and all(self._germs(term)[1] > 0 for term in terms)
        return [[ABOUT, *(factor for factor in term if factor is not OPPOSITE)] for term in terms]

    def _rounded(self, terms: list[Factors]) -> list[Factors]:
        """Return terms as large as an integer part: those of what tends to ∞, else bounds."""
        unit = {name: reading.scale.constant(1) for name, reading in self.readings.items()}
        signed = [self._germs(term) for term in terms]
        if {sign for _, sign in signed} == {1} and any(self._negligible(unit, germs) for germs, _ in signed):
            return [[ABOUT, *term] for term in terms]
        self.certain = False
        return [*self._positive(terms), [ABOUT]]

    def _near_zero(self, tree: Expression) -> list[Factors]:
        """Return the terms of u^k if the tree is as large, or at most that in a cruder bound; none for another tree."""
        known = about_power(tree)
        if known is None:
            return []
        argument, power, always = known
        found = self._small(argument)
        if not found and always and self.mode == COARSE:
            found = self._of_positive(argument)
            self.certain = self.certain and not found
        return found if power == 1 else [self._raised(term, Fraction(power)) for term in found]

    def _of_positive(self, tree: Expression) -> list[Factors]:
        """Return the terms of a sum of positive terms, none for another tree."""
        outside, self.certain = self.certain, True
        try:
            terms = self._split(tree)
            fine = all(self._germs(term)[1] > 0 for term in terms) and self.certain
        except Unclear:
            fine = False
        self.certain = outside
        return [[ABOUT, *term] for term in terms] if fine else []

    def _small(self, tree: Expression) -> list[Factors]:
        """Return the terms of a sum of positive terms that tend to zero, or are supposed to; none for another tree."""
        found = self._of_positive(tree)
        germs = [self._germs(term)[0] for term in found]
        one = {name: reading.scale.constant(1) for name, reading in self.readings.items()}
        if not all(self._negligible(each, one) for each in germs):
            if self.mode != SUPPOSING:
                return []
            self.supposed.append(germs)
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
        match tree:
            case Call("exp", (exponent,)):
                return self._split(exponent)
            case Power(base, exponent) if self._scales(exponent):
                return self._split(Product(((1, exponent), (1, Logarithm(base)))))
        if self.mode == SUPPOSING and (near := self._log_near_one(tree)):
            return near
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
            if near := self._log_near_one(tree):
                return near
            raise Unclear("a logarithm of what stays bounded, in several scales")
        if falling and leading == 1 and falling == len(found):
            return [[OPPOSITE, *term] for term in found]
        if falling and self.mode == COARSE and (above := self._above_one(tree)) and (more := self._of_positive(above)):
            self.certain = False  # log(1 + u) ≤ u
            return more
        if falling and self.mode == COARSE and len(terms) == 1:  # |log q| ≤ 2(√q + 1/√q)
            self.certain = False
            return [[ABOUT, *self._raised(terms[0], Fraction(k, 2))] for k in (1, -1)]
        self.certain = self.certain and not falling
        return found

    def _log_near_one(self, tree: Expression) -> list[Factors]:
        """Return the terms of u for log(1 + u), u → 0 a sum of positive terms, else none."""
        above = self._above_one(tree)
        return [] if above is None else self._small(above)

    def _above_one(self, tree: Expression) -> Expression | None:
        """Return u if the tree is 1 + u, as it stands."""
        parts = terms_of(tree, 1)
        if (1, Numeral(1)) not in parts or len(parts) == 1 or any(sign < 0 for sign, _ in parts):
            return None
        parts.remove((1, Numeral(1)))
        return Sum(tuple(parts)) if len(parts) > 1 else parts[0][1]

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
        if match is None or any(tree is ABOUT[0] for tree, _ in term):
            kept.append((odd, own))
        else:
            kept.remove(match)
    return [[OPPOSITE, *own] if odd else own for odd, own in kept]


def _same(a: Factors, b: Factors) -> bool:
    return len(a) == len(b) and all(a.count(factor) == b.count(factor) for factor in a)
