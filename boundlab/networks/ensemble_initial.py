"""Random starting points of an ensemble.

Random numbers are drawn where the generator is, on the CPU, and copied: so all devices get the same ones.
"""

from __future__ import annotations

import math
from typing import Any

import torch

from boundlab.activations import catalogue
from boundlab.networks.ensemble import Shape, assemble

Tensor = torch.Tensor


# Slopes are drawn up to this; beyond so many units up to the scale of the features that need them.
STEEPEST, FEW_UNITS = 30.0, 40


def steepest(shape: Shape) -> float:
    """The largest slope to draw for the first layer of networks of that shape, at least `STEEPEST`.

    A target that takes w units in m dimensions has about w^(1/m) features along an axis, of size 2/w^(1/m). Up to
    `FEW_UNITS` the larger range was seen to lose as often as it wins, and training steepens what it must.
    """
    width = shape.widths[0]
    return STEEPEST if width <= FEW_UNITS else max(STEEPEST, 4 * width ** (1 / shape.inputs))


def random_units(
    shape: Shape,
    batch: int,
    count: int,
    generator: torch.Generator,
    centres: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Random first-layer units σ(w·x + b): w (batch, count, m), b (batch, count), on the device of `centres`, if given.

    A unit has a uniformly random direction u, a centre x0 (`centres`, or uniform on the cube) where its
    pre-activation is 0, and a slope: 1 for a piecewise polynomial activation, where the scale is the output weight's
    business, else log-uniform between a half and `steepest`.
    """
    options: dict[str, Any] = {"generator": generator, "dtype": torch.float64, "device": generator.device}
    direction = torch.randn(batch, count, shape.inputs, **options)
    direction = direction / direction.norm(dim=2, keepdim=True)
    if centres is None:
        centres = torch.rand(batch, count, shape.inputs, **options) * 2 - 1
    if catalogue()[shape.activation].pieces != "analytic":
        slope = torch.ones_like(direction[:, :, :1])
    else:
        slope = torch.exp(torch.rand(batch, count, 1, **options) * math.log(2 * steepest(shape))) / 2
    weight = (slope * direction).to(centres.device)
    return weight, -(weight * centres).sum(2)


def random_parameters(
    shape: Shape, batch: int, generator: torch.Generator, device: torch.device | None = None
) -> Tensor:
    """θ (batch, P) on `device` (default: the generator's).

    Random units in the first layer, He-scaled deeper layers, a small output layer.
    """
    options: dict[str, Any] = {"generator": generator, "dtype": torch.float64, "device": generator.device}
    weight, bias = random_units(shape, batch, shape.widths[0], generator)
    blocks = [weight, bias]
    for before, width in zip(shape.widths, shape.widths[1:], strict=False):
        blocks.append(torch.randn(batch, width, before, **options) * math.sqrt(2 / before))
        blocks.append(torch.randn(batch, width, **options) * 0.3)
    last = shape.widths[-1]
    blocks.append(torch.randn(batch, last, **options) / math.sqrt(last))
    blocks.append(torch.zeros(batch, 1, dtype=torch.float64, device=generator.device))
    skip = shape.inputs if shape.skip else 0
    blocks.append(torch.zeros(batch, skip, dtype=torch.float64, device=generator.device))
    return assemble(shape, blocks).to(device or generator.device)
