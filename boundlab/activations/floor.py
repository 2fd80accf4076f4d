"""The greatest integer that is at most t; it jumps at every integer, and has no slope to train with."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations._activation import Activation

ACTIVATION = Activation(
    "floor",
    "floor(t)",
    at_zero=Fraction(0),
    pieces=0,
    smooth_not_polynomial=False,
    continuous=False,
    monotone=True,
)
