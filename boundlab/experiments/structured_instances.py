"""Random targets with a structured selector: is ‖g(·; S(I)) - g(·; f(I))‖ ever above the bound of theorem 5?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor

from boundlab.function_classes.structured_selector import random_selector
from boundlab.networks.sparse import SparseNetwork
from boundlab.networks.structured_hypernetwork import StructuredHypernetwork
from boundlab.rigorous.structured_construction import StructuredConstruction
from boundlab.rigorous.tanh_networks import structured_network
from boundlab.runs.task import Report, Task

POINTS, KEPT, ROUNDS = 512, 16, 5
ROUNDING = 1e-7
BATCH = 64


@dataclass(frozen=True)
class StructuredInstances(Task):
    """`count` random instances, with the seeds first, first + 1, …; every row is one instance.

    Each draws m1 ≤ 3, m2 ≤ 2, r ≤ 2, w ≤ 5, c ∈ {1/2, 1, 2}, a tanh network g of one to four affine layers, a member
    of P_{r,w,c}, and a grid for the features. What is compared, with k affine layers:
    - `deviation`, the largest |g(x; S(I)) - g(x; f(I))| found, with `bound`, β^{k+1} times the proved error of the
      features; `ratio` is the quotient;
    - `pointwise_ratio`, the largest |g(x; S(I)) - g(x; f(I))| / (β^{k+1}·max_i |H_i(I) - P_i(I)|) found. The recursion
      says at most 1 for every (x, I); it is the sharper test, since features are mostly closer than is proved.
    Found means: by a random search over (x, I), in floating point.
    """

    kind: ClassVar[str] = "structured-instances"
    method: ClassVar[int] = 1
    first: int
    count: int

    @property
    def cost(self) -> float:
        return float(self.count)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        return [instance(seed) for seed in range(self.first, self.first + self.count)]

    def summary(self, rows: list[dict[str, Any]]) -> str:
        worst = [max(row[name] for row in rows) for name in ("ratio", "pointwise_ratio")]
        return f"seeds {self.first}…{self.first + self.count - 1}: worst ratios {worst[0]:.3g}, {worst[1]:.3g}"


def instance(seed: int) -> dict[str, Any]:
    """One instance, measured.

    >>> row = instance(0)
    >>> 0 < row["ratio"] <= row["pointwise_ratio"] <= 1
    True
    """
    generator = np.random.default_rng(seed)
    m1, m2, r, w = (int(generator.integers(1, most + 1)) for most in (3, 2, 2, 5))
    c = Fraction(str(generator.choice(["1/2", "1", "2"])))
    hidden = [int(width) for width in generator.integers(1, 7, size=generator.integers(0, 4))]
    cells = int(generator.integers(2, 65 if m2 == 1 else 13))
    sizes = StructuredConstruction((m1, *hidden, 1), m2, r, w, c, cells)
    module = StructuredHypernetwork(random_selector(generator, sizes.N_g, m2, r, w, c), sizes.widths, cells)
    factor, bound = float(sizes.deviation.factor), float(sizes.deviation_bound)
    deviation = _largest(lambda points: deviations(module, points)[0], m1 + m2, generator)
    pointwise = _largest(lambda points: _pointwise(*deviations(module, points)), m1 + m2, generator)
    return {
        **{"seed": seed, "m1": m1, "m2": m2, "r": r, "w": w, "c": str(c), "widths": list(sizes.widths)},
        **{"cells": cells, "deviation": deviation, "bound": bound, "ratio": deviation / bound},
        "pointwise_ratio": pointwise / factor,
    }


@torch.no_grad()
def deviations(module: StructuredHypernetwork, points: Tensor) -> tuple[Tensor, Tensor]:
    """|g(x; S(I)) - g(x; f(I))| and max_i |H_i(I) - P_i(I)| at points (x, I), (B, m1 + m2) → (B,), (B,)."""
    m1 = module.network.widths[0]
    x, I = points[:, :m1], points[:, m1:]  # noqa: E741 — the paper's letter
    exact = torch.from_numpy(module.selector.features(I.numpy()))
    return (module(x, I) - module.target(x, I)).abs(), (module.features(I) - exact).abs().amax(1)


def _pointwise(deviation: Tensor, feature_error: Tensor) -> Tensor:
    """The quotient; 0 where the features are so close that rounding decides."""
    return torch.where(feature_error > ROUNDING, deviation / feature_error, torch.zeros(()))


def _largest(measure: Callable[[Tensor], Tensor], dimension: int, generator: np.random.Generator) -> float:
    """The largest value found: at random points, half of them rounded to corners, then near the best ones."""
    points = torch.from_numpy(generator.uniform(-1, 1, (POINTS, dimension)))
    points[::2, : dimension - 1] = points[::2, : dimension - 1].sign()
    for step in range(ROUNDS):
        best = points[measure(points).topk(KEPT).indices]
        moved = best.repeat(POINTS // KEPT - 1, 1)
        moved = moved + 2.0 ** (-2 - step) * torch.from_numpy(generator.normal(size=tuple(moved.shape)))
        points = torch.cat([best, moved]).clamp(-1, 1)
    return float(measure(points).max())


@torch.no_grad()
def errors_of_member(sizes: StructuredConstruction, seed: int, most: int) -> dict[str, float | None]:
    """The largest errors seen, at 1,000 random points, on a random member of the class: of the hypernetwork, and of the
    standard tanh network with gadgets for float64; None for a network of more than `most` parameters.
    """
    generator = np.random.default_rng(seed)
    m1, cells = sizes.widths[0], sizes.cells
    found: dict[str, float | None] = {"hypernetwork": None, "standard": None}
    if min(sizes.N_f, sizes.N_standard) > most:
        return found
    selector = random_selector(generator, sizes.N_g, sizes.m2, sizes.r, sizes.w, sizes.c)
    points = torch.from_numpy(generator.uniform(-1, 1, (1_000, m1 + sizes.m2)))
    module = StructuredHypernetwork(selector, sizes.widths, cells)
    batches = points.split(BATCH)
    if sizes.N_f <= most:
        found["hypernetwork"] = max(float(deviations(module, part)[0].max()) for part in batches)
    if sizes.N_standard <= most:
        standard = SparseNetwork(structured_network(selector, sizes.widths, cells), "tanh")
        errors = ((standard(part)[:, 0] - module.target(part[:, :m1], part[:, m1:])).abs().max() for part in batches)
        found["standard"] = max(map(float, errors))
    return found
