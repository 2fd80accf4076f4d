"""Multi-task problems y(x, I): a smooth regression family, and permuted digits for continual learning."""

from __future__ import annotations

from math import pi
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from boundlab.errors import BoundlabError, bad_value
from boundlab.networks.hypernetworks import Shape, Tasks

_OBSERVED = 16


class Problem(NamedTuple):
    """T tasks with their data: inputs (T, n, m1), targets (T, n, o) for regression or (T, n) classes.

    `error` is the mean square error relative to the targets' variance, or the share of misclassified points.
    """

    name: str
    shape: Shape
    tasks: Tasks
    x_train: Tensor
    y_train: Tensor
    x_test: Tensor
    y_test: Tensor

    @property
    def classifies(self) -> bool:
        return not self.y_train.is_floating_point()

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean square error, or cross-entropy; differentiable."""
        if self.classifies:
            return functional.cross_entropy(outputs.flatten(0, 1), targets.flatten())
        return functional.mse_loss(outputs, targets)

    def error(self, outputs: Tensor, targets: Tensor) -> float:
        """The error of outputs (B, n, o) for B of the tasks."""
        if self.classifies:
            return float((outputs.argmax(-1) != targets).double().mean())
        return float((outputs - targets).square().mean() / self.y_test.var())


def regression(tasks: int = 16, points: int = 128, seed: int = 0) -> Problem:
    """y(x, I) = Σ_j a_j(I)·sin(π(b_j(I)·x + c_j(I))) on [-1,1]^2 × [-1,1]^2, six terms, standardised.

    The coefficients are smooth in I (first-order trigonometric polynomials), so tasks with near I are alike. Every
    task has one random I and `points` random inputs to train on, 256 others to test on. Raises BoundlabError for
    fewer than one task or fewer than 16 points.
    """
    _check(tasks, points)
    generator = torch.Generator().manual_seed(seed)
    features = 2 * torch.rand(tasks, 2, generator=generator) - 1
    x = 2 * torch.rand(tasks, points + 256, 2, generator=generator) - 1
    terms = 6
    basis = torch.cat([torch.ones(tasks, 1), torch.sin(pi / 2 * features), torch.cos(pi / 2 * features)], dim=1)
    mixing = torch.randn(4 * terms, basis.shape[1], generator=generator)
    a, b1, b2, c = (basis @ mixing.T / 2).view(tasks, 4, terms).unbind(1)
    phase = b1[:, None] * x[..., :1] + b2[:, None] * x[..., 1:] + c[:, None]
    y = (a[:, None] * torch.sin(pi * phase / 2)).sum(-1, keepdim=True)
    y = (y - y.mean()) / y.std()
    known = Tasks(torch.arange(tasks), features, y[:, :_OBSERVED], x[:, :_OBSERVED])
    train, test = slice(0, points), slice(points, None)
    return Problem("regression", Shape(2, 2, 1, tasks), known, x[:, train], y[:, train], x[:, test], y[:, test])


def digits(tasks: int = 5, points: int = 800, seed: int = 0) -> Problem:
    """Permuted digits: the 8×8 digits that scikit-learn ships, each task with its own permutation of the pixels.

    A task is known by its index and the one-hot code of it. All tasks share the split into `points` images to train
    on and the rest (of 1797) to test on. Raises BoundlabError if scikit-learn is not installed, for fewer than one
    task, or unless 16 ≤ points < 1797.
    """
    _check(tasks, points)
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise BoundlabError("digits: scikit-learn is not installed; pip install 'boundlab[data]'") from None
    bunch = load_digits()
    if points >= len(bunch.target):
        raise bad_value("points", points, f"fewer than the {len(bunch.target)} images there are")
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(bunch.target))
    images = torch.tensor(bunch.data[order] / 8 - 1, dtype=torch.float32)
    labels = torch.tensor(bunch.target[order])
    pixels = [torch.tensor(generator.permutation(64)) for _ in range(tasks)]
    x = torch.stack([images[:, permutation] for permutation in pixels])
    y = labels.expand(tasks, -1)
    known = Tasks(
        torch.arange(tasks),
        torch.eye(tasks),
        functional.one_hot(y[:, :_OBSERVED], 10).float(),
        x[:, :_OBSERVED],
    )
    train, test = slice(0, points), slice(points, None)
    return Problem("digits", Shape(64, tasks, 10, tasks), known, x[:, train], y[:, train], x[:, test], y[:, test])


def _check(tasks: int, points: int) -> None:
    if tasks < 1:
        raise bad_value("tasks", tasks, "at least one task")
    if points < _OBSERVED:
        raise bad_value("points", points, f"at least {_OBSERVED} points per task")


PROBLEMS = {"regression": regression, "digits": digits}
