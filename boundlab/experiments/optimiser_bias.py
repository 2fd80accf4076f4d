"""How the optimiser biases a measured exponent: one search for the smallest width, with four optimisers.

The targets are the sign bumps with m = r = 1, where the size grows like ε^(-1). Random Levenberg-Marquardt and Adam go
up the same ladder of widths with the same number of networks at each; Adam gets 1500 steps. The full search grows,
prunes, exchanges and polishes instead.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import torch

from boundlab.experiments.measured_exponent import measured_exponent
from boundlab.experiments.size_rows import SizeGroup
from boundlab.experiments.statistics import Point, fit_exponent
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.minimal_networks.baselines import adam
from boundlab.minimal_networks.levenberg_marquardt import minimise, sup_errors
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.sampling import grid, sample_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters
from boundlab.runs.task import Report, Task

LADDER = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 22, 26, 30, 35, 41, 48)
FRACTION = 0.4
Trainer = Callable[[Shape, torch.Tensor, TargetBatch, torch.Generator], torch.Tensor]


def _random_lm(shape: Shape, theta: torch.Tensor, targets: TargetBatch, generator: torch.Generator) -> torch.Tensor:
    schedule = (2,) * 100 + (4,) * 10 + (8,) * 10 + (16,) * 10 + (32,) * 10 + (64,) * 10
    return minimise(shape, theta, targets, schedule, sample_count(shape), generator)


def _adam(p: float) -> Trainer:
    def train(shape: Shape, theta: torch.Tensor, targets: TargetBatch, generator: torch.Generator) -> torch.Tensor:
        return adam(shape, theta, targets, 1500, 128, generator, p)

    return train


OPTIMISERS: dict[str, Trainer | None] = {
    "growth + LM + exchange": None,
    "random LM": _random_lm,
    "Adam, p-norm (p = 8)": _adam(8.0),
    "Adam, MSE": _adam(2.0),
}


@dataclass(frozen=True)
class OptimiserTrial(Task):
    """The smallest widths one optimiser finds for the first `patterns` sign patterns on k cells, from one seed."""

    kind: ClassVar[str] = "optimiser trial"
    method: ClassVar[int] = 3

    optimiser: str
    k: int
    patterns: int
    networks: int
    seed: int

    @property
    def cost(self) -> float:
        """More cells need wider networks, and every width below is tried."""
        return float(self.k**2)

    @property
    def members(self) -> list[SignBumps]:
        """The targets."""
        return [SignBumps(1, 1, self.k, pattern) for pattern in range(self.patterns)]

    @property
    def eps(self) -> float:
        """ε, a fixed part of the amplitude of the bumps."""
        return FRACTION * float(self.members[0].amplitude)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """One row per pattern; N is None for a failure up to the end of the ladder."""
        report(f"{self.optimiser}, {self.k} cells")
        train = OPTIMISERS[self.optimiser]
        widths = self._full_search(device) if train is None else self._ladder(train, device)
        head = {"method": self.optimiser, "cells": self.k, "eps": self.eps, "seed": self.seed}
        return [
            {**head, "pattern": pattern, "N": None if width is None else _size(width), "tried": _size(LADDER[-1])}
            for pattern, width in enumerate(widths)
        ]

    def summary(self, rows: list[dict[str, Any]]) -> str:
        """The sizes found."""
        sizes = ", ".join(str(row["N"] or "fail") for row in rows)
        return f"{self.optimiser}, {self.k} cells, seed {self.seed}: N = {sizes}"

    def _full_search(self, device: torch.device) -> list[int | None]:
        settings = SearchSettings("tanh", seed=self.seed, starts=self.networks // 2, max_width=LADDER[-1])
        search = MinimalWidthSearch(PlainProblem(self.members, settings, device), [[self.eps]] * self.patterns)
        return [found[0].width for found in search.run()]

    def _ladder(self, train: Trainer, device: torch.device) -> list[int | None]:
        reached: list[int | None] = [None] * self.patterns
        generator = torch.Generator().manual_seed(self.seed)
        for width in LADDER:
            rows = [t for t in range(self.patterns) if reached[t] is None for _ in range(self.networks)]
            if not rows:
                break
            shape, targets = Shape(1, (width,), "tanh"), TargetBatch(self.members, rows)
            theta = train(shape, random_parameters(shape, len(rows), generator, device), targets, generator)
            errors = sup_errors(shape, theta, targets, grid(4001, 1, device)).tolist()
            for t, error in zip(rows, errors, strict=True):
                if error <= self.eps:
                    reached[t] = width
        return reached


def _size(width: int) -> int:
    return Shape(1, (width,), "tanh").parameters


def fits(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The exponent of each optimiser: the fit of every seed, their mean and standard deviation.

    A seed's fit uses the worst pattern at each ε, down to the first failure; a seed with fewer than three such ε has
    none. `failures` counts the (seed, ε) with a failure. `finite_size` is that of N = x (A + B s) + b with x a power of
    1/ε, where every size and the sign changes s of its pattern count: the median over the seeds, and the ends of an
    interval that holds the 95 % intervals of them all; None where a seed has none.
    """
    found = []
    for name in dict.fromkeys(row["method"] for row in rows):
        mine = [row for row in rows if row["method"] == name]
        points = [_points(mine, seed) for seed in sorted({row["seed"] for row in mine})]
        exponents = [fit_exponent(one).exponent for one in points if _reached(one) >= 3]
        found.append({
            "method": name,
            "exponent": statistics.mean(exponents) if exponents else None,
            "standard_deviation": statistics.stdev(exponents) if len(exponents) > 1 else None,
            "exponents": exponents,
            "seeds": len(points),
            "failures": sum(point.censored for one in points for point in one),
            "finite_size": _finite_size(mine),
        })  # fmt: skip
    return found


def _finite_size(rows: Sequence[Mapping[str, Any]]) -> dict[str, float] | None:
    found = []
    for seed in sorted({row["seed"] for row in rows}):
        here = [_with_covariate(row) for row in rows if row["seed"] == seed]
        fit = measured_exponent(SizeGroup("", here)).finite_size
        if fit is None or not (math.isfinite(fit.low) and math.isfinite(fit.high)):
            return None
        found.append(fit)
    low, high = min(fit.low for fit in found), max(fit.high for fit in found)
    return {"exponent": statistics.median(fit.exponent for fit in found), "low": low, "high": high}


def _with_covariate(row: Mapping[str, Any]) -> dict[str, Any]:
    signs = SignBumps(1, 1, row["cells"], row["pattern"]).signs
    changes = sum(a != b for a, b in itertools.pairwise(signs)) / row["cells"]
    return {**row, "covariate": changes, "bracket": [None, None]}


def _points(rows: Sequence[Mapping[str, Any]], seed: int) -> list[Point]:
    """The worst sizes of one seed, from the largest ε on."""
    sizes: dict[float, list[float]] = {}
    for row in rows:
        if row["seed"] == seed:
            sizes.setdefault(row["eps"], []).append(math.inf if row["N"] is None else float(row["N"]))
    return [Point(eps, (0.0,) * len(sizes[eps]), tuple(sizes[eps])) for eps in sorted(sizes, reverse=True)]


def _reached(points: Sequence[Point]) -> int:
    """How many ε come before the first failure."""
    return next((i for i, point in enumerate(points) if point.censored), len(points))
