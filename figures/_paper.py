"""What the figures of the paper's experiments share: one panel per data set, one curve per arm, bars over seeds."""

from __future__ import annotations

import math
from collections import defaultdict
from statistics import mean, stdev
from typing import Any, NamedTuple

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter, NullLocator

Rows = list[dict[str, str]]


class Look(NamedTuple):
    """How a curve looks; every curve differs from the others in its marker and its dashes, not only in colour."""

    colour: str
    marker: str
    line: str


# Okabe-Ito colours of different lightness.
LOOKS = {
    "hypernetwork": Look("#0072B2", "o", "-"),
    "hypernetwork, biases in g": Look("#56B4E9", "s", "--"),
    "embedding": Look("#D55E00", "^", "-"),
    "elu": Look("#0072B2", "o", "-"),
    "relu": Look("#E69F00", "s", "--"),
    "sigmoid": Look("#009E73", "^", "-."),
    "tanh": Look("#D55E00", "v", ":"),
}
CONSTANT = Look("#555555", "", ":")


class Curve(NamedTuple):
    """Abscissae, means, standard deviations over the seeds that did not diverge, and where some did: (x, how many)."""

    x: list[float]
    mean: list[float]
    deviation: list[float]
    diverged: list[tuple[float, int]]


def curve(rows: Rows, axis: str, measure: str, relative_to: str | None = None) -> Curve:
    """The curve of `measure`, divided row by row by the column `relative_to`."""
    values: dict[float, list[float]] = defaultdict(list)
    for row in rows:
        value = float(row[measure]) if row[measure] else math.inf
        values[float(row[axis])].append(value / float(row[relative_to]) if relative_to else value)
    found = Curve([], [], [], [])
    for x in sorted(values):
        finite = [value for value in values[x] if math.isfinite(value)]
        if len(finite) < len(values[x]):
            found.diverged.append((x, len(values[x]) - len(finite)))
        if finite:
            found.x.append(x)
            found.mean.append(mean(finite))
            found.deviation.append(stdev(finite) if len(finite) > 1 else 0.0)
    return found


def panels(data: dict[str, Any], height: float = 2.7) -> tuple[Figure, dict[str, Axes]]:
    """A figure with one set of axes per panel of the data, side by side, each with its title."""
    titles = list(dict.fromkeys(row["panel"] for row in data["rows"]))
    width = {1: 4.2, 2: 6.4}.get(len(titles), 7.2)
    figure, grid = plt.subplots(1, len(titles), figsize=(width, height), layout="constrained", squeeze=False)
    axes = dict(zip(titles, grid.flat, strict=True))
    for title, one in axes.items():
        one.set_title(title, fontsize=9)
        one.tick_params(labelsize=8)
        one.grid(True, which="major", alpha=0.25)
    return figure, axes


def plot(axes: Axes, label: str, found: Curve, look: Look, bars: bool = True) -> None:
    """One curve with its bars (standard deviation)."""
    axes.errorbar(
        found.x,
        found.mean,
        yerr=found.deviation if bars else None,
        label=label,
        color=look.colour,
        marker=look.marker,
        linestyle=look.line,
        markersize=4,
        linewidth=1.2,
        elinewidth=0.8,
        capsize=2,
    )


def compare_arms(data: dict[str, Any], measure: str, ylabel: str, relative: bool = False) -> Figure:
    """A curve per arm in each panel, against the abscissa of the experiment, and the best constant prediction.

    relative: divide by the error of the best constant, which is then the line 1.
    """
    axis, label = data["metadata"]["axis"]
    figure, axes = panels(data)
    for title, one in axes.items():
        rows = [row for row in data["rows"] if row["panel"] == title]
        ends = [min(float(row[axis]) for row in rows), max(float(row[axis]) for row in rows)]
        for arm in [arm for arm in LOOKS if any(row["arm"] == arm for row in rows)]:
            found = curve([row for row in rows if row["arm"] == arm], axis, measure, "constant" if relative else None)
            if len(found.x) == 1 and ends[0] < ends[1]:
                found = Curve(ends, found.mean * 2, found.deviation * 2, [])
            plot(one, arm, found, LOOKS[arm])
        level = 1.0 if relative else mean(float(row["constant"]) for row in rows)
        one.axhline(level, color=CONSTANT.colour, ls=CONSTANT.line, lw=1, label="best constant prediction")
        one.set_xlabel(label, fontsize=9)
        one.set_xticks(sorted({float(row[axis]) for row in rows}))
        one.xaxis.set_major_formatter("{x:g}")
    next(iter(axes.values())).set_ylabel(ylabel, fontsize=9)
    legend(figure, axes)
    return figure


def legend(figure: Figure, axes: dict[str, Axes], columns: int = 4) -> None:
    """One legend for all panels, below them."""
    found: dict[str, Any] = {}
    for one in axes.values():
        for handle, label in zip(*one.get_legend_handles_labels(), strict=True):
            found.setdefault(label, handle)
    columns = columns if len(axes) > 1 else 2
    figure.legend(found.values(), found.keys(), loc="outside lower center", ncols=columns, fontsize=8, frameon=False)


def plain_log(axes: Axes) -> None:
    """A logarithmic ordinate with ticks 1, 2, 5 of every decade, written without exponents."""
    axes.set_yscale("log")
    low, high = axes.get_ylim()
    ticks = [k * 10.0**e for e in range(-9, 10) for k in (1, 2, 5) if low <= k * 10.0**e <= high]
    axes.yaxis.set_major_locator(FixedLocator(ticks))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, position: f"{value:g}"))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_formatter(NullFormatter())
