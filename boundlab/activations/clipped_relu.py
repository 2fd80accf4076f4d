"""Clipped ReLU: min(max(t, 0), 1)."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations._activation import Activation
from boundlab.activations._balls import clip

ACTIVATION = Activation(
    "clipped-relu",
    "min(max(t, 0), 1)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    bound=Fraction(1),
    slope_variation=Fraction(2),
    pieces=1,
    kinks=(Fraction(0), Fraction(1)),
    smooth_not_polynomial=False,
    monotone=True,
    jet=clip(0, 1),
    series=lambda t: t,
)
