"""SiLU, or swish: t/(1 + e^-t); σ' is at most 1.0999."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations import _balls
from boundlab.activations._activation import Activation, ReluEmulation


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    s, d, dd = _balls.sigmoid(z)
    return z * s, s + z * d, 2 * d + z * dd


ACTIVATION = Activation(
    "silu",
    "t/(1 + exp(-t))",
    at_zero=Fraction(0),
    lipschitz=Fraction(11, 10),
    jet=jet,
    series=lambda t: t - t / (t.exp() + 1),
    relu_emulation=ReluEmulation("scale", lambda t: t / (math.exp(t) + 1)),
)
