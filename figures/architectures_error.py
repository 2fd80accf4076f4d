"""Error against total trainable parameters, every architecture, both multi-task problems.

    python -m boundlab.experiments.multitask --out figures/data/architectures_error.csv
    python figures/architectures_error.py

A point is the mean over seeds, a bar the smallest and the largest seed; nothing is tuned per architecture.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

TITLES = {
    "regression": "Regression $y(x, I)$, 16 tasks at once",
    "digits": "Permuted digits, 5 tasks one after the other",
}
LABELS = {"regression": "test error / variance", "digits": "mean test error over all tasks"}
MARKERS = "osD^vPX*"
# Okabe-Ito colours; the second half of the architectures repeats them with open markers and dashes.
COLOURS = ("#000000", "#E69F00", "#56B4E9", "#009E73", "#B8A800", "#0072B2", "#D55E00", "#CC79A7")

Rows = list[dict[str, str]]


def curve(rows: Rows) -> list[tuple[int, float, float, float]]:
    """(trainable parameters, mean, smallest, largest error) for each size of one architecture on one problem."""
    sizes: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        sizes[int(row["trainable"])].append(float(row["error"]))
    return [(size, sum(found) / len(found), min(found), max(found)) for size, found in sorted(sizes.items())]


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/architectures_error."""
    rows: Rows = data["rows"]
    problems = [title for title in TITLES if any(row["problem"] == title for row in rows)]
    names = sorted({row["architecture"] for row in rows})
    figure = plt.figure(figsize=(5.2 * len(problems) + 2.2, 4.8), layout="constrained")
    for number, problem in enumerate(problems, 1):
        axes = figure.add_subplot(1, len(problems), number)
        for index, name in enumerate(names):
            points = curve([row for row in rows if (row["problem"], row["architecture"]) == (problem, name)])
            if points:
                _line(axes, name, index, points)
        axes.set(xscale="log", yscale="log", title=TITLES[problem], ylabel=LABELS[problem])
        axes.set_xlabel("trainable parameters of the whole model")
        for ticks in (axes.yaxis.set_major_formatter, axes.yaxis.set_minor_formatter):
            ticks(FuncFormatter(_plain))
        axes.grid(True, which="major", alpha=0.25)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right center", fontsize=8, frameon=False)
    return figure


def _plain(value: float, position: int | None = None) -> str:
    """Tick labels 1, 2, 5 of every decade, without exponents."""
    return f"{value:g}" if f"{value:e}"[0] in "125" else ""


def _line(axes: Any, name: str, index: int, points: list[tuple[int, float, float, float]]) -> None:
    colour, second = COLOURS[index % len(COLOURS)], index >= len(COLOURS)
    size, mean, low, high = zip(*points, strict=True)
    below = [m - a for m, a in zip(mean, low, strict=True)]
    above = [b - m for m, b in zip(mean, high, strict=True)]
    axes.errorbar(
        size,
        mean,
        yerr=(below, above),
        label=name,
        color=colour,
        marker=MARKERS[index % len(MARKERS)],
        markerfacecolor="white" if second else colour,
        linestyle="--" if second else "-",
        markersize=5,
        linewidth=1.1,
        elinewidth=0.7,
        capsize=2,
    )


if __name__ == "__main__":
    from _files import read, write

    write("architectures_error", draw(read("architectures_error")))
