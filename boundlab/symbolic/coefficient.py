"""Coefficients of expansions: exact constants, and functions of which bounds are known, such as sin t."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from boundlab.symbolic.expression import Expression, number


class Coefficient(NamedTuple):
    """An exact `value`, or a function within [low, high] (None: some constant); with a `sign` it stays away from 0.

    Where it `swings`, it takes values near both ends, and near all between them, again and again; where it `dips`,
    values near 0.
    """

    value: Expression | None = None
    sign: int = 0
    low: Fraction | None = None
    high: Fraction | None = None
    swings: bool = False
    dips: bool = False

    def touches(self) -> bool:
        """Does it come near 0 again and again?"""
        within = self.low is not None and self.high is not None and self.low <= 0 <= self.high
        return self.dips or (self.swings and within)

    def to_power(self, p: int) -> Coefficient | None:
        """Return its p-th power, p > 0, if it is a function of which both ends are known."""
        if self.value is not None or self.low is None or self.high is None:
            return None
        ends = sorted((self.low**p, self.high**p))
        if p % 2 == 0 and self.low <= 0 <= self.high:
            ends[0] = Fraction(0)
        sign = 1 if ends[0] > 0 else -1 if ends[1] < 0 else abs(self.sign) if p % 2 == 0 else self.sign
        return Coefficient(None, sign, ends[0], ends[1], self.swings, self.dips)


def exact(value: Expression | Fraction | int) -> Coefficient:
    """Return the coefficient that is this constant."""
    return Coefficient(value if isinstance(value, Expression) else number(value))


def within(low: Fraction | int, high: Fraction | int, *, swings: bool = False) -> Coefficient:
    """Return a function with values in [low, high]."""
    return Coefficient(None, 1 if low > 0 else -1 if high < 0 else 0, Fraction(low), Fraction(high), swings)


POSITIVE, BOUNDED = Coefficient(None, 1), Coefficient(None, 0)


def swings(a: Coefficient, b: Coefficient) -> bool:
    """Does a sum or product of a and b swing as one of them does, the other being a rational number?"""
    other = b if a.swings else a
    number = other.value.value if other.value is not None else None
    return (a.swings or b.swings) and number is not None and number != 0
