"""Exponents in several scales, as in x^y, again: the logarithm of a side as a polynomial in magnitudes of each scale.

With D the difference of two such logarithms, e^D is bounded if every positive product of D is bounded or, in every
scale at most and in one less than, a negative one; it is not if a positive product comes first in some order of the
scales.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations
from typing import NamedTuple

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.elementary import Reading
from boundlab.checking._rewritten.germ import Germ, Magnitude, Range
from boundlab.checking._rewritten.parser import (
    Call,
    Expression,
    Logarithm,
    Name,
    Negative,
    Numeral,
    Power,
    Product,
    Sum,
    walk,
)
from boundlab.checking._rewritten.polynomial import Rational

MAX_PRODUCTS, MAX_POWER = 60, 6
Magnitudes = tuple[Magnitude, ...]


class Polynomial(NamedTuple):
    """Σ coefficient·∏ magnitudes, and products that the rest is O(·) of."""

    known: list[tuple[Magnitudes, Rational]]
    rest: list[Magnitudes]


class Joint:
    """Reads and compares logarithms in several scales; `smaller` says whether a ≲ b, or a ≺ b, is known."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        scale_of: Callable[[str], str | None],
        smaller: Callable[[Magnitudes, Magnitudes, bool], bool] | None = None,
    ) -> None:
        self.readings, self.scale_of = readings, scale_of
        self.smaller = smaller or self._below
        self.scales = [reading.scale for reading in readings.values()]
        self.unit = tuple(scale.one for scale in self.scales)

    def holds(self, left: Expression, relation: str, right: Expression) -> bool:
        """Return whether `left relation right` holds; raises Unclear where that is not found."""
        own, other = ([self.logarithm(term) for term in self.terms(side)] for side in (left, right))
        enough = self.falls if relation == "≺" else self.bounded
        fails = False
        for mine, theirs in [(own, other), (other, own)][: 2 if relation == "≍" else 1]:
            for term in mine:
                gaps = [self.sum(term, each, -1) for each in theirs]
                if not any(map(enough, gaps)):
                    if len(gaps) == 1 and self.rises(gaps[0]):
                        fails = True
                    else:
                        raise Unclear("exponents in several scales do not compare")
        return not fails

    def _of(self, tree: Expression) -> set[str]:
        found = {self.scale_of(node.text) for node in walk(tree) if isinstance(node, Name)}
        return {scale for scale in found if scale is not None}

    def terms(self, tree: Expression) -> list[Expression]:
        if isinstance(tree, Sum) and len(self._of(tree)) > 1:
            if any(sign < 0 for sign, _ in tree.operands):
                raise Unclear("a difference in several scales")
            return [term for _, operand in tree.operands for term in self.terms(operand)]
        return [tree]

    def logarithm(self, tree: Expression) -> Polynomial:
        scales = self._of(tree)
        if len(scales) < 2:
            name = next(iter(scales), next(iter(self.readings)))
            try:
                return self.spread(name, self.readings[name].log_germ(tree))
            except Rejected as refusal:
                raise Unclear(str(refusal)) from None
        match tree:
            case Product(operands):
                found = Polynomial([], [])
                for sign, operand in operands:
                    found = self.sum(found, self.logarithm(operand), sign)
                return found
            case Power(base, exponent):
                return self.product(self.value(exponent), self.logarithm(base))
            case Call("exp", (argument,)):
                return self.value(argument)
            case Call("sqrt", (argument,)):
                return self.product(self.value(Product(((1, Numeral(1)), (-1, Numeral(2))))), self.logarithm(argument))
        raise Unclear("no product of powers in several scales")

    def value(self, tree: Expression) -> Polynomial:
        scales = self._of(tree)
        if len(scales) < 2:
            name = next(iter(scales), next(iter(self.readings)))
            return self.spread(name, self.readings[name].germ(tree))
        match tree:
            case Sum(operands):
                found = Polynomial([], [])
                for sign, operand in operands:
                    found = self.sum(found, self.value(operand), sign)
                return found
            case Negative(operand):
                return self.sum(Polynomial([], []), self.value(operand), -1)
            case Product(operands) if all(sign > 0 or len(self._of(part)) < 2 for sign, part in operands):
                found = self.value(Numeral(1))
                for sign, operand in operands:
                    factor = operand if sign > 0 else Power(operand, Negative(Numeral(1)))
                    found = self.product(found, self.value(factor))
                return found
            case Power(base, Numeral(int(k))) if 1 <= k <= MAX_POWER:
                found = self.value(base)
                for _ in range(k - 1):
                    found = self.product(found, self.value(base))
                return found
            case Logarithm(operand):
                return self.logarithm(operand)
        raise Unclear("no sum of products in several scales")

    def spread(self, name: str, germ: Germ) -> Polynomial:
        place = list(self.readings).index(name)

        def at(m: Magnitude) -> Magnitudes:
            return (*self.unit[:place], m, *self.unit[place + 1 :])

        rest = [at(m) for m, c in germ.terms if isinstance(c, Range)]
        rest += [at(germ.rest)] if germ.rest is not None else []
        return Polynomial([(at(m), c) for m, c in germ.terms if isinstance(c, Rational)], rest)

    def sum(self, a: Polynomial, b: Polynomial, sign: int) -> Polynomial:
        known = list(a.known)
        for magnitudes, c in b.known:
            c = c if sign > 0 else -c
            same = [i for i, (other, _) in enumerate(known) if not any(self.compared(magnitudes, other))]
            if same:
                known[same[0]] = magnitudes, known[same[0]][1] + c
            else:
                known.append((magnitudes, c))
        known = [(m, c) for m, c in known if c.numerator.terms]
        if len(known) + len(a.rest) + len(b.rest) > MAX_PRODUCTS:
            raise Unclear("too many products in several scales")
        return Polynomial(known, a.rest + b.rest)

    def product(self, a: Polynomial, b: Polynomial) -> Polynomial:
        found = Polynomial([], [])
        for m, c in a.known:
            part = [(self.times(m, n), c * d) for n, d in b.known]
            found = self.sum(found, Polynomial(part, [self.times(m, n) for n in b.rest]), 1)
        every = [n for n, _ in b.known] + b.rest
        return self.sum(found, Polynomial([], [self.times(m, n) for m in a.rest for n in every]), 1)

    def times(self, a: Magnitudes, b: Magnitudes) -> Magnitudes:
        return tuple(scale.times(m, n) for scale, m, n in zip(self.scales, a, b, strict=True))

    def compared(self, a: Magnitudes, b: Magnitudes) -> list[int]:
        return [scale.compare(m, n) for scale, m, n in zip(self.scales, a, b, strict=True)]

    def signed(self, gap: Polynomial, sign: int) -> list[Magnitudes]:
        return [m for m, c in gap.known if self.scales[0].sign(c) == sign]

    def bounded(self, gap: Polynomial) -> bool:
        """Return whether the gap is seen to be bounded from above."""
        if self._multiple_of_logarithm(gap):
            return True
        negative = self.signed(gap, -1)
        for each in self.signed(gap, 1) + gap.rest:
            if not self.smaller(each, self.unit, False) and not any(self.smaller(each, n, True) for n in negative):
                return False
        return True

    def _below(self, a: Magnitudes, b: Magnitudes, strictly: bool) -> bool:
        orders = self.compared(a, b)
        return max(orders) <= 0 and (not strictly or min(orders) < 0)

    def falls(self, gap: Polynomial) -> bool:
        """Return whether the gap is seen to tend to -∞."""
        if self._multiple_of_logarithm(gap):
            return True
        return any(self.smaller(self.unit, each, True) for each in self.signed(gap, -1)) and self.bounded(gap)

    def _multiple_of_logarithm(self, gap: Polynomial) -> bool:
        """Return whether the gap is a magnitude that does not vanish times log(a/b) + O(1), with a ≺ b known."""
        for i, scale in enumerate(self.scales):
            for common in [m[i] for m, _ in gap.known if scale.compare(m[i], scale.one) >= 0]:
                inverse = (*self.unit[:i], scale.raised(common, scale.number(-1)), *self.unit[i + 1 :])
                rest = [(self.times(m, inverse), c) for m, c in gap.known]
                rest = [(m, c) for m, c in rest if any(self.compared(m, self.unit))]
                bounded = all(max(self.compared(self.times(m, inverse), self.unit)) <= 0 for m in gap.rest)
                size = self._exponential(rest) if bounded else None
                if size is not None and self.smaller(size, self.unit, True):
                    return True
        return False

    def _exponential(self, terms: list[tuple[Magnitudes, Rational]]) -> Magnitudes | None:
        """Return exp(Σ c·m) if every m is a magnitude of one scale that tends to infinity."""
        exponents: list[list[tuple[Magnitude, Rational]]] = [[] for _ in self.scales]
        for magnitudes, c in terms:
            orders = self.compared(magnitudes, self.unit)
            if sorted(map(abs, orders)) != [0] * (len(orders) - 1) + [1] or max(orders) < 1:
                return None
            j = orders.index(1)
            exponents[j] = self.scales[j].combined(exponents[j], [(magnitudes[j], c)], 1)
        return tuple(s.exp(e) if e else s.one for s, e in zip(self.scales, exponents, strict=True))

    def rises(self, gap: Polynomial) -> bool:
        """Return whether the gap tends to ∞ with the scales far apart in some order."""
        against = [*self.signed(gap, -1), *gap.rest, self.unit]
        for each in self.signed(gap, 1):
            orders = [self.compared(each, other) for other in against]
            for places in permutations(range(len(self.scales))):
                firsts = [next((o[i] for i in places if o[i]), 0) for o in orders]
                if min(firsts) > 0:
                    return True
        return False
