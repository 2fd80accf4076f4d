"""The smallest width of networks with several hidden layers, all of the same width.

* restarts and growth on the way up: at each width random networks, and the nearest of the width below with one unit
  more in each layer;
* pruning on the way down: from the network found one unit of each layer is removed, in many ways, each is trained a
  little and the best of them are trained further;
* exchange where these miss ε: the nearest networks get a unit more in each layer and lose another one.

Deep networks have no order of units and no linear problem for the output alone that tells which unit to take.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from boundlab.minimal_networks.deep_units import widened, without_units
from boundlab.minimal_networks.found import Found
from boundlab.minimal_networks.nearest_networks import NearestNetworks
from boundlab.minimal_networks.problem import Problem
from boundlab.networks.ensemble import Shape

Tensor = torch.Tensor
Attempt = Callable[[Shape, Tensor, Sequence[int], str, list[Found]], Tensor]

# Ways to remove a unit of each layer that are tried from a network, and iterations before the best are chosen.
WAYS, GLANCE = 64, 8
# Rounds of exchange at a width that pruning misses.
EXCHANGES = 2


class DeepSearch:
    """Up to a first width that reaches ε, and down from there.

    `pairs` are targets and results; `attempt` trains networks towards the sup norm, notes what they reach in the
    results given to it and returns their errors.
    """

    def __init__(
        self, problem: Problem, pairs: list[tuple[int, Found]], attempt: Attempt, report: Callable[[str], None]
    ) -> None:
        self._problem, self._pairs, self._attempt, self._report = problem, pairs, attempt, report
        self._starts = problem.settings.starts
        self._generator = torch.Generator().manual_seed(problem.settings.seed)

    def run(self) -> None:
        """All of it."""
        self._up()
        for target, found in self._pairs:
            while found.shape is not None and found.shape.widths[0] > 1 and self._narrower(target, found, found.shape):
                pass

    def _up(self) -> None:
        nearest: NearestNetworks | None = None
        for width in range(1, self._problem.settings.max_width + 1):
            wanted = self._unmet()
            if not wanted:
                return
            self._report(f"restarts: width {width}, {len(wanted)} of {self._problem.targets} targets to go")
            shape, kept = self._problem.shape(width), NearestNetworks(2 * self._starts)
            rows = [t for t in wanted for _ in range(2 * self._starts)]
            theta = self._problem.train(shape, self._problem.start(shape, rows), rows, (2,) * 120, oversampling=2)
            kept.add(self._try(shape, theta, rows, "restarts"), theta, rows)
            wanted = self._unmet()
            if nearest is not None and wanted:
                theta, rows = nearest.of(wanted)
                theta = widened(self._problem.shape(width - 1), theta, self._problem.start(shape, rows))
                theta = self._problem.train(shape, theta, rows, (2,) * 80, oversampling=2)
                kept.add(self._try(shape, theta, rows, "growth"), theta, rows)
            nearest = kept

    def _unmet(self) -> list[int]:
        return sorted({t for t, found in self._pairs if found.width is None})

    def _try(self, shape: Shape, theta: Tensor, rows: Sequence[int], arm: str) -> Tensor:
        return self._attempt(shape, theta, rows, arm, [found for _, found in self._pairs])

    def _narrower(self, target: int, found: Found, wide: Shape) -> bool:
        """Whether a network one unit narrower than `found`, of shape `wide`, was found."""
        shape = self._problem.shape(wide.widths[0] - 1)
        self._report(f"pruning: width {shape.widths[0]}")
        assert found.theta is not None
        theta = self._problem.loaded(wide, found.theta, target)
        for turn in range(1 + EXCHANGES):
            theta, rows = self._shortlist(wide, theta, target)
            theta = self._problem.train(shape, theta, rows, (2,) * 60, oversampling=2)
            errors = self._attempt(shape, theta, rows, "exchange" if turn else "pruning", [found])
            if found.shape != wide:
                return True
            theta = theta[errors.argsort()[: self._starts]]
            rows = [target] * len(theta)
            theta = widened(shape, theta, self._problem.start(wide, rows))
            theta = self._problem.train(wide, theta, rows, (2,) * 30)
        return False

    def _shortlist(self, wide: Shape, theta: Tensor, target: int) -> tuple[Tensor, list[int]]:
        """The most promising networks with a unit less in each layer, and the target of each."""
        shape = self._problem.shape(wide.widths[0] - 1)
        theta = without_units(wide, theta, max(1, WAYS // len(theta)), self._generator)
        theta = self._problem.train(shape, theta, [target] * len(theta), (2,) * GLANCE)
        errors = self._problem.errors(shape, theta, [target] * len(theta))
        theta = theta[errors.argsort()[: 4 * self._starts]]
        return theta, [target] * len(theta)
