"""ReLU to the power 2: max(t, 0)^2."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Activation
from boundlab.activations._balls import between


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    from flint import arb

    positive = z.max(0 * z)
    bend = between(0, 2) if z.contains(0) else arb(2 if z > 0 else 0)
    return positive * positive, 2 * positive, bend


ACTIVATION = Activation(
    "relu2",
    "max(t, 0)^2",
    at_zero=Fraction(0),
    pieces=2,
    kinks=(Fraction(0),),
    smooth_not_polynomial=False,
    monotone=True,
    jet=jet,
    series=lambda t: t**2,
)
