"""Activations on tensors: σ as PyTorch computes it, and σ with σ' for batched analytic Jacobians.

Their facts are in `boundlab.activations`; a test holds every formula here against the balls there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

from boundlab.errors import bad_value

Pair = tuple[Tensor, Tensor]


def _tanh(z: Tensor) -> Pair:
    a = torch.tanh(z)
    return a, 1 - a * a


def _arctan(z: Tensor) -> Pair:
    return torch.atan(z), 1 / (1 + z * z)


def _relu(z: Tensor) -> Pair:
    d = (z > 0).to(z.dtype)
    return z * d, d


def _leaky_relu(z: Tensor) -> Pair:
    d = torch.full_like(z, 0.01).masked_fill(z > 0, 1)
    return z * d, d


def _clip(low: float, high: float) -> Callable[[Tensor], Pair]:
    return lambda z: (z.clamp(low, high), ((z > low) & (z < high)).to(z.dtype))


def _relu_power(k: int) -> Callable[[Tensor], Pair]:
    def pair(z: Tensor) -> Pair:
        positive = z.clamp(min=0)
        return positive**k, k * positive ** (k - 1)

    return pair


def _elu(z: Tensor) -> Pair:
    e = torch.exp(z.clamp(max=0))
    positive = z > 0
    return torch.where(positive, z, torch.expm1(z.clamp(max=0))), torch.where(positive, torch.ones_like(z), e)


def _sigmoid(z: Tensor) -> Pair:
    a = torch.sigmoid(z)
    return a, torch.addcmul(a, a, a, value=-1)


def _sin(z: Tensor) -> Pair:
    return torch.sin(z), torch.cos(z)


def _softplus(z: Tensor) -> Pair:
    return torch.logaddexp(z, torch.zeros_like(z)), torch.sigmoid(z)


def _silu(z: Tensor) -> Pair:
    s, d = _sigmoid(z)
    return z * s, s + z * d


def _gelu(z: Tensor) -> Pair:
    below = torch.special.ndtr(z)
    return z * below, below + z * torch.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def _gelu_tanh(z: Tensor) -> Pair:
    scale = math.sqrt(2 / math.pi)
    t, d = _tanh(scale * (z + 0.044715 * z**3))
    return z * (1 + t) / 2, (1 + t) / 2 + z * d * scale * (1 + 3 * 0.044715 * z * z) / 2


def _mish(z: Tensor) -> Pair:
    p, s = _softplus(z)
    t, d = _tanh(p)
    return z * t, t + z * d * s


PAIRS: dict[str, Callable[[Tensor], Pair]] = {
    "arctan": _arctan,
    "clipped-relu": _clip(0, 1),
    "elu": _elu,
    "gelu": _gelu,
    "gelu-tanh": _gelu_tanh,
    "hardtanh": _clip(-1, 1),
    "leaky-relu": _leaky_relu,
    "mish": _mish,
    "relu": _relu,
    "relu2": _relu_power(2),
    "relu3": _relu_power(3),
    "relu6": _clip(0, 6),
    "sigmoid": _sigmoid,
    "silu": _silu,
    "sin": _sin,
    "softplus": _softplus,
    "tanh": _tanh,
}
"""z ↦ (σ(z), σ'(z)), entry by entry."""

_OF_TORCH: dict[str, Callable[[Tensor], Tensor]] = {
    "elu": functional.elu,
    "gelu": functional.gelu,
    "identity": lambda z: z,
    "leaky-relu": functional.leaky_relu,
    "mish": functional.mish,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "silu": functional.silu,
    "softplus": partial(functional.softplus, threshold=40),  # torch's own 20 leaves an error of 2·10^-9
    "tanh": torch.tanh,
}


def _values(pair: Callable[[Tensor], Pair]) -> Callable[[Tensor], Tensor]:
    return lambda z: pair(z)[0]


ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    **{name: _values(pair) for name, pair in PAIRS.items()},
    **_OF_TORCH,
}
"""z ↦ σ(z), entry by entry; `identity` makes a network affine."""


def pair(name: str) -> Callable[[Tensor], Pair]:
    """Return the function z ↦ (σ(z), σ'(z)) of the activation called `name`.

    Raises BoundlabError: no activation has that name.
    """
    if name not in PAIRS:
        raise bad_value("activation", name, "one of " + ", ".join(PAIRS))
    return PAIRS[name]
