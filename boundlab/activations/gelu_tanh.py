"""The approximation of GELU by tanh: t·(1 + tanh(√(2/π)·(t + 0.044715·t³)))/2; another function than GELU."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from boundlab.activations import _balls
from boundlab.activations._activation import Activation, ReluEmulation

_CUBIC = Fraction(44715, 10**6)


def _inner(t: Any) -> tuple[Any, Any]:
    """(√(2/π), 0.044715) as balls."""
    from flint import arb, fmpq

    return (2 / arb.pi()).sqrt(), arb(fmpq(_CUBIC.numerator, _CUBIC.denominator))


def jet(z: Any) -> tuple[Any, Any, Any]:
    """(σ, σ', σ'') on the ball z."""
    scale, cubic = _inner(z)
    u, du, ddu = scale * z * (1 + cubic * z * z), scale * (1 + 3 * cubic * z * z), 6 * scale * cubic * z
    t, d, dd = _balls.tanh(u)
    return z * (1 + t) / 2, (1 + t) / 2 + z * d * du / 2, d * du + z * (d * ddu + dd * du * du) / 2


def series(t: Any) -> Any:
    """σ around 1/2."""
    scale, cubic = _inner(t)
    e = (2 * scale * (t + cubic * t * t * t)).exp()
    return t * e / (e + 1)


ACTIVATION = Activation(
    "gelu-tanh",
    "t*(1 + tanh(sqrt(2/pi)*(t + 0.044715*t^3)))/2",
    at_zero=Fraction(0),
    lipschitz=Fraction(113, 100),
    jet=jet,
    series=series,
    relu_emulation=ReluEmulation(
        "scale", lambda t: t / (math.exp(2 * math.sqrt(2 / math.pi) * (t + float(_CUBIC) * t**3)) + 1)
    ),
)
