"""Trained ReLU networks with skip against the exact piecewise-linear optimum of the same width.

    python benchmarks/relu_optimum.py [auto|cpu|cuda]

Prints sup error / exact optimum, best and median of 8 networks, and seconds per network. The smooth targets of the
second part played no role in choosing any setting.
"""

from __future__ import annotations

import statistics
import time

import numpy as np
from _record import device, record

from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.best_network import grow_and_polish
from boundlab.minimal_networks.levenberg_marquardt import sup_errors
from boundlab.minimal_networks.piecewise_linear import best_error
from boundlab.minimal_networks.sampling import grid
from boundlab.minimal_networks.target_batch import TargetBatch

KNOWN = [("x**2", 8, 1.02), ("exp(x)", 8, 1.03), ("x**2", 16, 1.03), ("sin(3*x)", 16, 1.05)]
UNSEEN = [
    ("cosh(1.5*x)", 8), ("1/(1 + 25*x**2)", 12), ("tanh(5*x)", 8), ("cos(4*x + 1)", 12),
    ("x**4 - x**3/2", 10), ("exp(-4*x**2)", 10), ("log(x + 1.2)", 8), ("sin(2*x) + x**2", 12),
    ("arctan(3*x - 1)", 10), ("sqrt(x + 1.1)", 8), ("exp(x)*sin(5*x)", 16), ("1/(x + 1.3)", 12),
]  # fmt: skip
NETWORKS = 8


def main() -> None:
    on = device()
    rows = []
    for text, width, *limit in [*KNOWN, *UNSEEN]:
        target = parse_target(text)
        optimum = best_error(lambda x, target=target: np.array(target(x[:, None])), width + 1, points=8001)
        start = time.perf_counter()
        shape, theta = grow_and_polish(target, width, "relu", True, NETWORKS, 0, on)
        seconds = (time.perf_counter() - start) / NETWORKS
        errors = sup_errors(shape, theta, TargetBatch([target], [0] * NETWORKS), grid(40001, 1, on)).cpu() / optimum
        row = {
            "target": text,
            "kinks": width,
            "best": float(errors.min()),
            "median": float(errors.median()),
            "seconds_per_network": seconds,
            "limit": limit[0] if limit else None,
        }
        rows.append(row)
        print(
            f"{text:18s} {width:3d} kinks  best/exact {row['best']:.4f}  median/exact {row['median']:.4f}  "
            f"{seconds:.2f} s per network",
            flush=True,
        )
    unseen = statistics.median(row["best"] for row in rows if row["limit"] is None)
    print(f"median over the {len(UNSEEN)} unseen targets: {unseen:.4f}")
    record("relu_optimum", on, {"networks": NETWORKS, "seed": 0}, {"rows": rows, "median_unseen": unseen})


if __name__ == "__main__":
    main()
