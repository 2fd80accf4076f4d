"""Mish: t·tanh(ln(1 + e^t)); σ' is at most 1.0885."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations import _balls
from boundlab.activations._activation import Activation, ReluEmulation


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    p, dp, ddp = _balls.softplus(z)
    t, d, dd = _balls.tanh(p)
    slope = d * dp
    return z * t, t + z * slope, 2 * slope + z * (dd * dp * dp + d * ddp)


def series(t: Any) -> Any:
    """σ around 1/2: tanh(ln(1 + e^t)) = (q - 1)/(q + 1) with q = (1 + e^t)²."""
    q = (t.exp() + 1) ** 2
    return t - 2 * t / (q + 1)


def _error(t: float) -> float:
    """|σ(-t)|, which is larger than t - σ(t)."""
    q = (1 + math.exp(-t)) ** 2
    return t * (q - 1) / (q + 1)


ACTIVATION = Activation(
    "mish",
    "t*tanh(log(1 + exp(t)))",
    at_zero=Fraction(0),
    lipschitz=Fraction(109, 100),
    jet=jet,
    series=series,
    relu_emulation=ReluEmulation("scale", _error),
)
