"""The best network of a given width: growth, then a long polish to the sup norm."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from boundlab.function_classes.target import Target
from boundlab.minimal_networks.growth import grow
from boundlab.minimal_networks.levenberg_marquardt import minimise
from boundlab.minimal_networks.sampling import sample_count
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters

Tensor = torch.Tensor
EXPONENTS: tuple[float, ...] = (4, 8, 16, 32, 64, 128, 256, 512, 1024)


def grow_and_polish(
    target: Target,
    width: int,
    activation: str,
    skip: bool,
    networks: int,
    seed: int,
    device: torch.device,
    patience: int = 25,
) -> tuple[Shape, Tensor]:
    """Train `networks` shallow networks of that width; return their shape and parameters (networks, P).

    `patience` iterations for each exponent of the polish, twice that for the last.
    """
    generator = torch.Generator().manual_seed(seed)
    targets = TargetBatch([target], [0] * networks)
    shape = Shape(target.dimension, (1,), activation, skip)
    theta = random_parameters(shape, networks, generator, device)
    while True:
        points = sample_count(shape)
        theta = minimise(shape, theta, targets, (2,) * 10, points, generator)
        if shape.widths[0] >= width:
            break
        shape, theta = grow(shape, theta, targets, points, generator)
    theta = minimise(shape, theta, targets, (2,) * 60, points, generator)
    schedule: Sequence[float] = [p for p in EXPONENTS for _ in range(patience)] + [2048] * (2 * patience)
    return shape, minimise(shape, theta, targets, schedule, 8 * points, generator)
