"""ReLU: max(t, 0)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation
from boundlab.activations._balls import piecewise_linear


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    return piecewise_linear(z, (0,), (0, 1), z.max(0 * z))


ACTIVATION = Activation(
    "relu",
    "max(t, 0)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    pieces=1,
    kinks=(Fraction(0),),
    smooth_not_polynomial=False,
    monotone=True,
    jet=jet,
    series=lambda t: t,
)
