"""The certified norm K of a space of functions, as a polynomial in its resolution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm


def integer_root(value: int, degree: int) -> int:
    """Return the integer part of value^(1/degree) for value ≥ 0.

    >>> integer_root(10**24 - 1, 3)
    99999999
    """
    if value < 2:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


@dataclass(frozen=True)
class NormPolynomial:
    """K(n) = Σ_j coefficients[j]·n^j / denominator, with non-negative integer coefficients and K(0) = 1.

    >>> K = NormPolynomial.of([Fraction(1), Fraction(1)])
    >>> K(3), K.largest_below(Fraction(1, 10))
    (Fraction(4, 1), 8)
    """

    coefficients: tuple[int, ...]
    denominator: int

    @staticmethod
    def of(coefficients: Sequence[Fraction]) -> NormPolynomial:
        """Return the polynomial with these coefficients, the constant one first."""
        denominator = lcm(*(c.denominator for c in coefficients))
        return NormPolynomial(tuple(int(c * denominator) for c in coefficients), denominator)

    @property
    def leading(self) -> Fraction:
        """The coefficient of the highest power: K(n) ~ leading·n^r."""
        return Fraction(self.coefficients[-1], self.denominator)

    def __call__(self, n: int) -> Fraction:
        return Fraction(self._scaled(n), self.denominator)

    def _scaled(self, n: int) -> int:
        value = 0
        for c in reversed(self.coefficients):
            value = value * n + c
        return value

    def below(self, n: int, eps: Fraction) -> bool:
        """Decide eps·K(n) < 1."""
        return eps.numerator * self._scaled(n) < eps.denominator * self.denominator

    def largest_below(self, eps: Fraction) -> int:
        """Return the largest n ≥ 0 with eps·K(n) < 1; K(0) = 1 makes it exist for eps < 1."""
        degree = len(self.coefficients) - 1
        ceiling = eps.denominator * self.denominator // (eps.numerator * self.coefficients[-1])
        high = integer_root(ceiling, degree) + 1
        step = 1
        low = high - step
        while low > 0 and not self.below(low, eps):
            high, step = low, 2 * step
            low = high - step
        low = max(low, 0)
        while high - low > 1:
            middle = (low + high) // 2
            if self.below(middle, eps):
                low = middle
            else:
                high = middle
        return low
