"""How often the 95 % interval of an exponent holds the truth, by simulation, for every reduction and the power law.

    python benchmarks/fit_coverage.py [sets]

The laws are those that were seen: ReLU widths are 2k-1-S exactly (S sign changes of the pattern), tanh widths about
1.16 k - 0.6 S with a standard deviation of 0.7; a third has an offset that matters. Six independent random patterns for
each number of cells, widths rounded, N = 3w + 1. The exponent in k is 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from _record import CPU, record

from boundlab.errors import BoundlabError
from boundlab.experiments.finite_size import fit_finite_size
from boundlab.experiments.statistics import Point, fit_exponent

sys.path.append(str(Path(__file__).parents[1] / "tests" / "experiments"))
from size_laws import FEW, LAWS, MANY

PATTERNS, SEED = 6, 2026


def intervals(k, share, widths):
    """The interval of each estimator: (low, high)."""
    sizes, cells = 3 * widths + 1, np.unique(k)
    groups = [sizes[k == c] for c in cells]
    yield "covariate", fit_finite_size(1 / k, sizes, share, unit=3)
    for name, reduce in (("mean", np.mean), ("worst", np.max)):
        yield name, fit_finite_size(1 / cells, [reduce(group) for group in groups], unit=3, noise="root")
    yield (
        "power law, worst",
        fit_exponent(
            [Point(1 / c, (0.0,) * PATTERNS, tuple(map(float, group))) for c, group in zip(cells, groups, strict=True)]
        ),
    )


def main() -> None:
    sets = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    found = []
    for law in LAWS:
        for title, cells in (("4-24 cells", FEW), ("16-64 cells", MANY)):
            random = np.random.default_rng(SEED)
            hits: dict[str, list[bool]] = {}
            halves: dict[str, list[float]] = {}
            for _ in range(sets):
                for name, fit in intervals(*LAWS[law].draw(cells, PATTERNS, random)):
                    try:
                        hits.setdefault(name, []).append(fit.verdict(1.0, {})[0] != "inconsistent")
                    except BoundlabError:
                        hits.setdefault(name, []).append(False)
                    half = (fit.high - fit.low) / 2 if hasattr(fit, "low") else fit.errors * fit.uncertainty
                    halves.setdefault(name, []).append(half)
            for name in hits:
                one = {"law": law, "cells": title, "estimator": name, "coverage": float(np.mean(hits[name]))}
                found.append({**one, "median_half_width": round(float(np.median(halves[name])), 4)})
                print(
                    f"{law}, {title}, {name}: covers {one['coverage']:.3f}, ± {found[-1]['median_half_width']:.3f}",
                    flush=True,
                )
    record("fit_coverage", CPU, {"sets": sets, "patterns": PATTERNS, "seed": SEED, "nominal": 0.95}, found)


if __name__ == "__main__":
    main()
