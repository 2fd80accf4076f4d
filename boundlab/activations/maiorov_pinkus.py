"""The special analytic sigmoidal function of Maiorov & Pinkus 1999, of which its construction alone is used."""

from __future__ import annotations

from fractions import Fraction

from boundlab.activations._activation import Activation

ACTIVATION = Activation(
    "maiorov-pinkus",
    "constructed in Maiorov & Pinkus 1999: analytic, strictly increasing, from 0 at -oo to 1 at oo",
    bound=Fraction(1),
    monotone=True,
)
