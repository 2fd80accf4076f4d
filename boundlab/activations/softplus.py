"""Softplus: ln(1 + e^t); its value at 0, ln 2, is irrational."""

from __future__ import annotations

import math
from fractions import Fraction

from boundlab.activations import _balls
from boundlab.activations._activation import Activation, ReluEmulation

ACTIVATION = Activation(
    "softplus",
    "log(1 + exp(t))",
    lipschitz=Fraction(1),
    monotone=True,
    jet=_balls.softplus,
    series=lambda t: (t.exp() + 1).log(),
    relu_emulation=ReluEmulation("scale", lambda t: math.log1p(math.exp(-t))),
)
