"""Activations σ with their derivatives σ', for batched analytic Jacobians."""

from __future__ import annotations

from collections.abc import Callable

import torch

from boundlab.errors import bad_value

Tensor = torch.Tensor


def _tanh(z: Tensor) -> tuple[Tensor, Tensor]:
    a = torch.tanh(z)
    return a, 1 - a * a


def _relu(z: Tensor) -> tuple[Tensor, Tensor]:
    d = (z > 0).to(z.dtype)
    return z * d, d


def _clipped_relu(z: Tensor) -> tuple[Tensor, Tensor]:
    return z.clamp(0, 1), ((z > 0) & (z < 1)).to(z.dtype)


def _elu(z: Tensor) -> tuple[Tensor, Tensor]:
    e = torch.exp(z.clamp(max=0))
    positive = z > 0
    return torch.where(positive, z, torch.expm1(z.clamp(max=0))), torch.where(positive, torch.ones_like(z), e)


def _sigmoid(z: Tensor) -> tuple[Tensor, Tensor]:
    a = torch.sigmoid(z)
    return a, torch.addcmul(a, a, a, value=-1)


def _sin(z: Tensor) -> tuple[Tensor, Tensor]:
    return torch.sin(z), torch.cos(z)


def _softplus(z: Tensor) -> tuple[Tensor, Tensor]:
    return torch.logaddexp(z, torch.zeros_like(z)), torch.sigmoid(z)


ACTIVATIONS: dict[str, Callable[[Tensor], tuple[Tensor, Tensor]]] = {
    "tanh": _tanh,
    "relu": _relu,
    "clipped-relu": _clipped_relu,
    "elu": _elu,
    "sigmoid": _sigmoid,
    "sin": _sin,
    "softplus": _softplus,
}

# Piecewise-linear activations: the loss has a crease wherever a kink crosses a sample.
PIECEWISE_LINEAR = frozenset({"relu", "clipped-relu"})


def activation(name: str) -> Callable[[Tensor], tuple[Tensor, Tensor]]:
    """Return the function z ↦ (σ(z), σ'(z)) of the activation called `name`.

    Raises:
        BoundlabError: no activation has that name.
    """
    if name not in ACTIVATIONS:
        raise bad_value("--activation", name, "one of " + ", ".join(ACTIVATIONS))
    return ACTIVATIONS[name]
