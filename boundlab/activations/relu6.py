"""ReLU6: min(max(t, 0), 6)."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations._activation import Activation
from boundlab.activations._balls import clip

ACTIVATION = Activation(
    "relu6",
    "min(max(t, 0), 6)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    bound=Fraction(6),
    slope_variation=Fraction(2),
    pieces=1,
    kinks=(Fraction(0), Fraction(6)),
    smooth_not_polynomial=False,
    monotone=True,
    jet=clip(0, 6),
    series=lambda t: t,
)
