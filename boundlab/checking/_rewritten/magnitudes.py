"""How fast functions of a scale t → ∞ grow, again: coefficients times magnitudes, and an O(·) of what is left out.

A magnitude is an iterated logarithm of t or the exponential of a finite sum of magnitudes; two are compared by the sign
of the leading coefficient of the difference of their logarithms. A coefficient is a rational function of parameters and
constants, or a `Range`: a function of t that stays between bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Coefficient, Germ, Magnitude, Range
from boundlab.checking._rewritten.polynomial import Budget, Number, Polynomial, Rational
from boundlab.checking._rewritten.roots import root_of
from boundlab.checking._rewritten.signs import Signs

MAX_LOGARITHMS = 8


class Scale:
    """Calculates with germs of at most `length` terms; `sign_of` tells the sign of a rational function."""

    def __init__(self, sign_of: Signs, length: int, budget: Budget) -> None:
        self.sign_of, self.length, self.budget = sign_of, length, budget
        self.one = Magnitude(-1)
        self.t = Magnitude(0)
        self._orders: dict[tuple[int, int], int] = {}
        self._kept: list[Magnitude] = []

    def number(self, value: Number) -> Rational:
        return Rational.of(Polynomial.constant(value, self.budget))

    def constant(self, value: Number | Coefficient) -> Germ:
        c = value if isinstance(value, Rational | Range) else self.number(value)
        return Germ([(self.one, c)] if isinstance(c, Range) or c.numerator.terms else [])

    # magnitudes

    def log(self, m: Magnitude) -> list[tuple[Magnitude, Rational]]:
        if m.depth < 0:
            return m.exponent
        if m.depth > MAX_LOGARITHMS + 4:
            raise Unclear("logarithms nested too deep")
        return [(Magnitude(m.depth + 1), self.number(1))]

    def exp(self, exponent: list[tuple[Magnitude, Rational]]) -> Magnitude:
        if len(exponent) == 1 and exponent[0][0].depth > 0 and exponent[0][1].as_number() == 1:
            return Magnitude(exponent[0][0].depth - 1)
        return Magnitude(-1, exponent)

    def compare(self, a: Magnitude, b: Magnitude) -> int:
        self.budget.spend(5)
        if a is b:
            return 0
        if a.depth >= 0 and b.depth >= 0:
            return (a.depth < b.depth) - (a.depth > b.depth)
        key = id(a), id(b)
        if key not in self._orders:
            self._kept += [a, b]
            gap = self.combined(self.log(a), self.log(b), -1)
            self._orders[key] = next((s for _, c in gap if (s := self.sign_of(c))), 0)
        return self._orders[key]

    def combined(
        self, a: list[tuple[Magnitude, Rational]], b: list[tuple[Magnitude, Rational]], factor: int
    ) -> list[tuple[Magnitude, Rational]]:
        result: list[tuple[Magnitude, Rational]] = []
        i = j = 0
        while i < len(a) or j < len(b):
            order = 1 if j == len(b) else -1 if i == len(a) else self.compare(a[i][0], b[j][0])
            if order > 0:
                result.append(a[i])
            elif order < 0:
                result.append((b[j][0], b[j][1] * self.number(factor)))
            else:
                total = a[i][1] + b[j][1] * self.number(factor)
                if total.numerator.terms:
                    result.append((a[i][0], total))
            i, j = i + (order >= 0), j + (order <= 0)
        return result

    def times(self, a: Magnitude, b: Magnitude) -> Magnitude:
        if b is self.one or a is self.one:
            return a if b is self.one else b
        return self.exp(self.combined(self.log(a), self.log(b), 1))

    def raised(self, m: Magnitude, exponent: Rational) -> Magnitude:
        if not exponent.numerator.terms or m is self.one:
            return self.one
        return self.exp([(n, c * exponent) for n, c in self.log(m)])

    # coefficients

    def sign(self, c: Coefficient) -> int:
        return c.sign if isinstance(c, Range) else self.sign_of(c)

    def ends(self, c: Coefficient) -> tuple[Number | None, Number | None]:
        if isinstance(c, Range):
            return c.low, c.high
        number = c.as_number()
        return number, number

    def product(self, a: Coefficient, b: Coefficient) -> Coefficient:
        if isinstance(a, Rational) and isinstance(b, Rational):
            return a * b
        sign = self.sign(a) * self.sign(b)
        small = any(isinstance(c, Range) and c.vanishes_often() for c in (a, b))
        corners: list[Number] = []
        for x in self.ends(a):
            for y in self.ends(b):
                if x is None or y is None:
                    return Range(sign, near_zero=small)
                corners.append(x * y)
        return Range(sign, min(corners), max(corners), self._stays_dense(a, b), small)

    def total(self, a: Coefficient, b: Coefficient) -> Coefficient:
        if isinstance(a, Rational) and isinstance(b, Rational):
            return a + b
        (a0, a1), (b0, b1) = self.ends(a), self.ends(b)
        low = None if a0 is None or b0 is None else a0 + b0
        high = None if a1 is None or b1 is None else a1 + b1
        signs = {self.sign(a), self.sign(b)}
        dense = self._stays_dense(a, b)
        if signs == {1} or (low is not None and low > 0):
            return Range(1, low, high, dense)
        return Range(-1 if signs == {-1} or (high is not None and high < 0) else 0, low, high, dense)

    def _stays_dense(self, a: Coefficient, b: Coefficient) -> bool:
        """One is a rational number other than 0, the other dense."""
        if isinstance(a, Rational):
            a, b = b, a
        return isinstance(a, Range) and a.dense and isinstance(b, Rational) and bool(b.as_number())

    # germs

    def collected(self, terms: list[tuple[Magnitude, Coefficient]], rest: Magnitude | None) -> Germ:
        found: list[tuple[Magnitude, Coefficient]] = []
        for m, c in terms:
            self.budget.spend(20)
            if rest is not None and self.compare(m, rest) <= 0:
                continue
            start, end, order = 0, len(found), 1
            while start < end and order:
                i = (start + end) // 2
                order = self.compare(m, found[i][0])
                if order == 0:
                    found[i] = found[i][0], self.total(found[i][1], c)
                start, end = (start, i) if order > 0 else (i + 1, end)
            if order:
                found.insert(start, (m, c))
        found = [(m, c) for m, c in found if isinstance(c, Range) or c.numerator.terms]
        if len(found) > self.length:
            return Germ(found[: self.length], found[self.length][0])
        return Germ(found, rest)

    def larger(self, *choices: Magnitude | None) -> Magnitude | None:
        best: Magnitude | None = None
        for m in choices:
            if m is not None and (best is None or self.compare(m, best) > 0):
                best = m
        return best

    def add(self, *parts: Germ) -> Germ:
        return self.collected([term for part in parts for term in part.terms], self.larger(*(p.rest for p in parts)))

    def multiply(self, a: Germ, b: Germ) -> Germ:
        lost = [self.times(x.rest, size) for x, y in ((a, b), (b, a)) if x.rest and (size := self._size(y)) is not None]
        pairs = [(self.times(m, n), self.product(c, d)) for m, c in a.terms for n, d in b.terms]
        return self.collected(pairs, self.larger(*lost))

    def _size(self, a: Germ) -> Magnitude | None:
        return a.terms[0][0] if a.terms else a.rest

    def scaled(self, a: Germ, factor: Coefficient, m: Magnitude | None = None) -> Germ:
        m = m or self.one
        terms = [(self.times(n, m), self.product(c, factor)) for n, c in a.terms]
        return Germ(terms, None if a.rest is None else self.times(a.rest, m))

    def negative(self, a: Germ) -> Germ:
        return self.scaled(a, self.number(-1))

    def only_range(self, a: Germ) -> tuple[Magnitude, Range, Number, Number] | None:
        """Return magnitude, range and ends of what is nothing but a range with known ends, else None."""
        if len(a.terms) != 1 or a.rest is not None:
            return None
        m, c = a.terms[0]
        return (m, c, c.low, c.high) if isinstance(c, Range) and c.low is not None and c.high is not None else None

    def vanishes(self, a: Germ) -> bool:
        return a.rest is None and all(isinstance(c, Rational) and self.sign(c) == 0 for _, c in a.terms)

    def bound(self, a: Germ) -> Magnitude | None:
        return next((m for m, c in a.terms if isinstance(c, Range) or self.sign(c)), a.rest)

    def least(self, a: Germ) -> Magnitude | None:
        """Return a magnitude that |a| is at least a multiple of, None if none is found."""
        seen: set[int] = set()
        for m, c in a.terms:
            sign = self.sign(c)
            if sign:
                return m if seen <= {sign} else None
            if isinstance(c, Range):
                up, down = c.low is not None and c.low >= 0, c.high is not None and c.high <= 0
                if not up and not down:
                    return None
                seen.add(1 if up else -1)
        return None

    def recurrent(self, a: Germ) -> Magnitude | None:
        """Return a magnitude that |a| is at least a multiple of for arbitrarily large t, None if none is found."""
        for m, c in a.terms:
            if self.sign(c):
                return m
            if isinstance(c, Range):
                return m if c.dense and (c.low or c.high) else None
        return None

    def touched(self, a: Germ) -> Magnitude | None:
        """Return a magnitude that |a| is less than every multiple of for arbitrarily large t, None if none is found."""
        for m, c in a.terms:
            if isinstance(c, Range):
                return m if c.vanishes_often() else None
            if self.sign(c):
                return None
        return None

    def leading(self, a: Germ) -> tuple[Magnitude, Coefficient, int]:
        for m, c in a.terms:
            s = self.sign(c)
            if s:
                return m, c, s
            if isinstance(c, Range):
                break
        raise Unclear("the leading terms cancel or have no known sign")

    def power(self, a: Germ, exponent: Rational) -> Germ:
        p = exponent.as_number()
        if p == 0:
            return self.constant(1)
        if p is not None and p.denominator == 1 and 0 < p <= 64 and (known := self.only_range(a)) is not None:
            m, span, low, high = known
            low, high, odd = low ** int(p), high ** int(p), int(p) % 2 == 1
            if not odd:
                low, high = (0 if span.low <= 0 <= span.high else min(low, high)), max(low, high)  # type: ignore[operator]
            sign = 1 if low > 0 else -1 if high < 0 else span.sign if odd else abs(span.sign)
            return Germ([(self.raised(m, exponent), span._replace(sign=sign, low=low, high=high))])
        if p is not None and p.denominator == 1 and 0 < p <= 3:
            result = a
            for _ in range(int(p) - 1):
                result = self.multiply(result, a)
            return result
        if self.vanishes(a):
            raise Rejected("a power of zero, or a division by zero")
        m, c, s = self.leading(a)
        if s < 0 and (p is None or p.denominator > 1):
            raise Rejected("a power of what is negative")
        factor = self._power_of_coefficient(c, s, exponent)
        whole = self.raised(m, exponent)
        if isinstance(factor, Range):
            return Germ([(whole, factor)])
        row = [self.number(1)]
        for k in range(self.length):
            row.append(row[-1] * (exponent - self.number(k)) * self.number(Fraction(1, k + 1)))
        return self.scaled(self.series(row, self._relative(a, m, c)), factor, whole)

    def _power_of_coefficient(self, c: Coefficient, s: int, exponent: Rational) -> Coefficient:
        p = exponent.as_number()
        sign = s if p is not None and p.denominator == 1 and int(p) % 2 else 1
        if isinstance(c, Range):
            return Range(sign)
        number = c.as_number()
        if number == 1:
            return c
        if p is not None and p.denominator == 1 and -64 <= p <= 64:
            return c ** int(p) if p > 0 else self.number(1) / c ** int(-p)
        found = (
            None if p is None or number is None else constants.power_of(max(number, -number), Fraction(p), self.budget)
        )
        if found is not None:
            return Rational.of(found.scaled(sign))
        root = None if p is None or s < 0 or number is not None else root_of(c, Fraction(p), self.sign_of, self.budget)
        return Range(sign) if root is None else root

    def _relative(self, a: Germ, m: Magnitude, c: Coefficient) -> Germ:
        """Return a/(c·m) - 1."""
        assert isinstance(c, Rational)
        behind = [(n, d) for n, d in a.terms if self.compare(n, m) < 0]
        return self.scaled(Germ(behind, a.rest), self.number(1) / c, self.raised(m, self.number(-1)))

    def series(self, row: Sequence[Rational], a: Germ) -> Germ:
        """Return Σ row[k]·a^k + O(a^len(row)) for a → 0."""
        total, power = [self.constant(row[0])], self.constant(1)
        if not a.terms and a.rest is None:
            return total[0]
        for k in row[1:]:
            power = self.multiply(power, a)
            total.append(self.scaled(power, k))
        size = self.bound(a)
        if size is not None:
            total.append(Germ([], self.raised(size, self.number(len(row)))))
        return self.add(*total)

    def logarithm(self, a: Germ) -> Germ:
        if self.vanishes(a):
            raise Rejected("the logarithm of zero")
        m, c, s = self.leading(a)
        if s < 0:
            raise Rejected("the logarithm of what is negative")
        if m.depth > MAX_LOGARITHMS - 1:
            raise Rejected("logarithms nested too deep")
        main = Germ([(n, d) for n, d in self.log(m)])
        if isinstance(c, Range) and c.low is not None and c.high is not None and c.low > 0:
            behind = [n for n, _ in a.terms if n is not m] + ([] if a.rest is None else [a.rest])
            lost = self.times(behind[0], self.raised(m, self.number(-1))) if behind else None
            low, high = 1 - 1 / Fraction(c.low), c.high - 1  # 1 - 1/c ≤ log c ≤ c - 1
            about = Range(1 if low > 0 else -1 if high < 0 else 0, low, high)
            return self.add(main, self.constant(about), Germ([], lost))
        first = self._log_of_coefficient(c)
        if first is None:
            return self.add(main, self.constant(Range(0)))
        row = [self.number(0), *(self.number(Fraction((-1) ** (k + 1), k)) for k in range(1, self.length + 1))]
        return self.add(main, self.constant(Rational.of(first)), self.series(row, self._relative(a, m, c)))

    def _log_of_coefficient(self, c: Coefficient) -> Polynomial | None:
        if isinstance(c, Range):
            return None
        if (names := c.variables()) and all(map(constants.is_constant, names)):
            parts = [constants.log_of_product(side, self.budget) for side in (c.numerator, c.denominator)]
            return None if parts[0] is None or parts[1] is None else parts[0] - parts[1]
        if any(map(constants.is_constant, names)):
            return None
        number = c.as_number()
        return self.sign_of.logarithm(c, self.budget) if number is None else constants.log_of(number, self.budget)

    def exponential(self, a: Germ) -> Germ:
        large, middle, small = self.split(a)
        if any(isinstance(c, Range) for _, c in large):
            raise Unclear("an exponent is not known well enough")
        whole = self.exp([(m, c) for m, c in large if isinstance(c, Rational)])
        factor: Polynomial | None = Polynomial.constant(1, self.budget)
        if middle is not None:
            flat = middle.as_polynomial() if isinstance(middle, Rational) else None
            factor = None if flat is None else constants.exp_of(flat, self.budget)
        if factor is None:
            return Germ([(whole, Range(1))])
        row = [self.number(1)]
        for k in range(1, self.length + 1):
            row.append(row[-1] * self.number(Fraction(1, k)))
        return self.scaled(self.series(row, small), Rational.of(factor), whole)

    def split(self, a: Germ) -> tuple[list[tuple[Magnitude, Coefficient]], Coefficient | None, Germ]:
        """Return what tends to infinity, the coefficient of 1 (some range for an O(1)), and what tends to zero."""
        orders = [self.compare(m, self.one) for m, _ in a.terms]
        large = [term for term, order in zip(a.terms, orders, strict=True) if order > 0]
        small = [term for term, order in zip(a.terms, orders, strict=True) if order < 0]
        middle: Coefficient | None = None
        for (_, c), order in zip(a.terms, orders, strict=True):
            if order == 0:
                middle = c if middle is None else self.total(middle, c)
        lost = -1 if a.rest is None else self.compare(a.rest, self.one)
        if lost > 0:
            raise Unclear("the leading terms cancel: an exponent is not known well enough")
        return large, Range(0) if lost == 0 else middle, Germ([], None) if lost == 0 else Germ(small, a.rest)

    def limit(self, a: Germ) -> tuple[int, Number | None, Germ]:
        """Return the sign of an infinite limit or 0, a rational limit if there is one, and a minus that."""
        for m, c in a.terms:
            if self.compare(m, self.one) <= 0:
                break
            s = self.sign(c)
            if s or isinstance(c, Range):
                if not s:
                    raise Unclear("a factor has no known sign")
                return s, None, a
        _, middle, small = self.split(a)
        if middle is None:
            return 0, 0, small
        return 0, middle.as_number() if isinstance(middle, Rational) else None, small

    def tends_to_zero(self, a: Germ) -> bool:
        large, middle, _ = self.split(a)
        seen = [c for _, c in large] + ([] if middle is None else [middle])
        return all(isinstance(c, Rational) and self.sign(c) == 0 for c in seen)
