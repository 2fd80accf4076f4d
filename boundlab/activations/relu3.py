"""ReLU to the power 3: max(t, 0)^3."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    positive = z.max(0 * z)
    return positive**2 * positive, 3 * positive**2, 6 * positive


ACTIVATION = Activation(
    "relu3",
    "max(t, 0)^3",
    at_zero=Fraction(0),
    pieces=3,
    kinks=(Fraction(0),),
    smooth_not_polynomial=False,
    monotone=True,
    jet=jet,
    series=lambda t: t**3,
)
