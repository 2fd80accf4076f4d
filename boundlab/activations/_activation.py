"""What is known of an activation: numbers, and the facts that follow from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

# flint's balls have no types: z is an arb, a series an arb_series.
Jet = Callable[[Any], tuple[Any, Any, Any]]
Series = Callable[[Any], Any]


class Fact(StrEnum):
    """What a theorem may ask of σ. A fact that is not listed is not known to hold."""

    PIECEWISE_C1 = "piecewise C^1"
    DERIVATIVE_L1_BV = "σ' in BV(R) and L^1(R)"
    ZERO_AT_ZERO = "σ(0) = 0"
    SMOOTH_NOT_POLYNOMIAL = "C^∞ and not a polynomial on an interval"
    UNIVERSAL = "universal"
    LIPSCHITZ = "Lipschitz"
    PIECEWISE_LINEAR = "piecewise linear"
    PIECEWISE_POLYNOMIAL = "polynomials on finitely many intervals"
    EMULATES_RELU = "emulates ReLU with O(1) units on compact sets"
    BOUNDED_ANALYTIC = "bounded and real analytic on R"


@dataclass(frozen=True, slots=True)
class ReluEmulation:
    """|e_λ(t) - max(t, 0)| ≤ K/λ: `gate`, e_λ(t) = t·G(λt), G a sigmoid made from σ; `scale`, e_λ(t) = σ(λt)/λ.

    `error` estimates the larger of the errors at t and at -t for λ = 1, t ≥ 0, in floats: the checker decides.
    """

    form: Literal["gate", "scale"]
    error: Callable[[float], float]


@dataclass(frozen=True)
class Activation:
    """σ: R → R. None, an empty tuple and False say that nothing is known, or that it does not hold.

    formula: σ(t) in words; what the other fields speak of.
    at_zero: σ(0), if it is rational.
    lipschitz: a bound of the difference quotients, exact where `slope_variation` is known.
    bound: a bound of |σ|.
    slope_variation: TV(σ') over R, where σ' is integrable and of bounded variation.
    pieces: what σ is between its kinks: "analytic", or polynomials of a degree.
    kinks: where it is not smooth, sorted.
    smooth_not_polynomial: on some interval it is C^∞ and no polynomial.
    continuous, monotone: on R.
    jet: (σ, σ', σ'') on a ball; around a kink σ' is enclosed by its jump and σ'' is not a number.
    series: σ as a power series, on the smooth piece that 1/2 lies in.
    relu_emulation: where a certificate bounds its error.
    """

    name: str
    formula: str
    at_zero: Fraction | None = None
    lipschitz: Fraction | None = None
    bound: Fraction | None = None
    slope_variation: Fraction | None = None
    pieces: Literal["analytic"] | int = "analytic"
    kinks: tuple[Fraction, ...] = ()
    smooth_not_polynomial: bool = True
    continuous: bool = True
    monotone: bool = False
    jet: Jet | None = None
    series: Series | None = None
    relu_emulation: ReluEmulation | None = None

    @property
    def one_lipschitz(self) -> bool:
        """|σ(s) - σ(t)| ≤ |s - t|."""
        return self.lipschitz is not None and self.lipschitz <= 1

    @property
    def zero_at_zero(self) -> bool:
        """σ(0) = 0."""
        return self.at_zero == 0

    @property
    def bounded_by_one(self) -> bool:
        """|σ| ≤ 1."""
        return self.bound is not None and self.bound <= 1

    @property
    def piecewise_linear(self) -> bool:
        """σ is continuous, and affine on finitely many intervals."""
        return self.continuous and self.pieces == 1

    @property
    def emulates_relu(self) -> bool:
        """Up to any error, or exactly on compact sets if σ is piecewise linear with a kink."""
        return self.relu_emulation is not None or (self.piecewise_linear and bool(self.kinks) and self.name != "relu")

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """The facts that follow; every σ here is locally bounded, continuous but for a null set, and no polynomial."""
        known = {
            Fact.UNIVERSAL: True,  # Leshno, Lin, Pinkus & Schocken 1993
            Fact.PIECEWISE_C1: self.continuous,
            Fact.DERIVATIVE_L1_BV: self.slope_variation is not None,
            Fact.ZERO_AT_ZERO: self.zero_at_zero,
            Fact.SMOOTH_NOT_POLYNOMIAL: self.smooth_not_polynomial,
            Fact.LIPSCHITZ: self.lipschitz is not None,
            Fact.PIECEWISE_LINEAR: self.piecewise_linear,
            Fact.PIECEWISE_POLYNOMIAL: self.pieces != "analytic" and bool(self.kinks),
            Fact.EMULATES_RELU: self.emulates_relu,
            Fact.BOUNDED_ANALYTIC: self.pieces == "analytic" and not self.kinks and self.bound is not None,
        }
        return frozenset(fact for fact, holds in known.items() if holds)
