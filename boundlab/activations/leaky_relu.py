"""Leaky ReLU: max(t, t/100). What is proved of it holds for every slope in [0, 1] for t < 0."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation
from boundlab.activations._balls import piecewise_linear

SLOPE = Fraction(1, 100)


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    return piecewise_linear(z, (0,), (SLOPE, 1), z.max(z / 100))


ACTIVATION = Activation(
    "leaky-relu",
    "max(t, t/100)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    pieces=1,
    kinks=(Fraction(0),),
    smooth_not_polynomial=False,
    monotone=True,
    jet=jet,
    series=lambda t: t,
)
