"""The signs of constants with parameters, from what is known, for the comparison of growth orders."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from boundlab.checking._refusal import Unaffordable
from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.polynomial import Budget, Number, Polynomial, Rational

MAX_POWERS = 64


class Unshown(Unaffordable):
    """A sign that nothing shows."""


def _text(value: Polynomial) -> str:
    """Return a polynomial as an expression."""
    products = (
        "*".join([f"({k})", *(f"{name}^{power}" for name, power in monomial)]) for monomial, k in value.terms.items()
    )
    return " + ".join(products)


class Signs:
    """The signs of rational functions: what a case assumes, and what certificates show.

    The logarithm of a rational function in parameters is a constant, too: `ln#i` is that of the i-th one met.
    """

    def __init__(self, known: Iterable[tuple[Rational, int]]) -> None:
        self.known = tuple(known)
        self.met: list[Rational] = []

    def logarithm(self, value: Rational, budget: Budget) -> Polynomial:
        """Return the constant that is the logarithm of `value`, that of its inverse with the sign changed."""
        for i, each in enumerate(self.met):
            for known, sign in ((each, 1), (Rational(each.denominator, each.numerator), -1)):
                if known.equals(value):
                    return Polynomial.variable(f"ln#{i}", budget).scaled(sign)
        self.met.append(value)
        return Polynomial.variable(f"ln#{len(self.met) - 1}", budget)

    def __call__(self, value: Rational) -> int:
        names = value.variables()
        number = value.as_number()
        if number is not None:
            return (number > 0) - (number < 0)
        if not any(map(constants.is_constant, names)):
            return self._looked_up(value)
        return self._mixed(value.numerator) * self._mixed(value.denominator)

    def _looked_up(self, value: Rational) -> int:
        if not value.numerator.terms:
            return 0
        for known, sign in self.known:
            if known.numerator.terms:
                ratio = (value / known).as_number()
                if ratio is not None:
                    return sign if ratio > 0 else -sign
        if value.denominator.as_number() is None:
            return self(Rational.of(value.numerator)) * self(Rational.of(value.denominator))
        raise Unshown(f"the certificate does not show the sign of {_text(value.numerator)}")

    def _mixed(self, value: Polynomial) -> int:
        """Return the sign of Σ c_j·κ_j, the c_j multiples of one of them or of one sign, the κ_j of constants > 0."""
        budget = value.budget
        parts: dict[Any, dict[Any, Number]] = {}
        for monomial, k in value.terms.items():
            constant = tuple(f for f in monomial if constants.is_constant(f[0]))
            rest = tuple(f for f in monomial if not constants.is_constant(f[0]))
            parts.setdefault(constant, {})[rest] = k
        if set(parts) == {()}:
            return self(Rational.of(value))
        factors = {constant: Polynomial(terms, budget) for constant, terms in parts.items()}
        first = next(iter(factors.values()))
        ratios = {c: Rational(f, first).as_number() for c, f in factors.items()}
        if all(ratio is not None for ratio in ratios.values()):
            total = Polynomial({c: r for c, r in ratios.items() if r is not None}, budget)
            return self(Rational.of(first)) * self._constant(total)
        signs = {self(Rational.of(f)) * self._constant(Polynomial({c: 1}, budget)) for c, f in factors.items()} - {0}
        if len(signs) > 1:
            raise Unclear("a constant has no known sign")
        return signs.pop() if signs else 0

    def _constant(self, value: Polynomial) -> int:
        """Return the sign of a polynomial in constants; a sum of k·log E is compared as a product of powers with 1."""
        if not any(name.startswith("ln#") for name in value.variables()):
            return constants.sign(value)
        if any(len(m) != 1 or m[0][1] != 1 or not m[0][0].startswith(("ln#", "log#")) for m in value.terms):
            raise Unclear("a constant has no known sign")
        slopes = {monomial[0][0]: Fraction(k) for monomial, k in value.terms.items()}
        common = lcm(*(k.denominator for k in slopes.values()))
        shared = gcd(*(int(k * common) for k in slopes.values()))
        powers = {name: int(k * common) // shared for name, k in slopes.items()}
        if sum(map(abs, powers.values())) > MAX_POWERS:
            raise Unclear("a constant has no known sign")
        one = Rational.of(Polynomial.constant(1, value.budget))
        above = below = one
        for name, k in powers.items():
            kind, number = name.split("#")
            base = (
                self.met[int(number)] if kind == "ln" else Rational.of(Polynomial.constant(int(number), value.budget))
            )
            above, below = (above * base**k, below) if k > 0 else (above, below * base**-k)
        return self(above - below)
