"""Exact polynomials and rational functions for the checkers, with a bound on the work done.

A polynomial is a finite sum of c·x^α, c rational; a rational function is a fraction n/d of polynomials, d not
zero. Fractions are cancelled only when d divides n; two of them are compared by cross multiplication. Every
operation spends from the budget its operands carry.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from boundlab.checking._refusal import Rejected, Unaffordable

Number = int | Fraction
Monomial = tuple[tuple[str, int], ...]
Key = tuple[frozenset[tuple[Monomial, Number]], ...]

MAX_WORK = 1_000_000
MAX_BITS = 8_000
MAX_DEGREE = 4_096
MAX_TERMS = 20_000


class Budget:
    """Elementary steps (about a microsecond each) that may still be spent on one certificate."""

    def __init__(self, steps: int = MAX_WORK) -> None:
        self.steps = steps
        self.left = steps

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise Unaffordable(f"checking it takes more than {self.steps} elementary steps, refused")


def bits(value: Number) -> int:
    """Return the length of `value` in bits, numerator or denominator, whichever is longer."""
    if type(value) is int:
        return value.bit_length()
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def bounded(value: Number, budget: Budget) -> Number:
    """Return `value` after paying for its length; raises Rejected if that exceeds MAX_BITS."""
    length = bits(value)
    if length > MAX_BITS:
        raise Unaffordable(f"a number of more than {MAX_BITS} bits, refused")
    budget.spend(1 + length // 64)
    return value


def power(base: Number, exponent: int, budget: Budget) -> Number:
    """Return `base ** exponent` for an integer exponent ≥ 0, refusing a result of more than MAX_BITS."""
    if bits(base) > 1 and (bits(base) - 1) * exponent > MAX_BITS:
        raise Unaffordable(f"a number of more than {MAX_BITS} bits, refused")
    return bounded(base**exponent, budget)


def _simplified(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


_ONE: dict[Monomial, Number] = {(): 1}


class Polynomial:
    """A sparse polynomial with rational coefficients; immutable."""

    __slots__ = ("budget", "length", "terms")

    def __init__(self, terms: dict[Monomial, Number], budget: Budget) -> None:
        if len(terms) > MAX_TERMS:
            raise Unaffordable(f"a polynomial of more than {MAX_TERMS} terms, refused")
        self.terms = terms
        self.budget = budget
        self.length = max([v.bit_length() if type(v) is int else bits(v) for v in terms.values()], default=0)
        if self.length > MAX_BITS:
            raise Unaffordable(f"a coefficient of more than {MAX_BITS} bits, refused")

    @classmethod
    def constant(cls, value: Number, budget: Budget) -> Polynomial:
        return cls({(): value} if value else {}, budget)

    @classmethod
    def variable(cls, name: str, budget: Budget) -> Polynomial:
        return cls({((name, 1),): 1}, budget)

    @property
    def key(self) -> frozenset[tuple[Monomial, Number]]:
        return frozenset(self.terms.items())

    def as_number(self) -> Number | None:
        """Return the value of a constant polynomial, None for any other."""
        if not self.terms:
            return 0
        return self.terms.get(()) if len(self.terms) == 1 else None

    def is_one(self) -> bool:
        return self.terms == _ONE

    def variables(self) -> set[str]:
        return {name for monomial in self.terms for name, _ in monomial}

    def direction(self) -> Polynomial:
        """Return the multiple whose leading coefficient is 1; the zero polynomial has none."""
        return self.scaled(_simplified(Fraction(1) / self.terms[max(self.terms)]))

    def has_integer_coefficients(self) -> bool:
        return all(value.denominator == 1 for value in self.terms.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Polynomial) -> Polynomial:
        large, small = (self, other) if len(self.terms) >= len(other.terms) else (other, self)
        each = 1 + (large.length + small.length) // 64
        self.budget.spend(2 + each * len(small.terms) + len(large.terms) // 4)
        terms = dict(large.terms)
        for monomial, value in small.terms.items():
            total = terms.get(monomial, 0) + value
            if total:
                terms[monomial] = total
            else:
                del terms[monomial]
        return Polynomial(terms, self.budget)

    def __neg__(self) -> Polynomial:
        return self.scaled(-1)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def scaled(self, factor: Number) -> Polynomial:
        if factor == 1:
            return self
        return self * Polynomial.constant(factor, self.budget)

    def __mul__(self, other: Polynomial) -> Polynomial:
        each = 6 + self.length * other.length // 4096
        self.budget.spend(2 + each * len(self.terms) * len(other.terms))
        terms: dict[Monomial, Number] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                monomial = self._product(left, right)
                terms[monomial] = terms.get(monomial, 0) + a * b
        return Polynomial({monomial: value for monomial, value in terms.items() if value}, self.budget)

    def _product(self, left: Monomial, right: Monomial) -> Monomial:
        if not left or not right:
            return left or right
        self.budget.spend((len(left) + len(right)) // 4)
        exponents = dict(left)
        for name, exponent in right:
            exponents[name] = exponents.get(name, 0) + exponent
        if sum(exponents.values()) > MAX_DEGREE:
            raise Unaffordable(f"a polynomial of degree above {MAX_DEGREE}, refused")
        return tuple(sorted(exponents.items()))

    def __pow__(self, exponent: int) -> Polynomial:
        result = Polynomial.constant(1, self.budget)
        for _ in range(exponent):
            result = result * self
        return result

    def divided_by(self, divisor: Polynomial) -> Polynomial | None:
        """Return q with self = q·divisor, or None if there is none.

        In lexicographic order the leading monomial of a multiple of `divisor` is a multiple of the leading
        monomial of `divisor`, so the first remainder for which it is not shows that there is no q.
        """
        number = divisor.as_number()
        if number is not None:
            return self.scaled(_simplified(Fraction(1) / number))
        if not divisor.variables() <= self.variables():
            return None if self.terms else self
        names = sorted(self.variables())
        lead = divisor._leading(names)
        quotient: dict[Monomial, Number] = {}
        remainder = self
        while remainder.terms:
            top = remainder._leading(names)
            left = dict(top)
            for name, exponent in lead:
                left[name] = left.get(name, 0) - exponent
            if min(left.values(), default=0) < 0:
                return None
            monomial = tuple(sorted((name, exponent) for name, exponent in left.items() if exponent))
            value = _simplified(Fraction(remainder.terms[top]) / divisor.terms[lead])
            quotient[monomial] = value
            remainder = remainder - divisor * Polynomial({monomial: value}, self.budget)
        return Polynomial(quotient, self.budget)

    def _leading(self, names: list[str]) -> Monomial:
        self.budget.spend(len(self.terms) * (1 + len(names) // 2))

        def exponents(monomial: Monomial) -> list[int]:
            powers = dict(monomial)
            return [powers.get(name, 0) for name in names]

        return max(self.terms, key=exponents)


class Rational:
    """A rational function n/d; d is not the zero polynomial, and is 1 if it divides n."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: Polynomial, denominator: Polynomial) -> None:
        if not denominator.terms:
            raise Rejected("division by zero")
        if not denominator.is_one():
            quotient = numerator.divided_by(denominator)
            if quotient is not None:
                numerator, denominator = quotient, Polynomial.constant(1, numerator.budget)
        self.numerator = numerator
        self.denominator = denominator

    @classmethod
    def of(cls, numerator: Polynomial) -> Rational:
        return cls(numerator, Polynomial.constant(1, numerator.budget))

    @property
    def key(self) -> Key:
        return self.numerator.key, self.denominator.key

    def as_number(self) -> Number | None:
        return self.numerator.as_number() if self.denominator.is_one() else None

    def as_polynomial(self) -> Polynomial | None:
        return self.numerator if self.denominator.is_one() else None

    def variables(self) -> set[str]:
        return self.numerator.variables() | self.denominator.variables()

    def equals(self, other: Rational) -> bool:
        if self.denominator == other.denominator:
            return self.numerator == other.numerator
        return self.numerator * other.denominator == other.numerator * self.denominator

    def __add__(self, other: Rational) -> Rational:
        if self.denominator == other.denominator:
            return Rational(self.numerator + other.numerator, self.denominator)
        for a, b in ((self, other), (other, self)):
            factor = a.denominator.divided_by(b.denominator)
            if factor is not None:
                return Rational(a.numerator + b.numerator * factor, a.denominator)
        return Rational(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __neg__(self) -> Rational:
        return Rational(-self.numerator, self.denominator)

    def __sub__(self, other: Rational) -> Rational:
        return self + -other

    def __mul__(self, other: Rational) -> Rational:
        if self.denominator.is_one() and other.denominator.is_one():
            return Rational(self.numerator * other.numerator, self.denominator)
        return Rational(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: Rational) -> Rational:
        return Rational(self.numerator * other.denominator, self.denominator * other.numerator)

    def __pow__(self, exponent: int) -> Rational:
        return Rational(self.numerator**exponent, self.denominator**exponent)

    def substituted(self, values: Mapping[str, Rational]) -> Rational:
        """Return the rational function with each variable in `values` replaced by its value there."""
        if not self.variables() & values.keys():
            return self
        return _substituted(self.numerator, values) / _substituted(self.denominator, values)


def _substituted(polynomial: Polynomial, values: Mapping[str, Rational]) -> Rational:
    total = Rational.of(Polynomial({}, polynomial.budget))
    for monomial, value in polynomial.terms.items():
        kept = tuple((name, exponent) for name, exponent in monomial if name not in values)
        term = Rational.of(Polynomial({kept: value}, polynomial.budget))
        for name, exponent in monomial:
            if name in values:
                term = term * values[name] ** exponent
        total = total + term
    return total
