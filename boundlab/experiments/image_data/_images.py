"""What all sources of images give."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional


class Labelled(NamedTuple):
    """Images (n, c, h, w) as bytes, and labels (n,) from 0 to 9."""

    pixels: np.ndarray
    labels: np.ndarray


class Images(NamedTuple):
    """Images (n, c, h, w) in [0, 1] and labels (n,), to train on and to test on."""

    train: Tensor
    train_labels: Tensor
    test: Tensor
    test_labels: Tensor

    def reduced(self, train: int | None, test: int | None, side: int | None) -> Images:
        """The first `train` and `test` images, averaged over blocks to `side` × `side` pixels; None keeps all."""
        parts = []
        for pixels, labels, count in (
            (self.train, self.train_labels, train),
            (self.test, self.test_labels, test),
        ):
            chosen = pixels[:count]
            if side is not None and side != chosen.shape[-1]:
                chosen = functional.adaptive_avg_pool2d(chosen, side)
            parts += [chosen, labels[:count]]
        return Images(*parts)


def scaled(train: Labelled, test: Labelled) -> Images:
    """Bytes to numbers in [0, 1]."""
    parts = []
    for pixels, labels in (train, test):
        parts += [torch.tensor(pixels, dtype=torch.float32) / 255, torch.tensor(labels, dtype=torch.int64)]
    return Images(*parts)
