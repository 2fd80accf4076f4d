"""How the optimiser biases a measured exponent: the same search with four optimisers, where the truth is 1.

    python benchmarks/optimiser_bias.py [auto|cpu|cuda] [store]

One seed of the figure `optimiser_bias`, at the sizes and seconds of each optimiser; finished trials are taken from the
store (default: benchmarks/results/optimiser_bias.db).
"""

from __future__ import annotations

import sys

from _record import RESULTS, device, record

from boundlab.experiments.optimiser_bias import OPTIMISERS, OptimiserTrial, fits
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore

CELLS = (3, 4, 6, 8, 12)
PATTERNS, NETWORKS, SEED = 4, 4, 0


def main() -> None:
    on = device()
    trials = [OptimiserTrial(name, k, PATTERNS, NETWORKS, SEED) for name in OPTIMISERS for k in CELLS]
    rows, seconds = [], dict.fromkeys(OPTIMISERS, 0.0)
    with RunStore(sys.argv[2] if len(sys.argv) > 2 else RESULTS / "optimiser_bias.db") as store:
        for trial, part, _ in run_tasks(
            store, {"units": [t.settings() for t in trials]}, trials, on, lambda text: None
        ):
            print(f"{trial.summary(part)} ({part[0]['seconds']} s)", flush=True)
            rows += part
            seconds[trial.optimiser] += part[0]["seconds"]
    summary = [{**fit, "seconds": seconds[fit["method"]]} for fit in fits(rows)]
    for fit in summary:
        print(fit)
    settings = {"m": 1, "r": 1, "cells": CELLS, "patterns": PATTERNS, "networks_per_pattern": NETWORKS, "seed": SEED}
    record("optimiser_bias", on, settings, summary)


if __name__ == "__main__":
    main()
