"""From the tree of an order to the germ of the function: arithmetic, powers, and functions (docs/certificates.md)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import factorial

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.close import close_difference, is_lost
from boundlab.checking._rewritten.constants import STIRLING, Unclear, is_constant
from boundlab.checking._rewritten.germ import Germ, Range
from boundlab.checking._rewritten.magnitudes import Scale
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
    Summation,
    walk,
)
from boundlab.checking._rewritten.polynomial import Number, Polynomial, Rational
from boundlab.checking._rewritten.stirling import gamma, stirling
from boundlab.checking._rewritten.summation import germ_of_sum

MAX_INTEGER = 20


class Reading:
    """Germs of trees in one scale: `scales` are the names that tend to limits, `values` the parameters put in."""

    def __init__(self, scale: Scale, scales: Mapping[str, Germ], values: Mapping[str, Number]) -> None:
        self.scale, self.scales, self.values = scale, scales, values

    def germ(self, tree: Expression) -> Germ:
        """Return the germ of a tree."""
        s = self.scale
        s.budget.spend(20)
        match tree:
            case Numeral(value):
                return s.constant(value)
            case Name(name) if name in self.scales:
                return self.scales[name]
            case Name("eps" | "N" as name):
                raise Rejected(f"{name} is neither the scale nor tied to it")
            case Name(name) if name in self.values:
                return s.constant(self.values[name])
            case Name(name):
                return s.constant(Rational.of(Polynomial.variable(name, s.budget)))
            case Negative(operand):
                return s.negative(self.germ(operand))
            case Sum(((1, a), (-1, Product(((1, b), (1, Call("floor", (Product(((1, c), (-1, d))),)))))))) if (
                a == c and b == d
            ):
                return self._remainder(a, self.germ(b))
            case Sum(operands):
                return self._sum(operands)
            case Product(operands):
                result = s.constant(1)
                for sign, operand in operands:
                    factor = self.germ(operand)
                    result = s.multiply(result, factor if sign > 0 else s.power(factor, s.number(-1)))
                return result
            case Power(base, exponent):
                return self.power(self.germ(base), self.germ(exponent))
            case Extremum("max", (a, Negative(b))) if a == b:
                return self._absolute(self.germ(a))
            case Extremum(function, arguments):
                best = self.germ(arguments[0])
                for argument in arguments[1:]:
                    best = self._extremum(function, best, self.germ(argument))
                return best
            case Logarithm(operand):
                return self.log_germ(operand)
            case Summation():
                return germ_of_sum(self, tree)
            case Call("sin" | "cos" as function, (argument,)):
                return self._oscillation(function, argument)
            case Call("floor" | "ceil" as function, (argument,)):
                return self._rounded(function, argument)
            case Call(function, (argument,)):
                return self._applied(function, self.germ(argument))
        raise Rejected("this stands in no order")

    def put(self, name: str, value: Germ) -> Reading:
        """Return a reading in which `name` has this germ."""
        return Reading(self.scale, {**self.scales, name: value}, self.values)

    def alone(self, name: str, scale: Scale) -> Reading:
        """Return a reading in another scale, in which only `name` tends to infinity."""
        return Reading(scale, {name: Germ([(scale.t, scale.number(1))])}, self.values)

    def log_germ(self, tree: Expression, size: bool = False) -> Germ:
        """Return the germ of the logarithm of a tree, `size`: of its absolute value.

        A summand that is far larger than the others has the logarithm of the sum, up to O(1).
        """
        try:
            return self._log_of_factors(tree, size)
        except Unclear as reason:
            if not isinstance(tree, Sum):
                raise
            *before, (sign, last) = tree.operands
            first = before[0][1] if len(before) == 1 and before[0][0] > 0 else Sum(tuple(before))
            s = self.scale
            try:
                a, b = self.log_germ(first, size), self.log_germ(last, size)
                larger = s.limit(s.add(a, s.negative(b)))[0]
            except Unclear:
                raise
            except Rejected:
                raise reason from None
            if not larger or (larger < 0 and sign < 0 and not size):
                raise
            return s.add(a if larger > 0 else b, s.constant(Range(0)))

    def _log_of_factors(self, tree: Expression, size: bool) -> Germ:
        """Return the germ of the logarithm of a tree, from those of its factors, powers and exponentials."""
        s = self.scale
        match tree:
            case Negative(operand) if size:
                return self.log_germ(operand, True)
            case Product(operands):
                parts = [(sign, self.log_germ(operand, size)) for sign, operand in operands]
                return s.add(*(part if sign > 0 else s.negative(part) for sign, part in parts))
            case Power(base, exponent):
                return s.multiply(self.germ(exponent), self.log_germ(base, size))
            case Call("exp", (argument,)):
                return self.germ(argument)
            case Call("factorial" | "Gamma" as function, (argument,)):
                a = self.germ(argument)
                if s.limit(a)[0] > 0:
                    return s.add(stirling(s, a), s.logarithm(a)) if function == "factorial" else stirling(s, a)
        value = self.germ(tree)
        return s.logarithm(s.negative(value) if size and s.leading(value)[2] < 0 else value)

    def power(self, base: Germ, exponent: Germ) -> Germ:
        """Return base^exponent."""
        s = self.scale
        if exponent.rest is None and all(m is s.one and isinstance(c, Rational) for m, c in exponent.terms):
            value = exponent.terms[0][1] if exponent.terms else s.number(0)
            assert isinstance(value, Rational)
            return s.power(base, value)
        known = s.only_range(base)
        if known is not None and known[2] == 0 < known[3] and s.leading(exponent)[2] > 0:
            greatest = s.scaled(s.constant(known[3]), s.number(1), known[0])
            return Germ([], s.bound(s.exponential(s.multiply(exponent, s.logarithm(greatest)))))
        return s.exponential(s.multiply(exponent, s.logarithm(base)))

    def _extremum(self, function: str, a: Germ, b: Germ) -> Germ:
        gap = self.scale.add(a, self.scale.negative(b))
        if self.scale.vanishes(gap):
            return a
        try:
            larger = self.scale.leading(gap)[2] > 0
        except Unclear:
            return self._of_like_size(function, a, b)
        return a if larger == (function == "max") else b

    def _of_like_size(self, function: str, a: Germ, b: Germ) -> Germ:
        """Return the extremum of two germs of like magnitude: between known numbers, or with their common sign."""
        s = self.scale
        if a.rest is None and b.rest is None and max(len(a.terms), len(b.terms)) == 1:
            zero = s.number(0)
            (m, c), (n, d) = (x.terms[0] if x.terms else (y.terms[0][0], zero) for x, y in ((a, b), (b, a)))
            (low, high), (low2, high2) = s.ends(c), s.ends(d)
            bounded = low is not None and high is not None and low2 is not None and high2 is not None
            if bounded and not s.compare(m, n):
                pick = max if function == "max" else min
                low, high = pick(low, low2), pick(high, high2)  # type: ignore[type-var]
                assert low is not None
                assert high is not None
                if low == high:
                    return s.scaled(s.constant(low), s.number(1), m)
                one_swings = any(
                    isinstance(x, Range) and x.dense and isinstance(y, Rational) for x, y in ((c, d), (d, c))
                )
                return Germ([(m, Range(1 if low > 0 else -1 if high < 0 else 0, low, high, one_swings))])
        (m, _, sign), (n, _, other) = s.leading(a), s.leading(b)
        if sign != other or s.compare(m, n):
            raise Unclear("which argument of an extremum is larger is not known")
        return Germ([(m, Range(sign))])

    def _absolute(self, a: Germ) -> Germ:
        s = self.scale
        if s.vanishes(a):
            return a
        if a.rest is None and len(a.terms) == 1:
            m, c = a.terms[0]
            if isinstance(c, Range) and not c.sign:
                if c.low is None or c.high is None:
                    return Germ([(m, Range(0, 0, near_zero=c.near_zero))])
                return Germ([(m, Range(0, max(0, c.low, -c.high), max(-c.low, c.high), c.dense, c.near_zero))])
        try:
            return a if s.leading(a)[2] > 0 else s.negative(a)
        except Unclear:
            ranges = [i for i, (_, c) in enumerate(a.terms) if isinstance(c, Range)]
            if not ranges:
                return Germ([], a.rest)
            (m, c), after = a.terms[ranges[0]], a.terms[ranges[0] + 1 :]
            return Germ(self._absolute(Germ([(m, c)])).terms, after[0][0] if after else a.rest)

    def _applied(self, function: str, a: Germ) -> Germ:
        s = self.scale
        match function:
            case "exp":
                return s.exponential(a)
            case "sqrt":
                return s.power(a, s.number(Fraction(1, 2)))
            case "tan":
                known = s.only_range(a)
                if known is not None and known[0] is s.one and known[2] >= -1 and known[3] <= 1:  # |tan| < 2
                    return s.constant(Range(known[1].sign, -2, 2, near_zero=known[1].vanishes_often()))
                if not s.tends_to_zero(a):
                    raise Unclear("tan of what does not tend to zero")
                return s.multiply(self._wave("sin", a), s.power(self._wave("cos", a), s.number(-1)))
            case "arctan":
                return self._arctangent(a)
            case "sinh" | "cosh":
                return self._hyperbolic(a, -1 if function == "sinh" else 1)
            case "tanh":
                return s.multiply(self._hyperbolic(a, -1), s.power(self._hyperbolic(a, 1), s.number(-1)))
            case "floor":
                return self._floor(a)
            case "ceil":
                return s.negative(self._floor(s.negative(a)))
            case "Gamma":
                return gamma(s, a)
            case "factorial":
                infinite, _, _ = s.limit(a)
                return s.multiply(a, gamma(s, a)) if infinite > 0 else gamma(s, s.add(a, s.constant(1)))
        raise Rejected(f"no function {function} in an order")

    def _oscillation(self, function: str, argument: Expression) -> Germ:
        """Return sin or cos, which is dense in [-1, 1] if its argument tends to ±∞ as a continuous function of t."""
        s = self.scale
        a = self.germ(argument)
        if s.tends_to_zero(a):
            return self._wave(function, a)
        if not self._continuous(argument):
            return s.constant(Range(0, -1, 1))
        try:
            infinite, _, _ = s.limit(a)
        except Unclear:
            infinite = 0
        return s.constant(Range(0, -1, 1, dense=infinite != 0))

    def _continuous(self, tree: Expression) -> bool:
        """Return whether a tree is evidently continuous in the scale; what is tied to it need not be."""
        loose = {name for name, germ in self.scales.items() if any(isinstance(c, Range) for _, c in germ.terms)}
        jumps = ("floor", "ceil")
        return not any(
            isinstance(n, Summation)
            or (isinstance(n, Call) and n.function in jumps)
            or (isinstance(n, Name) and n.text in loose)
            for n in walk(tree)
        )

    def _rounded(self, function: str, argument: Expression) -> Germ:
        s = self.scale
        a = self.germ(argument)
        if not s.limit(a)[0] or not self._continuous(argument):
            return self._applied(function, a)
        return s.add(a, s.constant(Range(0, -1, 0, dense=True) if function == "floor" else Range(0, 0, 1, dense=True)))

    def _remainder(self, tree: Expression, b: Germ) -> Germ:
        """Return b times what lies in [0, 1], dense there if a continuous dividend tends to ±∞."""
        s = self.scale
        s.leading(b)
        value = self.germ(tree)
        try:
            dense = s.limit(value)[0] != 0 and self._continuous(tree) and b.terms[0][0] is s.one
        except Unclear:
            dense = False
        return s.multiply(b, s.constant(Range(0, 0, 1, dense)))

    def _sum(self, operands: tuple[tuple[int, Expression], ...]) -> Germ:
        """Return a sum, as far as its leading terms do not cancel or are those of close values of one function."""
        s = self.scale
        parts: list[Germ] = []
        for i, (sign, operand) in enumerate(operands):
            part = self.germ(operand)
            parts.append(part if sign > 0 else s.negative(part))
            if i and sign < 0 and is_lost(seen := s.add(*parts)):
                before = operands[0][1] if i == 1 and operands[0][0] > 0 else Sum(operands[:i])
                parts = [close_difference(self, before, operand, seen)]
        return s.add(*parts)

    def _wave(self, function: str, a: Germ) -> Germ:
        odd = function == "sin"
        row = [Fraction((-1) ** (k // 2), factorial(k)) if k % 2 == odd else 0 for k in range(self.scale.length + 1)]
        return self.scale.series([self.scale.number(k) for k in row], a)

    def _arctangent(self, a: Germ) -> Germ:
        s = self.scale
        if s.tends_to_zero(a):
            row = [Fraction((-1) ** (k // 2), k) if k % 2 else 0 for k in range(s.length + 1)]
            return s.series([s.number(k) for k in row], a)
        try:
            infinite, _, _ = s.limit(a)
        except Unclear:
            infinite = 0
        if not infinite:
            return s.constant(Range(0, -2, 2))
        quarter_turn = Polynomial({((STIRLING, 2),): Fraction(infinite, 4)}, s.budget)  # √(2π)²/4
        beyond = self._arctangent(s.power(a, s.number(-1)))
        return s.add(s.constant(Rational.of(quarter_turn)), s.negative(beyond))

    def _integer_below(self, a: Germ) -> int:
        """Return the integer below a limit that is a number among the constants, but no integer."""
        s = self.scale
        first = a.terms[0][1] if a.terms and a.terms[0][0] is s.one else None
        if isinstance(first, Rational) and all(map(is_constant, first.variables())):
            for n in range(-MAX_INTEGER, MAX_INTEGER):
                if s.sign(first - s.number(n)) > 0 > s.sign(first - s.number(n + 1)):
                    return n
        raise Unclear("floor of what has no known limit")

    def _hyperbolic(self, a: Germ, sign: int) -> Germ:
        s = self.scale
        up, down = s.exponential(a), s.exponential(s.negative(a))
        return s.scaled(s.add(up, s.scaled(down, s.number(sign))), s.number(Fraction(1, 2)))

    def _floor(self, a: Germ) -> Germ:
        s = self.scale
        known = s.only_range(a)
        if known is not None and known[0] is s.one:
            least, most = Fraction(known[2]) // 1, Fraction(known[3]) // 1
            sign = 1 if least > 0 else -1 if most < 0 else 0
            return s.constant(least if least == most else Range(sign, least, most))
        infinite, value, rest = s.limit(a)
        if infinite:
            return s.add(a, s.constant(Range(0, -1, 0)))
        if value is None:
            return s.constant(self._integer_below(a))
        below = Fraction(value).numerator // Fraction(value).denominator
        if below == value and not s.vanishes(rest) and s.leading(rest)[2] < 0:
            below -= 1
        return s.constant(below)
