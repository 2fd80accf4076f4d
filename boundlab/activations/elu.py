"""ELU with α = 1: t for t > 0, e^t - 1 for t ≤ 0."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation, ReluEmulation
from boundlab.activations._balls import between


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z; σ'' jumps at 0."""
    from flint import arb

    if z > 0:
        return z, arb(1), arb(0)
    e = z.exp()
    if z < 0:
        return e - 1, e, e
    low = z.lower()
    return between(low.exp() - 1 if low < 0 else low, z.upper()), between(low.exp(), 1), arb("nan")


ACTIVATION = Activation(
    "elu",
    "t for t > 0, exp(t) - 1 for t <= 0",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    kinks=(Fraction(0),),
    monotone=True,
    jet=jet,
    series=lambda t: t,
    relu_emulation=ReluEmulation("scale", lambda t: -math.expm1(-t)),
)
