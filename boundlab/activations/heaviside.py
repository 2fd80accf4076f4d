"""The Heaviside step: 0 for t < 0, 1 for t ≥ 0. It has no slope to train with."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations._activation import Activation

ACTIVATION = Activation(
    "heaviside",
    "0 for t < 0, 1 for t >= 0",
    at_zero=Fraction(1),
    bound=Fraction(1),
    pieces=0,
    kinks=(Fraction(0),),
    smooth_not_polynomial=False,
    continuous=False,
    monotone=True,
)
