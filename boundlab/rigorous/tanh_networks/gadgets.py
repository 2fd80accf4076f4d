"""Arithmetic by tanh units, and a builder that puts it into layers.

A value is an affine combination of the units of the layer before. One layer further on it can be
- kept:      tanh(δt/B)·B/δ, one unit, off by at most B·δ²/3 for |t| ≤ B (|tanh s - s| ≤ |s|³/3);
- squashed:  tanh(λt), one unit;
- multiplied with another value, four units: with T = tanh, a = 2/3, s = t/B + v and d = t/B - v,
    B/(4h²T''(a))·(T(a + hs) + T(a - hs) - T(a + hd) - T(a - hd))
  is off by at most B·h²·(s⁴ + d⁴)·max|T''''|/(48·|T''(a)|) ≤ 4·B·h² for |t| ≤ B, |v| ≤ 1: the second difference of T is
  h²s²T''(a) + h⁴s⁴T''''(ξ)/12, tv = B(s² - d²)/4, |s|, |d| ≤ 2, s⁴ + d⁴ ≤ 16, max|T''''| < 4.09, |T''(a)| > 0.769.
A ReLU takes two layers: relu(t) = t·(1 + sign t)/2 is off by at most 0.14/λ from t·(1 + tanh λt)/2, of which t is kept
and tanh λt squashed in the first layer, and both are multiplied in the second.

Connections and biases do not depend on δ, λ, h: any accuracy is reached with the same number of parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from boundlab.errors import bad_value
from boundlab.rigorous.relu_networks.network import Unit

A = Fraction(2, 3)
ONE = Fraction(1)


@dataclass(frozen=True)
class Gadgets:
    """The steps δ (`keep`) and h (`multiply`) and the slope λ (`gate`) of the gadgets; positive.

    The defaults suit float64, where smaller steps lose to cancellation what they gain in accuracy.
    """

    keep: Fraction = Fraction(1, 2**10)
    multiply: Fraction = Fraction(1, 2**9)
    gate: Fraction = Fraction(2**14)

    def __post_init__(self) -> None:
        for name in ("keep", "multiply", "gate"):
            if getattr(self, name) <= 0:
                raise bad_value(name, getattr(self, name), "a positive number")

    @classmethod
    def of_precision(cls, bits: int) -> Gadgets:
        """Return gadgets with errors about 2^(-bits); to be evaluated with 4·bits bits or more."""
        return cls(Fraction(1, 2 ** (bits // 2)), Fraction(1, 2 ** (bits // 2)), Fraction(2**bits))


@dataclass(frozen=True)
class Value:
    """Σ_i weights[i]·(unit i of the layer before) + constant."""

    weights: Mapping[int, Fraction]
    constant: Fraction = Fraction(0)

    def scaled(self, factor: Fraction) -> Value:
        """Return the value times a number."""
        return Value({i: w * factor for i, w in self.weights.items()}, self.constant * factor)


def total(parts: Sequence[Value], constant: Fraction = Fraction(0)) -> Value:
    """Return the sum of values and a constant."""
    weights: dict[int, Fraction] = {}
    for part in parts:
        for i, w in part.weights.items():
            weights[i] = weights.get(i, Fraction(0)) + w
        constant += part.constant
    return Value(weights, constant)


@dataclass
class TanhLayer:
    """A layer under construction; every method adds units and returns the value they stand for one layer further on."""

    gadgets: Gadgets
    units: list[Unit] = field(default_factory=list)

    def squashed(self, t: Value, slope: Fraction = ONE, biased: bool = False) -> Value:
        """tanh(slope·t); the unit has a bias if `biased` or if t has a constant."""
        scaled = t.scaled(slope)
        self.units.append(Unit(scaled.weights, scaled.constant if biased or scaled.constant else None))
        return Value({len(self.units) - 1: ONE})

    def kept(self, t: Value, size: Fraction = ONE, biased: bool = False) -> Value:
        """t, for |t| ≤ size."""
        return self.squashed(t, self.gadgets.keep / size, biased).scaled(size / self.gadgets.keep)

    def product(self, t: Value, v: Value, size: Fraction = ONE) -> Value:
        """t·v, for |t| ≤ size and |v| ≤ 1."""
        h = self.gadgets.multiply
        first = len(self.units)
        for sign in (1, -1):
            inside = total([t.scaled(1 / size), v.scaled(Fraction(sign))])
            for direction in (h, -h):
                step = inside.scaled(direction)
                self.units.append(Unit(step.weights, step.constant + A))
        factor = size / (4 * h * h * second_derivative())
        return Value({first: factor, first + 1: factor, first + 2: -factor, first + 3: -factor})


@lru_cache(maxsize=1)
def second_derivative() -> Fraction:
    """tanh''(2/3) = -2·tanh·(1 - tanh²), to 300 bits."""
    from flint import arb, ctx, fmpq

    before, ctx.prec = ctx.prec, 320
    try:
        t = arb(fmpq(A.numerator, A.denominator)).tanh()
        mantissa, exponent = (-2 * t * (1 - t * t)).mid().man_exp()
        return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    finally:
        ctx.prec = before
