"""Pendulums of five lengths and dampings: one step of θ'' = -(g/l)·sin θ - c·θ' + u/l², unit mass, to be predicted."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from boundlab.comparisons._continual_points import Points

GRAVITY, STEP = 9.81, 0.05
PENDULUMS = ((0.5, 0.1), (0.8, 0.6), (1.0, 0.2), (1.4, 0.8), (2.0, 0.4))  # length l in m, damping c in 1/s
TRAIN, TEST = 400, 400


def pendulums(count: int, seeds: tuple[int, ...]) -> list[Points]:
    """The first `count` pendulums: (sin θ, cos θ, θ', u) ↦ the changes of θ and θ' over one step, each over its scale.

    The scale of a change is its standard deviation over all five pendulums: one for all tasks.
    """
    states = []
    for number in range(len(PENDULUMS)):
        drawn = [
            torch.rand(
                TRAIN + TEST, 3, generator=torch.Generator().manual_seed(100 * seed + number), dtype=torch.float64
            )
            for seed in seeds
        ]
        states.append((2 * torch.stack(drawn) - 1) * torch.tensor([math.pi, 4.0, 2.0], dtype=torch.float64))
    changes = [change(state, *one) for state, one in zip(states, PENDULUMS, strict=True)]
    scale = torch.cat(changes, 1).std((0, 1))
    found = []
    for state, moved in zip(states[:count], changes, strict=False):
        angle, speed, force = state.unbind(-1)
        x = torch.stack([angle.sin(), angle.cos(), speed / 4, force / 2], -1).float()
        y = (moved / scale).float()
        found.append(Points(x[:, :TRAIN], y[:, :TRAIN], x[:, TRAIN:], y[:, TRAIN:]))
    return found


def change(state: Tensor, length: float, damping: float) -> Tensor:
    """(θ, θ') after a step less before it (…, 2), by the classical Runge-Kutta rule; state (θ, θ', u)."""
    force = state[..., 2]

    def slope(y: Tensor) -> Tensor:
        turned = -GRAVITY / length * y[..., 0].sin() - damping * y[..., 1] + force / length**2
        return torch.stack([y[..., 1], turned], -1)

    start = state[..., :2]
    k1 = slope(start)
    k2 = slope(start + STEP / 2 * k1)
    k3 = slope(start + STEP / 2 * k2)
    k4 = slope(start + STEP * k3)
    return STEP / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
