"""The sine."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations._activation import Activation

ACTIVATION = Activation(
    "sin",
    "sin(t)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    bound=Fraction(1),
    jet=lambda z: (z.sin(), z.cos(), -z.sin()),
    series=lambda t: t.sin(),
)
