"""The one trainer of all experiments: a model, a problem, an optimiser, a group of repetitions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from boundlab.experiments.paper._models import Model
from boundlab.experiments.paper._problem import Data, Problem
from boundlab.experiments.paper._randomness import Member
from boundlab.networks.primary import Layers
from boundlab.runs.task import Report


@dataclass(frozen=True)
class Training:
    """How a model is trained: "sgd" (with `momentum`) or "adadelta", learning rate, batch size, epochs.

    every_epoch: measure after each epoch, not only after the last.
    """

    optimiser: str = "sgd"
    rate: float = 0.01
    momentum: float = 0.0
    batch: int = 64
    epochs: int = 10
    every_epoch: bool = False

    def descend(self, weights: list[Tensor]) -> torch.optim.Optimizer:
        """The optimiser; it acts on every number alone, so members in one tensor do not see each other."""
        if self.optimiser == "adadelta":
            return torch.optim.Adadelta(weights, lr=self.rate)
        return torch.optim.SGD(weights, lr=self.rate, momentum=self.momentum)


def train(
    model: Model, problem: Problem, training: Training, seeds: Sequence[int], device: torch.device, report: Report
) -> list[dict[str, Any]]:
    """Train one model per seed (and copy); a row per seed and measured epoch.

    A number that is not finite, after a run that diverged, is None in the row.
    """
    members = [Member(seed, copy) for seed in seeds for copy in range(problem.copies)]
    data = problem.draw(members, device)
    layers, trained = leaves(model.split(model.initial(members, device)))
    optimiser = training.descend(trained)
    rows: list[dict[str, Any]] = []
    for epoch in range(1, training.epochs + 1):
        report(f"epoch {epoch} of {training.epochs}")
        for x, condition, y in data.epoch(training.batch):
            # A sum over members: each gets the gradient of its own mean loss.
            loss = problem.loss(model.evaluate(layers, x, condition), y).sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        if training.every_epoch or epoch == training.epochs:
            measured = _measure(model, problem, data, layers)
            rows += [
                {"seed": seed, "epoch": epoch, **{name: _finite(values[i]) for name, values in measured.items()}}
                for i, seed in enumerate(seeds)
            ]
    return rows


def leaves(layers: dict[str, Layers]) -> tuple[dict[str, Layers], list[Tensor]]:
    """The layers as tensors of their own, and a list of them: the gradients of slices would have to be joined."""

    def own(tensor: Tensor) -> Tensor:
        found.append(tensor.clone().requires_grad_())
        return found[-1]

    found: list[Tensor] = []
    copies = {
        name: [(own(matrix), None if bias is None else own(bias)) for matrix, bias in part]
        for name, part in layers.items()
    }
    return copies, found


@torch.no_grad()
def _measure(model: Model, problem: Problem, data: Data, layers: dict[str, Layers]) -> dict[str, list[float]]:
    found = [(model.evaluate(layers, x, condition), y) for x, condition, y in data.test()]
    outputs = torch.cat([out for out, _ in found], dim=1).flatten(1, 2)
    targets = torch.cat([y for _, y in found], dim=1).flatten(1, 2)
    return {name: values.tolist() for name, values in problem.measure(outputs, targets).items()}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
