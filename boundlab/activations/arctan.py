"""The arc tangent; |arctan| < π/2 < 11/7."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation, ReluEmulation


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    d = 1 / (1 + z * z)
    return z.atan(), d, -2 * z * d * d


ACTIVATION = Activation(
    "arctan",
    "arctan(t)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    bound=Fraction(11, 7),
    slope_variation=Fraction(2),
    monotone=True,
    jet=jet,
    series=lambda t: t.atan(),
    relu_emulation=ReluEmulation("gate", lambda t: t * (0.5 - math.atan(t) / math.pi)),
)
