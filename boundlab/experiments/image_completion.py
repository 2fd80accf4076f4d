"""Completing images with the kernel of an infinitely wide hypernetwork: the upper half conditions, g draws the lower.

A point is (x, z): x the pixels above, z the place of a pixel below, as cosines; the target is its grey level. This is
what Littwin, Galanti, Wolf, Yang 2020 use the kernel for; here on digits that a package ships.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from boundlab.errors import bad_value
from boundlab.kernels.hyperkernel import hyperkernel
from boundlab.kernels.regression import coefficients

RIDGES = {"hyperkernel": 1e-3, "linear ridge": 1.0}


def completion_errors(train: Tensor, test: Tensor, hidden: int = 1, layers: int = 2) -> dict[str, float]:
    """Mean squared errors of the lower halves of `test` (k, h, w), learnt from `train` (n, h, w), by method.

    Besides the kernel Θ^h of f with `hidden` hidden layers and g with `layers` layers of weights: the mean image, the
    lower half of the nearest upper half, and a linear map with a ridge.

    Raises:
        BoundlabError: images of different or odd height, or none.
    """
    if train.dim() != 3 or test.dim() != 3 or train.shape[1:] != test.shape[1:] or train.shape[1] % 2 or not len(train):
        raise bad_value("train", tuple(train.shape), "images (n, h, w), h even, of the size of the test images")
    (upper, lower), (above, below) = (_halves(images) for images in (train, test))
    centre, mean = upper.mean(0), lower.mean(0)
    rows, columns = train.shape[1] // 2, train.shape[2]
    x, y = (torch.cat([half - centre, half.new_ones(len(half), 1)], 1) for half in (upper, above))
    z = _places(rows, columns)

    def points(conditions: Tensor) -> tuple[Tensor, Tensor]:
        return conditions.repeat_interleave(len(z), 0), z.repeat(len(conditions), 1)

    kernel = hyperkernel(*points(x), *points(x), hidden, layers).ntk
    weights = coefficients(kernel, (lower - mean).flatten(), RIDGES["hyperkernel"])
    drawn = hyperkernel(*points(y), *points(x), hidden, layers).ntk @ weights
    linear = coefficients(x @ x.T, lower - mean, RIDGES["linear ridge"])
    guesses = {
        "hyperkernel": drawn.view(len(y), -1) + mean,
        "linear ridge": (y @ x.T) @ linear + mean,
        "nearest neighbour": lower[torch.cdist(above, upper).argmin(1)],
        "mean image": mean.expand_as(below),
    }
    return {name: float(((guess - below) ** 2).mean()) for name, guess in guesses.items()}


def _halves(images: Tensor) -> tuple[Tensor, Tensor]:
    flat = images.double().flatten(1)
    return flat[:, : flat.shape[1] // 2], flat[:, flat.shape[1] // 2 :]


def _places(rows: int, columns: int) -> Tensor:
    """Cosines of the row and the column of every pixel, the constant once."""
    r, c = torch.meshgrid(torch.arange(rows) + 0.5, torch.arange(columns) + 0.5, indexing="ij")
    across = [torch.cos(math.pi * k * c.flatten() / columns) for k in range(columns // 2 + 1)]
    down = [torch.cos(math.pi * k * r.flatten() / rows) for k in range(1, rows)]
    return torch.stack([*across, *down], 1).double()
