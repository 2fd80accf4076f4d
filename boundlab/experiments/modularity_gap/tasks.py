"""The tasks of q against g: one per number of cells and per arm, all draws of the target together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import torch

from boundlab.errors import bad_value
from boundlab.experiments.modularity_gap.conditional_target import ConditionalTarget, distinct_slices
from boundlab.experiments.modularity_gap.embeddings import EmbeddingSettings
from boundlab.experiments.modularity_gap.joint_problem import JointProblem
from boundlab.experiments.modularity_gap.nonzero import nonzero_count
from boundlab.experiments.modularity_gap.smallest_primaries import smallest_primaries
from boundlab.minimal_networks.found import Found
from boundlab.minimal_networks.levenberg_marquardt import sup_errors
from boundlab.minimal_networks.measurement import exact_width
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.problem import Problem
from boundlab.minimal_networks.sampling import grid, sample_count
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.ensemble import Shape, evaluate_with_jacobian
from boundlab.runs.task import Report, Task


@dataclass(frozen=True)
class Targets:
    """The conditional targets of one number of cells k, draws 1, 2, …, `draws`, and ε as a fraction of their amplitude.

    Raises BoundlabError: draws < 1 or a fraction outside (0, 1).
    """

    m1: int
    m2: int
    r: int
    k: int
    draws: int
    kind: str = "cube"
    fraction: float = 0.4

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise bad_value("draws", self.draws, "an integer ≥ 1")
        if not 0 < self.fraction < 1:
            raise bad_value("fraction", self.fraction, "a number with 0 < fraction < 1")
        ConditionalTarget(self.m1, self.m2, self.r, self.k, 1, self.kind)

    def members(self) -> list[ConditionalTarget]:
        """One target per draw."""
        return [
            ConditionalTarget(self.m1, self.m2, self.r, self.k, draw, self.kind) for draw in range(1, self.draws + 1)
        ]

    @property
    def eps(self) -> float:
        """ε = fraction · A(k)."""
        return self.fraction * self.members()[0].amplitude

    def columns(self) -> dict[str, Any]:
        """What every row says about its target."""
        return {"m1": self.m1, "m2": self.m2, "r": self.r, "k": self.k, "targets": self.kind, "eps": self.eps}


@dataclass(frozen=True)
class SliceSizes(Task):
    """Minimal primaries g of a hypernetwork whose f may give every condition its own weights.

    One row for each distinct slice of all draws, at most `most` of them, the constant and the alternating slice first;
    N_g is the largest of their sizes.
    """

    kind: ClassVar[str] = "primary of a hypernetwork"
    method: ClassVar[int] = 5

    targets: Targets
    most: int
    search: SearchSettings

    @property
    def cost(self) -> float:
        """Relative to the embedding arms."""
        return 0.3 * self.targets.k ** (2.5 * self.targets.m1)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        slices = distinct_slices(self.targets.members(), extremes=True)[: self.most]
        problem = PlainProblem(slices, self.search, device)
        search = MinimalWidthSearch(problem, [[self.targets.eps]] * len(slices), report)
        rows = []
        for target, (found,) in zip(slices, search.run(), strict=True):
            row = {"target": target.text, "series": "g", "m": self.targets.m1, **self.targets.columns()}
            nonzero = _nonzero_of_slice(found, target, device) if found.theta is not None else None
            exact = exact_width(target, self.targets.eps, self.search)
            rows.append({**row, **_outcome(problem, found), "nonzero": nonzero, "exact_width": exact})
        return rows

    def summary(self, rows: list[dict[str, Any]]) -> str:
        return f"k = {self.targets.k}: g, worst of {len(rows)} slices, N = {_worst(rows)}"


@dataclass(frozen=True)
class EmbeddingSizes(Task):
    """Minimal primaries q of an embedding method; one row per draw."""

    kind: ClassVar[str] = "primary of an embedding method"
    method: ClassVar[int] = 2

    targets: Targets
    embedding: EmbeddingSettings
    search: SearchSettings

    def settings(self) -> dict[str, Any]:
        """As of every task; bounded arms are searched in another way since method 5, deep ones since 3."""
        newer = {"method": 5} if self.embedding.bound_q is not None else {"method": 3} if self.search.depth > 1 else {}
        return super().settings() | newer

    @property
    def series(self) -> str:
        """What its rows are one measurement of."""
        depth = self.search.depth
        return f"q, {self.embedding.title}" + (f", {depth} hidden layers" if depth > 1 else "")

    @property
    def cost(self) -> float:
        """Parameters squared times samples, times units to grow."""
        return self.targets.k ** (2.0 * (self.targets.m1 + self.targets.m2))

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        members = self.targets.members()
        problem = JointProblem(members, self.embedding, self.search, device)
        rows = []
        for number, (found,) in enumerate(smallest_primaries(problem, [[self.targets.eps]] * len(members), report)):
            row = {
                "target": members[number].text,
                "series": self.series,
                "m": self.targets.m1 + self.targets.m2,
                **self.targets.columns(),
                **_outcome(problem, found),
                "nonzero": None,
                "conditions": len(problem.conditions),
                "N_e": problem.embedding.parameters,
                "C_e": None,
                "C_q": None,
            }
            if found.theta is not None and found.shape is not None:
                theta = found.theta.to(device)
                row["nonzero"] = _nonzero_of_primary(problem, found.shape, theta, number, found.eps)
                c_e, c_q = problem.complexities(found.shape, theta.unsqueeze(0))
                row["C_e"], row["C_q"] = c_e if math.isfinite(c_e) else None, c_q
            rows.append(row)
        return rows

    def summary(self, rows: list[dict[str, Any]]) -> str:
        return f"k = {self.targets.k}: {self.series}, worst of {len(rows)} draws, N = {_worst(rows)}"


def _worst(rows: list[dict[str, Any]]) -> str:
    sizes = [row["N"] for row in rows]
    return f"> {max(row['bracket'][0] or 0 for row in rows)}" if None in sizes else str(max(sizes))


def _outcome(problem: Problem, found: Found) -> dict[str, Any]:
    """The columns of a result; sizes count the primary network alone."""

    def count(width: int) -> int:
        return problem.shape(width).parameters

    reached = found.width is not None
    failed = found.failed_width if reached else max(found.curve, default=0)
    return {
        "activation": problem.settings.activation,
        "skip": problem.settings.skip,
        "depth": problem.settings.depth,
        "seed": problem.settings.seed,
        "N": count(found.width) if found.width is not None else None,
        "width": found.width,
        "bracket": [count(failed) if failed else None, count(found.width) if found.width is not None else None],
        "status": "reached" if reached else "not reached",
        "sup_error": found.sup_error if math.isfinite(found.sup_error) else None,
        "arm": found.arm,
        "failed_nonfinite": found.nonfinite,
        "theta": found.theta.tolist() if found.theta is not None else None,
    }


def _nonzero_of_slice(found: Found, target: Any, device: torch.device) -> int:
    assert found.theta is not None
    assert found.shape is not None
    shape, targets = found.shape, TargetBatch([target], [0])
    theta = found.theta.to(device)
    x = grid(8 * sample_count(shape), shape.inputs, device)
    _, jacobian = evaluate_with_jacobian(shape, theta.unsqueeze(0), grid(sample_count(shape), shape.inputs, x.device))
    influence = theta.abs() * jacobian[0].abs().amax(0)
    return nonzero_count(
        theta, influence, lambda trial: float(sup_errors(shape, trial.unsqueeze(0), targets, x)) <= found.eps
    )


def _nonzero_of_primary(problem: JointProblem, shape: Shape, theta: torch.Tensor, number: int, eps: float) -> int:
    primary, phi = problem.split(shape, theta.unsqueeze(0))
    _, jacobian = problem.values_and_jacobian(shape, theta.unsqueeze(0), problem.check_points(shape))
    influence = primary[0].abs() * jacobian[0, :, : shape.parameters].abs().amax(0)

    def meets(trial: torch.Tensor) -> bool:
        return float(problem.errors(shape, torch.cat([trial.unsqueeze(0), phi], dim=1), [number])) <= eps

    return nonzero_count(primary[0], influence, meets)
