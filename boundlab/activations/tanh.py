"""The hyperbolic tangent."""

from __future__ import annotations

import math
from fractions import Fraction

from boundlab.activations import _balls
from boundlab.activations._activation import Activation, ReluEmulation

ACTIVATION = Activation(
    "tanh",
    "tanh(t)",
    at_zero=Fraction(0),
    lipschitz=Fraction(1),
    bound=Fraction(1),
    slope_variation=Fraction(2),
    monotone=True,
    jet=_balls.tanh,
    series=lambda t: ((2 * t).exp() - 1) / ((2 * t).exp() + 1),
    relu_emulation=ReluEmulation("gate", lambda t: t / (math.exp(2 * t) + 1)),
)
