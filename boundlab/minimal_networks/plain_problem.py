"""Multilayer perceptrons for functions on the cube: the plain problem of a search for the smallest width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, final

import torch

from boundlab.activations import catalogue
from boundlab.minimal_networks.growth import grow, solve_output, without_each_unit
from boundlab.minimal_networks.levenberg_marquardt import capacity, minimise, sup_errors
from boundlab.minimal_networks.problem import Effort, Line, Problem
from boundlab.minimal_networks.sampling import grid, jittered, sample_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.ensemble import Shape, evaluate, scaled
from boundlab.networks.ensemble_initial import random_parameters

Tensor = torch.Tensor

# Targets are trained in units in which their largest value is between this and twice this.
LARGEST = 1 / 64
# Points a network is checked at, at most: as many as a grid of 12 per axis has in five dimensions.
MOST_CHECKED = 12**5
# Rounds of exchange at a width.
EXCHANGES = 8


@final
class PlainProblem(Problem):
    """Networks of `settings` for `targets` of one dimension, trained on `device`."""

    def __init__(self, targets: Sequence[Any], settings: SearchSettings, device: torch.device) -> None:
        self._targets, self._settings, self._device = list(targets), settings, device
        self._dimension = self._targets[0].dimension
        self.generator = torch.Generator().manual_seed(settings.seed)
        self._units = [self._unit(target) for target in self._targets]

    @property
    def targets(self) -> int:
        """How many targets there are."""
        return len(self._targets)

    @property
    def settings(self) -> SearchSettings:
        """As given."""
        return self._settings

    @property
    def effort(self) -> Effort:
        """Without exchange, piecewise-linear widths are exact wherever that was checked.

        On a line windows pass a width that fails: of 12 leaps after them none got there.
        """
        exact = catalogue()[self._settings.activation].piecewise_linear
        return Effort(True, 1, 0 if exact else EXCHANGES, leaps=not exact and not self._on_line)

    def line(self, target: int) -> Line | None:
        """For shallow networks of one variable whose σ is analytic."""
        if not self._on_line:
            return None
        sigma = catalogue()[self._settings.activation]
        steps = sigma.monotone and sigma.bound is not None
        return Line(self._batch([target]), self._units[target], self.generator, steps)

    @property
    def _on_line(self) -> bool:
        s = self._settings
        return (self._dimension, s.depth, catalogue()[s.activation].pieces) == (1, 1, "analytic")

    def shape(self, width: int) -> Shape:
        """The networks of that width, in every hidden layer."""
        s = self._settings
        return Shape(self._dimension, (width,) * s.depth, s.activation, s.skip)

    def size(self, shape: Shape) -> int:
        """All parameters."""
        return shape.parameters

    def start(self, shape: Shape, rows: Sequence[int]) -> Tensor:
        """Random starting parameters."""
        return random_parameters(shape, len(rows), self.generator, self._device)

    def train(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], exponents: Sequence[float], oversampling: int = 1
    ) -> Tensor:
        """One Levenberg-Marquardt iteration for each exponent."""
        points = oversampling * sample_count(shape)
        return minimise(shape, theta, self._batch(rows), exponents, points, self.generator)

    def errors(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> Tensor:
        """On a grid denser than the samples."""
        units = theta.new_tensor([self._units[t] for t in rows])
        return units * sup_errors(shape, theta, self._batch(rows), self.check_points(shape))

    def check_points(self, shape: Shape) -> Tensor:
        """The grid, as large as the networks ask for and bounded in every dimension."""
        per_axis = {1: 8 * sample_count(shape) + 1, 2: 3 * math.isqrt(sample_count(shape)) + 1}
        points = min(per_axis.get(self._dimension, 12) ** self._dimension, MOST_CHECKED)
        return grid(max(points, 4001 if self._dimension == 1 else 20000), self._dimension, self._device)

    def grow(self, shape: Shape, theta: Tensor, rows: Sequence[int], count: int) -> tuple[Shape, Tensor]:
        """By orthogonal matching pursuit over random candidates."""
        return grow(shape, theta, self._batch(rows), sample_count(shape), self.generator, count)

    def prune(self, shape: Shape, theta: Tensor, rows: Sequence[int], down_to: int, count: int) -> Tensor:
        """All removals from a network by the errors at one sample, which is its own."""
        points = sample_count(shape)
        samples = [jittered(points, self._dimension, self.generator, self._device) for _ in rows]
        x = torch.stack(samples)
        y = torch.cat([self._batch([t])(sample) for t, sample in zip(rows, samples, strict=True)])
        while shape.widths[0] > down_to:
            units = shape.widths[0]
            candidates, errors = self._without_each(shape, theta, x, y)
            kept = count if units - 1 == down_to else 1
            order = errors.reshape(-1, units).argsort(1)[:, torch.arange(kept, device=self._device) % units]
            first = units * torch.arange(len(rows), device=self._device)
            theta, shape = candidates[(first.unsqueeze(1) + order).flatten()], self.shape(units - 1)
        return theta

    def without_one(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> tuple[Tensor, list[int], Tensor]:
        """All of them at one sample."""
        x = jittered(sample_count(shape), self._dimension, self.generator, self._device)
        candidates, errors = self._without_each(shape, theta, x, self._batch(rows)(x))
        return candidates, [t for t in rows for _ in range(shape.widths[0])], errors

    def saved(self, shape: Shape, theta: Tensor, target: int) -> Tensor:
        """The output layer times the target's unit."""
        return scaled(shape, theta.unsqueeze(0), self._units[target])[0].cpu()

    def loaded(self, shape: Shape, theta: Tensor, target: int) -> Tensor:
        """The output layer divided by the target's unit."""
        return scaled(shape, theta.to(self._device).unsqueeze(0), 1 / self._units[target])

    def _unit(self, target: Any) -> float:
        """What the values of the target are divided by in training: a power of 2, so that no digit is lost.

        The damping has one floor for all parameters, but the Jacobian of the first layer is as small as the target.
        Were the units the target's own, the first layer would be held fast, the more the smaller ε is.
        """
        largest = float(TargetBatch([target], [0])(self.check_points(self.shape(1))).abs().max())
        return 2.0 ** math.floor(math.log2(largest)) / LARGEST if 0 < largest < math.inf else 1.0

    def _batch(self, rows: Sequence[int]) -> TargetBatch:
        return TargetBatch(self._targets, rows, self._units)

    def _without_each(self, shape: Shape, theta: Tensor, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """The networks with one unit less than θ (B, P), output layer solved, and their sup errors.

        Both at the samples x, (n, m) or (B, n, m), with values y (B, n).
        """
        units, smaller = shape.widths[0], self.shape(shape.widths[0] - 1)
        chunk = max(1, capacity(self._device) // (4 * units * y.shape[1] * units))
        parts = []
        for b in range(0, len(theta), chunk):
            here = slice(b, b + chunk)
            points = x if x.dim() == 2 else x[here].repeat_interleave(units, 0)
            wanted = y[here].repeat_interleave(units, 0)
            candidates = solve_output(smaller, without_each_unit(shape, smaller, theta[here]), points, wanted)
            errors = (evaluate(smaller, candidates, points) - wanted).abs()
            parts.append((candidates, torch.nan_to_num(errors, nan=torch.inf, posinf=torch.inf).amax(1)))
        return torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])
