"""Training hypernetworks of one scalar condition until they have learned a random smooth y(x, γ)."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from boundlab.comparisons._magnitude import DESIGNS, OPTIMISERS, REACHED, TWICE
from boundlab.comparisons._replicas import Replicas, descend
from boundlab.networks.primary import Primary

if TYPE_CHECKING:
    from boundlab.comparisons._magnitude import Study
    from boundlab.runs.task import Report

TERMS, CONDITIONS, POINTS = 3, 32, 32  # per step; to test on, twice as many of each


class Target:
    """y(x, γ) of every seed, standardised: `mixing` (S, 4·TERMS, 3) gives a, b, c in the basis 1, sin πγ, cos πγ."""

    def __init__(self, seeds: tuple[int, ...]) -> None:
        drawn = [torch.randn(4 * TERMS, 3, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
        self.mixing = torch.stack(drawn)
        self.mean, self.deviation = 0.0 * self.mixing[:, :1, :1], 1.0 + 0.0 * self.mixing[:, :1, :1]
        values = self(*self.points(64, 64, torch.Generator().manual_seed(0)))
        self.mean, self.deviation = values.mean((1, 2), keepdim=True), values.std((1, 2), keepdim=True)

    def points(self, conditions: int, points: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
        """γ (S, C, 1) and x (S, C, n, 2)."""
        seeds = len(self.mixing)
        gamma = torch.rand(seeds, conditions, 1, generator=random)
        return gamma, 2 * torch.rand(seeds, conditions, points, 2, generator=random) - 1

    def __call__(self, gamma: Tensor, x: Tensor) -> Tensor:
        """The values (S, C, n)."""
        basis = torch.cat([torch.ones_like(gamma), torch.sin(pi * gamma), torch.cos(pi * gamma)], -1)
        a, b1, b2, c = (basis @ self.mixing.mT / 2).unflatten(-1, (4, TERMS)).unbind(-2)
        phase = b1[:, :, None] * x[..., :1] + b2[:, :, None] * x[..., 1:] + c[:, :, None]
        values = (a[:, :, None] * torch.sin(pi / 2 * phase)).sum(-1)
        return (values - self.mean) / self.deviation


def steps_and_errors(task: Study, device: torch.device, report: Report) -> tuple[list[int | None], list[float | None]]:
    """For every seed: the first step measured at which the test error is reached (None: never), and the last error."""
    target, design = Target(task.seeds), DESIGNS[task.arm]
    model, network = Replicas(design, task.seeds), Primary(design.primary, design.primary_bias, design.activation)
    kind, rate = OPTIMISERS[task.optimiser]
    values = list(model.parameters.values())
    optimiser = torch.optim.Adam(values, rate) if kind == "adam" else torch.optim.SGD(values, rate, momentum=0.9)
    random = torch.Generator().manual_seed(1)
    gamma, x = target.points(2 * CONDITIONS, 2 * POINTS, random)
    held_out = (gamma, x, target(gamma, x))

    def errors(gamma: Tensor, x: Tensor, y: Tensor) -> Tensor:
        weights = model(gamma.expand(-1, -1, 2) if task.arm == TWICE else gamma)
        found = network(x.flatten(0, 1), weights.flatten(0, 1)).view(y.shape)
        return (found - y).square().mean((1, 2))

    reached: list[int | None] = [None] * len(task.seeds)
    last = torch.full((len(task.seeds),), torch.nan)
    for step in range(1, task.steps + 1):
        gamma, x = target.points(CONDITIONS, POINTS, random)
        # A run that diverged must not spoil the sum over seeds: its loss is left out.
        losses = errors(gamma, x, target(gamma, x))
        descend(optimiser, torch.where(losses.isfinite(), losses, 0).sum())
        if step % task.every == 0:
            with torch.no_grad():
                last = errors(*held_out)
            for i, error in enumerate(last.tolist()):
                if reached[i] is None and error <= REACHED:
                    reached[i] = step
            if step % 200 == 0:
                report(f"{task.optimiser}, {task.arm}: step {step}")
            if None not in reached:
                break
    return reached, [error if error == error and error < 1e30 else None for error in last.tolist()]
