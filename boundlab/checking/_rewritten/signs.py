"""The signs of constants with parameters, from what is known, for the comparison of growth orders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from boundlab.checking._refusal import Unaffordable
from boundlab.checking._rewritten import constants
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.polynomial import Number, Polynomial, Rational


class Signs:
    """The signs of rational functions: what a case assumes, and what certificates show."""

    def __init__(self, known: Iterable[tuple[Rational, int]]) -> None:
        self.known = tuple(known)

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
        raise Unaffordable("a sign is needed that the certificate does not show")

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
            return self(Rational.of(first)) * constants.sign(total)
        signs = {self(Rational.of(f)) * constants.sign(Polynomial({c: 1}, budget)) for c, f in factors.items()} - {0}
        if len(signs) > 1:
            raise Unclear("a constant has no known sign")
        return signs.pop() if signs else 0
