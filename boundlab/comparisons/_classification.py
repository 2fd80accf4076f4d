"""Classification on tables with paired seeds: splits, standardised features, and batches for all seeds at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from boundlab.comparisons._tables import Points, check_classes


class Split(NamedTuple):
    """Features x (S, n, d) and classes y (S, n) for every seed, to train and to test on; the number of classes."""

    x: Tensor
    y: Tensor
    x_test: Tensor
    y_test: Tensor
    classes: int


def split(points: Points, train: int, seeds: Sequence[int], name: str, standardise: bool = True) -> Split:
    """A random split for every seed, `train` points to train on; standardised on those if wanted.

    Raises:
        BoundlabError: too few points, or targets that are no classes.
    """
    check_classes(points, name, train + 2)
    labels = points.classes()
    classes = int(labels.max()) + 1
    parts = []
    for seed in seeds:
        order = np.random.default_rng(seed).permutation(len(labels))
        first, rest = order[:train], order[train:]
        x = points.x
        if standardise:
            mean, spread = x[first].mean(0), x[first].std(0)
            # A feature that hardly varies in the training set may be anything in the test set.
            x = np.clip((x - mean) / np.where(spread > 1e-9, spread, 1.0), -10, 10)
        parts.append((x[first], labels[first], x[rest], labels[rest]))
    x, y, x_test, y_test = (np.stack(part) for part in zip(*parts, strict=True))
    return Split(_floats(x), torch.from_numpy(y), _floats(x_test), torch.from_numpy(y_test), classes)


def batch(data: Split, size: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """`size` points to train on, drawn for every seed: (S, size, d), (S, size)."""
    seeds, count, _ = data.x.shape
    chosen = torch.randint(count, (seeds, size), generator=random)
    return torch.take_along_dim(data.x, chosen[..., None], 1), torch.take_along_dim(data.y, chosen, 1)


def cross_entropy(logits: Tensor, y: Tensor) -> Tensor:
    """The sum over the seeds of the mean cross-entropy, logits (S, n, classes)."""
    return functional.cross_entropy(logits.flatten(0, 1), y.flatten()) * len(logits)


def wrong(logits: Tensor, y: Tensor) -> list[float]:
    """The share of wrong answers for every seed."""
    return (logits.argmax(-1) != y).double().mean(1).tolist()


def _floats(values: np.ndarray) -> Tensor:
    return torch.from_numpy(values.astype(np.float32))
