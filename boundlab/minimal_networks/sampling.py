"""Sample points in the cube [-1, 1]^m: jittered stratified draws for training, dense grids for checking."""

from __future__ import annotations

from functools import lru_cache

import torch

from boundlab.networks.ensemble import Shape

Tensor = torch.Tensor


def sample_count(shape: Shape) -> int:
    """Training samples per iteration: a few per parameter, more in higher dimension."""
    return max(200 * 2 ** (shape.inputs - 1), 5 * shape.parameters)


def side(points: int, dimension: int) -> int:
    """The number of strata per axis that makes about `points` cells in `dimension` dimensions."""
    return max(2, round(points ** (1 / dimension)))


def jittered(points: int, dimension: int, generator: torch.Generator, device: torch.device | None = None) -> Tensor:
    """One uniform point in each cell of a regular partition, shape (side^m, m), float64.

    Drawn where the generator is and copied to `device`, so that all devices get the same points.

    The partition covers a slightly larger cube and the points are clamped back, so that about one cell in each
    boundary layer lands exactly on the boundary: the sup error of a good network is attained there too.
    """
    return jittered_sets(1, points, dimension, generator, device)[0]


def jittered_sets(
    sets: int, points: int, dimension: int, generator: torch.Generator, device: torch.device | None = None
) -> Tensor:
    """Independent jittered draws, shape (sets, side^m, m)."""
    strata, drawn = side(points, dimension), generator.device
    corner = _corners(strata, dimension, drawn)
    offset = torch.rand(sets, *corner.shape, generator=generator, dtype=torch.float64, device=drawn)
    unit = (corner + offset) / strata * 2 - 1
    return (unit * (1 + 2 / strata)).clamp(-1, 1).to(device or drawn)


@lru_cache(maxsize=8)
def _corners(strata: int, dimension: int, device: torch.device) -> Tensor:
    """The lower corners of the cells, in units of their side."""
    axes = [torch.arange(strata, dtype=torch.float64, device=device)] * dimension
    return torch.stack(torch.meshgrid(*axes, indexing="ij"), dim=-1).reshape(-1, dimension)


def grid(points: int, dimension: int, device: torch.device) -> Tensor:
    """A regular grid of about `points` points that contains the corners, shape (side^m, m)."""
    axis = torch.linspace(-1, 1, max(2, side(points, dimension)), dtype=torch.float64, device=device)
    return torch.stack(torch.meshgrid(*[axis] * dimension, indexing="ij"), dim=-1).reshape(-1, dimension)
