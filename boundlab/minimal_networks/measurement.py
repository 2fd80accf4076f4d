"""The measurement of minimal sizes: its tasks, and how one is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import torch

from boundlab.errors import bad_value
from boundlab.function_classes.expression import Expression
from boundlab.function_classes.families.sign_bumps import SignBumps, random_members
from boundlab.function_classes.module_function import ModuleFunction
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.target import Target, check_finite
from boundlab.minimal_networks.baselines import adam, lbfgs
from boundlab.minimal_networks.found import Found
from boundlab.minimal_networks.levenberg_marquardt import sup_errors
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.piecewise_linear import link_count
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.remez import polynomial_size
from boundlab.minimal_networks.sampling import grid, sample_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters
from boundlab.runs.task import Report, Task

CELLS = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64)


@dataclass(frozen=True)
class MinimalSizes(Task):
    """A few targets of one dimension, searched together, each with its accuracies."""

    kind: ClassVar[str] = "minimal sizes"
    method: ClassVar[int] = 5

    targets: tuple[str, ...]
    dimension: int
    eps: tuple[float, ...]
    r: int | None
    search: SearchSettings
    source: str = ""  # the digest of a user's module; "" for targets that their text determines

    def settings(self) -> dict[str, Any]:
        """As of every task; without an empty `source`, which tasks of before it was noted do not have.

        Deep networks are searched in another way since method 6, shallow ones are not.
        """
        found = super().settings() | ({"method": 6} if self.search.depth > 1 else {})
        return found if self.source else {name: value for name, value in found.items() if name != "source"}

    @property
    def cost(self) -> float:
        """Time was seen to grow like the power 2.2 of the number of bumps; other targets are measured one at a time."""
        member = parse_target(self.targets[0], self.dimension)
        bumps = member.k**member.m if isinstance(member, SignBumps) else 1
        return float(self.search.starts * bumps**2.2)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """One row per target and ε."""
        targets = [parse_target(text, self.dimension) for text in self.targets]
        if any(_source(target) != self.source for target in targets):
            expected = "the same source here as where the measurement was started"
            raise bad_value("target", self.targets[0], expected)
        search = MinimalWidthSearch(PlainProblem(targets, self.search, device), [self.eps] * len(targets), report)
        found = zip(targets, search.run(), strict=True)
        return [_row(self, target, result) for target, results in found for result in results]

    def summary(self, rows: list[dict[str, Any]]) -> str:
        """The widths found."""
        return f"ε = {self.eps[0]:.3g}: widths " + ", ".join(f"{row['width'] or '-'}" for row in rows)


def family_task(m: int, r: int, k: int, patterns: int, fraction: float, search: SearchSettings) -> MinimalSizes:
    """The task that measures the sign-bump family (m, r, k) at ε = fraction · amplitude(k)."""
    members = random_members(m, r, k, patterns)
    eps = fraction * float(members[0].amplitude)
    return MinimalSizes(tuple(member.text for member in members), m, (eps,), r, search)


def family_tasks(
    m: int, r: int, low: float, high: float, patterns: int, fraction: float, search: SearchSettings
) -> list[MinimalSizes]:
    """One task per sign-bump family (m, r, k) whose ε = fraction · amplitude(k) lies in [low, high].

    Raises BoundlabError: no family does.
    """
    tasks = []
    for k in CELLS:
        if k**m > 10**6:
            break
        task = family_task(m, r, k, patterns, fraction, search)
        if low <= task.eps[0] <= high:
            tasks.append(task)
    if not tasks:
        largest = fraction * float(SignBumps(m, r, CELLS[0]).amplitude)
        expected = (
            f"a range that holds some ε of this family; its largest is {largest:.3g} at {CELLS[0]} cells per axis"
        )
        raise bad_value("eps", f"{high:g}:{low:g}", expected)
    return tasks


def target_task(target: Target, eps: tuple[float, ...], r: int | None, search: SearchSettings) -> MinimalSizes:
    """The task that measures one target at several accuracies.

    Raises BoundlabError: the target is not finite on the cube.
    """
    check_finite(target)
    values = tuple(sorted(eps, reverse=True))
    return MinimalSizes((target.text,), target.dimension, values, r, search, _source(target))


def _source(target: Target) -> str:
    return target.source if isinstance(target, ModuleFunction) else ""


def _row(task: MinimalSizes, target: Target, found: Found) -> dict[str, Any]:
    def count(width: int) -> int:
        s = task.search
        return Shape(task.dimension, (width,) * s.depth, s.activation, s.skip).parameters

    reached = found.width is not None
    tried = max(found.curve, default=0)
    return {
        "target": target.text,
        "activation": task.search.activation,
        "m": task.dimension,
        "r": task.r,
        **({"source": task.source[:16]} if task.source else {}),
        "eps": found.eps,
        "fraction": float(f"{found.eps / float(target.scale):.12g}") if target.scale else None,
        "N": count(found.width) if found.width is not None else None,
        "width": found.width,
        "bracket": [
            count(found.failed_width) if reached and found.failed_width else None if reached else count(tried),
            count(found.width) if found.width is not None else None,
        ],
        "status": "reached" if reached else "not reached",
        "sup_error": found.sup_error if np.isfinite(found.sup_error) else None,
        "seed": task.search.seed,
        "arm": found.arm,
        "exact_width": exact_width(target, found.eps, task.search),
        "polynomial_size": _polynomial_peer(target, found.eps),
        "failed_nonfinite": found.nonfinite,
        "skip": task.search.skip,
        "depth": task.search.depth,
        "theta": found.theta.tolist() if found.theta is not None else None,
    }


def exact_width(target: Target, eps: float, search: SearchSettings) -> int | None:
    """The exact minimal width of a shallow 1-D ReLU network with skip: minimum-link count minus one."""
    if (target.dimension, search.activation, search.skip, search.depth) != (1, "relu", True, 1):
        return None
    x = np.linspace(-1.0, 1.0, 8001)
    return link_count(x, np.array(target(x[:, None])), eps) - 1


def _polynomial_peer(target: Target, eps: float) -> int | None:
    """The size of the best polynomial for a 1-D formula; the families are rough, polynomials say nothing there."""
    if target.dimension != 1 or not isinstance(target, Expression):
        return None
    return polynomial_size(lambda x: np.array(target(x[:, None])), eps)


def baseline_errors(row: dict[str, Any], device: torch.device, networks: int = 8) -> dict[str, float]:
    """The sup errors that Adam and L-BFGS (mean squared error, random starts) reach at the width of a result row."""
    target = parse_target(row["target"], row["m"])
    shape = Shape(row["m"], (row["width"],) * row["depth"], row["activation"], row["skip"])
    targets, generator = TargetBatch([target], [0] * networks), torch.Generator().manual_seed(row["seed"])
    start, points = random_parameters(shape, networks, generator, device), sample_count(shape)
    trained = {
        "adam": adam(shape, start, targets, 1500, points, generator),
        "lbfgs": lbfgs(shape, start, targets, 300, points),
    }
    check = grid(40001, row["m"], device)
    return {name: float(sup_errors(shape, theta, targets, check).min()) for name, theta in trained.items()}
