"""How the optimiser biases a measured exponent.

The smallest tanh networks that four optimisers find for sign bumps with m = r = 1, where N(ε) grows like 1/ε, against
1/ε: the worst of four patterns, mean over the seeds, bars from the smallest to the largest seed. An arrow instead of
a mean: some seed failed to reach this ε with any width tried. Every optimiser trains the same number of networks per
pattern and width. In the legend: the exponent of a power law of the worst pattern, fitted for each seed down to its
first failure, mean ± standard deviation over the seeds. Over so few cells a constant term bends it; in brackets the
exponent of N = x (A + B s) + b, x a power of 1/ε, s the sign changes of each pattern: median over the seeds, and an
interval that holds their 95 % intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._style import BLACK, COLUMN, line, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

LEGEND = (
    r"After the colon: the fitted exponent $a$ of $N\sim\varepsilon^{-a}$ ± its deviation;"
    "\n"
    "in brackets with a constant term, and an interval."
)
CELLS = (3, 4, 6, 8, 12)
PATTERNS, NETWORKS, SEEDS = 4, 4, 5


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/optimiser_bias."""
    figure, (axes,) = panels(1, 1, 3.9, COLUMN)
    unreached: set[str] = set()
    for index, fit in enumerate(data["metadata"]["fits"]):
        rows = [row for row in data["rows"] if row["method"] == fit["method"]]
        points, failed = _points(rows)
        x, mean, low, high = zip(*points, strict=True)
        bars = [[m - a for m, a in zip(mean, low, strict=True)], [b - m for m, b in zip(mean, high, strict=True)]]
        axes.errorbar(x, mean, yerr=bars, label=_label(fit), elinewidth=0.7, **line(index))
        # Side by side, so that none covers another.
        beside = [x * 1.05 ** (index - 2) for x in failed]
        arrows = {"marker": r"$\uparrow$", "ms": 9, "ls": "", "color": line(index)["color"]}
        axes.plot(beside, [float(rows[0]["tried"])] * len(beside), **arrows)
        unreached |= {rows[0]["tried"]} if failed else set()
    ends = [min(1 / float(row["eps"]) for row in data["rows"]), max(1 / float(row["eps"]) for row in data["rows"])]
    start = min(float(row["N"]) for row in data["rows"] if row["N"])
    axes.plot(ends, [start, start * ends[1] / ends[0]], color=BLACK, lw=0.8, ls=(0, (4, 4)), label="slope 1 (theory)")
    axes.set(xlabel="1/ε", ylabel="parameters N")
    log_ticks(axes)
    if unreached:
        label = f"not reached by some seed, up to N = {max(map(int, unreached))}"
        axes.plot([], [], marker=r"$\uparrow$", ms=9, ls="", color=BLACK, label=label)
    seeds = len({row["seed"] for row in data["rows"]})
    title = f"Marks: mean over {seeds} seeds, bars from the smallest to the largest.\n" + LEGEND
    figure.legend(loc="outside lower center", title=title, title_fontsize=7)
    return figure


def _points(rows: list[dict[str, str]]) -> tuple[list[tuple[float, float, int, int]], list[float]]:
    """(1/ε, mean, smallest, largest worst size over the seeds), and the 1/ε where some seed failed."""
    points, failed = [], []
    for eps in sorted({float(row["eps"]) for row in rows}, reverse=True):
        here = [row for row in rows if float(row["eps"]) == eps]
        if not all(row["N"] for row in here):
            failed.append(1 / eps)
            continue
        seeds = {row["seed"] for row in here}
        sizes = [max(int(row["N"]) for row in here if row["seed"] == seed) for seed in seeds]
        points.append((1 / eps, sum(sizes) / len(sizes), min(sizes), max(sizes)))
    return points, failed


def _label(fit: dict[str, Any]) -> str:
    text = "too few sizes for a fit"
    if fit["exponent"] is not None:
        text = f"{fit['exponent']:.2f} ± {fit['standard_deviation'] or 0:.2f}"
    whole = fit["finite_size"]
    with_constant = f" [{whole['exponent']:.1f}, {whole['low']:.1f} to {whole['high']:.1f}]" if whole else ""
    return f"{fit['method']}: {text}{with_constant}" + (f", {fit['failures']} failed" if fit["failures"] else "")


def make(session: Session) -> dict[str, Any]:
    """Run the trials of every optimiser, size and seed, and fit the exponents."""
    from boundlab.experiments.optimiser_bias import FRACTION, LADDER, OPTIMISERS, OptimiserTrial, fits

    tiny = session.scale == "tiny"
    cells, seeds, patterns, networks = ((2, 3), 2, 1, 2) if tiny else (CELLS, SEEDS, PATTERNS, NETWORKS)
    names = list(OPTIMISERS)[:2] if tiny else list(OPTIMISERS)
    trials = [
        OptimiserTrial(name, k, patterns, networks, seed) for name in names for seed in range(seeds) for k in cells
    ]
    rows = session.run(trials)
    settings = {
        "m": 1, "r": 1, "activation": "tanh", "cells": list(cells), "patterns": patterns,
        "networks per pattern and width": networks, "seed": list(range(seeds)), "widths tried": list(LADDER),
        "eps over amplitude": FRACTION,
    }  # fmt: skip
    return {"rows": rows, "metadata": {"settings": settings, "fits": fits(rows)}}
