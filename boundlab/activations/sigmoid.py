"""The logistic sigmoid: 1/(1 + e^-t)."""

from __future__ import annotations

import math
from fractions import Fraction

from boundlab.activations import _balls
from boundlab.activations._activation import Activation, ReluEmulation

ACTIVATION = Activation(
    "sigmoid",
    "1/(1 + exp(-t))",
    at_zero=Fraction(1, 2),
    lipschitz=Fraction(1, 4),
    bound=Fraction(1),
    slope_variation=Fraction(1, 2),
    monotone=True,
    jet=_balls.sigmoid,
    series=lambda t: t.exp() / (t.exp() + 1),
    relu_emulation=ReluEmulation("gate", lambda t: t / (math.exp(t) + 1)),
)
