"""GELU: t·Φ(t), Φ the distribution function of the standard normal; σ' is at most Φ(√2) + e^-1/√π < 1.13."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation, ReluEmulation


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    from flint import arb

    below = (-z / arb(2).sqrt()).erfc() / 2
    density = (-z * z / 2).exp() / (2 * arb.pi()).sqrt()
    return z * below, below + z * density, density * (2 - z * z)


def series(t: Any) -> Any:
    """σ around 1/2."""
    from flint import arb

    return arb(1) / 2 * t * (2 - (t / arb(2).sqrt()).erfc())


ACTIVATION = Activation(
    "gelu",
    "t*(1 + erf(t/sqrt(2)))/2",
    at_zero=Fraction(0),
    lipschitz=Fraction(113, 100),
    jet=jet,
    series=series,
    relu_emulation=ReluEmulation("scale", lambda t: t * math.erfc(t / math.sqrt(2)) / 2),
)
