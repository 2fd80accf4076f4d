"""Real algebraic numbers: the root of a polynomial that is alone in an interval, and what is calculated from it.

A value is a quotient of polynomials in the root. It is zero if the numerator has the root in common with the
polynomial; else the interval is halved until it is seen on which side of zero the numerator lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import total_ordering
from itertools import pairwise
from typing import Any

from boundlab.checking._refusal import afford, require
from boundlab.checking._rewritten.polynomial import Budget

MAX_DEGREE, MAX_BITS, MAX_HALVINGS = 24, 2_000, 5_000
Poly = list[Fraction]  # coefficients, the constant one first, the last one not zero


def _trimmed(p: Sequence[Fraction]) -> Poly:
    found = list(p)
    while found and not found[-1]:
        found.pop()
    return found


def _at(p: Poly, x: Fraction) -> Fraction:
    total = Fraction(0)
    for c in reversed(p):
        total = total * x + c
    return total


class RealRoot:
    """The one root of a squarefree polynomial between two rational numbers; raises Rejected if there is not one."""

    def __init__(self, coefficients: Sequence[Fraction], low: Fraction, high: Fraction, budget: Budget) -> None:
        afford(len(coefficients) <= MAX_DEGREE + 1, f"the root of a polynomial of a degree above {MAX_DEGREE}")
        self.polynomial, self.low, self.high, self.budget = _trimmed(coefficients), low, high, budget
        require(len(self.polynomial) > 1 and low < high, "a root is that of a polynomial, in an interval")
        self.text = f"the root of {_shown(self.polynomial)} between {low} and {high}"
        chain = [self.polynomial, self._derivative()]
        while rest := self._remainder(chain[-2], chain[-1]):
            chain.append([-c for c in rest])
        require(len(chain[-1]) == 1, "a polynomial with multiple roots")
        require(all(_at(self.polynomial, x) for x in (low, high)), "a polynomial with a root at an end of the interval")
        require(self._changes(chain, low) - self._changes(chain, high) == 1, "not one root in the interval")

    def _derivative(self) -> Poly:
        return [c * k for k, c in enumerate(self.polynomial)][1:]

    def _changes(self, chain: list[Poly], x: Fraction) -> int:
        signs = [value > 0 for p in chain if (value := _at(p, x))]
        return sum(a != b for a, b in pairwise(signs))

    def _remainder(self, p: Poly, q: Poly) -> Poly:
        rest = list(p)
        while len(rest) >= len(q):
            factor, shift = rest[-1] / q[-1], len(rest) - len(q)
            self._pay(factor, len(q))
            rest = _trimmed([c - factor * q[k - shift] if k >= shift else c for k, c in enumerate(rest[:-1])])
        return rest

    def _pay(self, number: Fraction, times: int) -> None:
        length = max(number.numerator.bit_length(), number.denominator.bit_length())
        afford(length <= MAX_BITS * MAX_DEGREE, "a coefficient that is too long")
        self.budget.spend(times * (1 + length // 64))

    def reduced(self, p: Sequence[Fraction]) -> Poly:
        return self._remainder(_trimmed(p), self.polynomial)

    def product(self, p: Poly, q: Poly) -> Poly:
        found = [Fraction(0)] * (len(p) + len(q))
        for i, a in enumerate(p):
            self._pay(a, len(q))
            for j, b in enumerate(q):
                found[i + j] += a * b
        return self.reduced(found)

    def sign(self, p: Poly) -> int:
        """Return the sign of p at the root."""
        common, rest = self.polynomial, p
        while rest:
            common, rest = rest, self._remainder(common, rest)
        if len(common) > 1 and _at(common, self.low) * _at(common, self.high) <= 0:
            return 0
        for _ in range(MAX_HALVINGS):
            low, high = self._range(p)
            if low > 0 or high < 0:
                return 1 if low > 0 else -1
            self._halve()
        afford(False, "a sign takes too long")
        raise AssertionError

    def _range(self, p: Poly) -> tuple[Fraction, Fraction]:
        low = high = Fraction(0)
        for c in reversed(p):
            self._pay(low, 8)
            ends = [x * y for x in (low, high) for y in (self.low, self.high)]
            low, high = min(ends) + c, max(ends) + c
        return low, high

    def _halve(self) -> None:
        middle = (self.low + self.high) / 2
        self._pay(middle, 4 * len(self.polynomial))
        value = _at(self.polynomial, middle)
        if not value:
            self.low = self.high = middle
        elif (value > 0) == (_at(self.polynomial, self.low) > 0):
            self.low = middle
        else:
            self.high = middle


def _shown(p: Poly) -> str:
    terms = [f"({c})*z^{k}" if k else f"({c})" for k, c in enumerate(p) if c]
    return " + ".join(reversed(terms))


@total_ordering
class Algebraic:
    """top/bottom at a root, `bottom` not zero there."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, root: RealRoot, top: Poly, bottom: Poly) -> None:
        self.root, self.top, self.bottom = root, top, bottom

    @classmethod
    def of(cls, root: RealRoot) -> Algebraic:
        """Return the root itself."""
        return cls(root, root.reduced([Fraction(0), Fraction(1)]), [Fraction(1)])

    def __str__(self) -> str:
        return self.root.text

    def _other(self, value: Any) -> Algebraic:
        return (
            value if isinstance(value, Algebraic) else Algebraic(self.root, _trimmed([Fraction(value)]), [Fraction(1)])
        )

    def __add__(self, value: Any) -> Algebraic:
        b, multiply = self._other(value), self.root.product
        one, other = multiply(self.top, b.bottom), multiply(b.top, self.bottom)
        size = max(len(one), len(other))
        total = [sum((p[k] for p in (one, other) if k < len(p)), Fraction(0)) for k in range(size)]
        return Algebraic(self.root, _trimmed(total), multiply(self.bottom, b.bottom))

    def __mul__(self, value: Any) -> Algebraic:
        b, multiply = self._other(value), self.root.product
        return Algebraic(self.root, multiply(self.top, b.top), multiply(self.bottom, b.bottom))

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Algebraic:
        return Algebraic(self.root, [-c for c in self.top], self.bottom)

    def __sub__(self, value: Any) -> Algebraic:
        return self + -self._other(value)

    def __pow__(self, exponent: int) -> Algebraic:
        """Raise to an integer power; ZeroDivisionError for a negative one of zero."""
        base = self
        if exponent < 0:
            if not self.sign():
                raise ZeroDivisionError
            base = Algebraic(self.root, self.bottom, self.top)
        result = self._other(1)
        for _ in range(abs(exponent)):
            result = result * base
        return result

    def sign(self) -> int:
        """Return the sign."""
        return self.root.sign(self.top) * self.root.sign(self.bottom) if self.top else 0

    def __eq__(self, value: object) -> bool:
        return not (self - value).sign()

    def __lt__(self, value: Any) -> bool:
        return (self - value).sign() < 0
