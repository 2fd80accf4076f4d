"""Germs of functions of a scale: sums of coefficients times magnitudes, and what is left out, again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from boundlab.checking._rewritten.polynomial import Number, Rational


class Range(NamedTuple):
    """Values within [low, high] (None: some constant); with a sign other than 0 they stay away from zero.

    What is `dense` comes near every value between the ends for arbitrarily large t, what is `near_zero` comes near 0.
    """

    sign: int
    low: Number | None = None
    high: Number | None = None
    dense: bool = False
    near_zero: bool = False

    def vanishes_often(self) -> bool:
        if self.dense and self.low is not None and self.high is not None and self.low <= 0 <= self.high:
            return True
        return self.near_zero


Coefficient = Rational | Range


@dataclass(eq=False)
class Magnitude:
    """The `depth`-fold logarithm of t, or with depth -1 the exponential of Σ coefficient·magnitude, largest first."""

    depth: int
    exponent: list[tuple[Magnitude, Rational]] = field(default_factory=list)


@dataclass(eq=False)
class Germ:
    """Σ coefficient·magnitude + O(rest); None: nothing is left out."""

    terms: list[tuple[Magnitude, Coefficient]]
    rest: Magnitude | None = None
