"""How the optimiser biases a measured exponent: the same search with four optimisers, where the truth is 1.

    python benchmarks/optimiser_bias.py [auto|cpu|cuda]

Sign-bump family m = r = 1, tanh, ε = 0.4 amplitude: the size grows like ε^(-1). Adam and random Levenberg-Marquardt
search upward over the same ladder of widths with the same number of networks; Adam gets 1500 steps at each width.
Writes figures/data/optimiser_bias.csv and .json for the figure.
"""

from __future__ import annotations

import csv
import json
import math
import time
from collections.abc import Callable
from pathlib import Path

import torch
from _record import device, record

from boundlab.experiments.baselines import adam
from boundlab.experiments.levenberg_marquardt import minimise, sup_errors
from boundlab.experiments.minimal_width import MinimalWidthSearch, SearchSettings, sample_count
from boundlab.experiments.provenance import now, provenance
from boundlab.experiments.sampling import grid
from boundlab.experiments.statistics import Point, fit_exponent
from boundlab.experiments.target_batch import TargetBatch
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.networks.ensemble import Shape
from boundlab.networks.ensemble_initial import random_parameters

CELLS = (3, 4, 6, 8, 12)
PATTERNS, NETWORKS, SEED = 4, 4, 0
LADDER = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 22, 26, 30, 35, 41, 48)
DATA = Path(__file__).parents[1] / "figures" / "data"
Trainer = Callable[[Shape, torch.Tensor, TargetBatch, torch.Generator], torch.Tensor]


def random_lm(shape: Shape, theta: torch.Tensor, targets: TargetBatch, generator: torch.Generator) -> torch.Tensor:
    schedule = (2,) * 100 + (4,) * 10 + (8,) * 10 + (16,) * 10 + (32,) * 10 + (64,) * 10
    return minimise(shape, theta, targets, schedule, sample_count(shape), generator)


def adam_with(p: float) -> Trainer:
    def train(shape: Shape, theta: torch.Tensor, targets: TargetBatch, generator: torch.Generator) -> torch.Tensor:
        return adam(shape, theta, targets, 1500, 128, generator, p)

    return train


METHODS: dict[str, Trainer | None] = {
    "growth + LM + pruning": None,
    "random LM": random_lm,
    "Adam, p-norm (p = 8)": adam_with(8.0),
    "Adam, MSE": adam_with(2.0),
}


def widths(method: Trainer | None, members: list[SignBumps], eps: float, on: torch.device) -> list[int | None]:
    """The smallest width reached for each pattern; None for a failure up to the end of the ladder."""
    if method is None:
        settings = SearchSettings("tanh", seed=SEED, starts=NETWORKS // 2, max_width=LADDER[-1])
        search = MinimalWidthSearch(members, [[eps]] * len(members), settings, on)
        return [found[0].width for found in search.run()]
    reached: list[int | None] = [None] * len(members)
    generator = torch.Generator(device=on).manual_seed(SEED)
    for width in LADDER:
        rows = [t for t in range(len(members)) if reached[t] is None for _ in range(NETWORKS)]
        if not rows:
            break
        shape, targets = Shape(1, (width,), "tanh"), TargetBatch(members, rows)
        theta = method(shape, random_parameters(shape, len(rows), generator), targets, generator)
        errors = sup_errors(shape, theta, targets, grid(4001, 1, on)).tolist()
        for t, error in zip(rows, errors, strict=True):
            if error <= eps:
                reached[t] = width
    return reached


def main() -> None:
    on = device()
    rows, summary = [], []
    for name, method in METHODS.items():
        points, start = [], time.perf_counter()
        for k in CELLS:
            members = [SignBumps(1, 1, k, p) for p in range(PATTERNS)]
            eps = 0.4 * float(members[0].amplitude)
            reached = widths(method, members, eps, on)
            sizes = tuple(math.inf if w is None else float(3 * w + 1) for w in reached)
            points.append(Point(eps, (0.0,) * PATTERNS, sizes))
            worst = max(sizes)
            rows.append([name, k, eps, "" if math.isinf(worst) else int(worst), 3 * LADDER[-1] + 1])
            print(f"{name:24s} k={k:2d} ε={eps:.4f} widths {[w or 'FAIL' for w in reached]}", flush=True)
        complete = [point for point in points if not point.censored]
        fit = fit_exponent(points) if len(complete) >= 3 else None
        result = {
            "method": name,
            "exponent": fit and fit.exponent,
            "standard_error": fit and fit.standard_error,
            "points": fit.points if fit else len(complete),
            "censored": len(points) - len(complete),
            "seconds": time.perf_counter() - start,
        }
        summary.append(result)
        print("   ", result, flush=True)
    settings = {
        "m": 1, "r": 1, "cells": CELLS, "patterns": PATTERNS, "networks_per_pattern": NETWORKS, "seed": SEED,
        "ladder": LADDER, "eps_over_amplitude": 0.4, "theory": 1.0,
    }  # fmt: skip
    record("optimiser_bias", on, settings, summary)
    with (DATA / "optimiser_bias.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["method", "cells", "eps", "worst_size", "largest_size_tried"])
        writer.writerows(rows)
    metadata = {"measured": now(), **provenance(on), "settings": settings, "fits": summary}
    (DATA / "optimiser_bias.json").write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
