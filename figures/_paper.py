"""What the figures of the paper's experiments share: a panel per data set, a curve per arm, bars over seeds."""

from __future__ import annotations

import math
from collections import defaultdict
from statistics import mean, stdev
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._files import DATA, exists, read
from ._style import BLACK, COLUMN, PAGE, line, log_ticks
from ._style import panels as grid_of_panels

if TYPE_CHECKING:
    from ._session import Session

Rows = list[dict[str, str]]
DIVERGED = "some seeds diverged"
ARMS = ("hypernetwork", "embedding", "hypernetwork, biases in g")


class Curve(NamedTuple):
    """Abscissae, means, standard deviations over the seeds that did not diverge, and where some did."""

    x: list[float]
    mean: list[float]
    deviation: list[float]
    diverged: list[float]


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
            found.diverged.append(x)
        if finite:
            found.x.append(x)
            found.mean.append(mean(finite))
            found.deviation.append(stdev(finite) if len(finite) > 1 else 0.0)
    return found


def panels(data: dict[str, Any], rows: int = 1) -> tuple[Figure, list[dict[str, Axes]]]:
    """A figure with rows of panels, one for each panel of the data, side by side, with titles above the first row."""
    titles = list(dict.fromkeys(row["panel"] for row in data["rows"]))
    width = {1: COLUMN, 2: 5.4}.get(len(titles), PAGE)
    height = (3.2 if len(titles) == 1 else 2.6) + 2.1 * (rows - 1)
    figure, grid = grid_of_panels(rows, len(titles), height, width)
    axes = [dict(zip(titles, grid[i * len(titles) :], strict=False)) for i in range(rows)]
    for title, one in axes[0].items():
        one.set_title(f"type {title}" if title.startswith("I") else title)
    return figure, axes


def plot(axes: Axes, label: str, found: Curve, index: int) -> None:
    """One curve with its bars (standard deviation); a cross at the upper edge where runs diverged."""
    look = line(index)
    axes.errorbar(found.x, found.mean, yerr=found.deviation, label=label, elinewidth=0.8, **look)
    if found.diverged:
        top, edge = axes.get_xaxis_transform(), [0.97] * len(found.diverged)
        axes.plot(found.diverged, edge, "x", color=look["color"], transform=top, label=DIVERGED)


def beside(x: list[float], index: int, ends: list[float], log: bool) -> list[float]:
    """The abscissae of curve `index` a little aside, so that the bars of several curves can be told apart."""
    step = (index - 1) * 0.01
    return [value * (ends[1] / ends[0]) ** step if log else value + (ends[1] - ends[0]) * step for value in x]


def compare_arms(data: dict[str, Any], measure: str, ylabel: str, relative: bool = False, log: bool = False) -> Figure:
    """A curve per arm in each panel, against the abscissa of the experiment, and the best constant prediction.

    relative: divide by the error of the best constant, which is then the line 1. log: a logarithmic abscissa.
    Below what was measured at the scale small is drawn what was measured at the paper's size, if there is any.
    """
    below = _at_the_paper_size(data["metadata"])
    figure, axes = panels(data, 1 if below is None else 2)
    for given, row in zip((data, below), axes, strict=False):
        assert given is not None
        for title, one in row.items():
            _arms(one, given, title, measure, relative, log)
        size = "" if below is None else "\nthe paper's size" if given is below else "\nscale small"
        next(iter(row.values())).set_ylabel(ylabel + size)
    for one in axes[-1].values():
        one.set_xlabel(data["metadata"]["axis"][1])
    more = "" if below is None else f"\nlower row: {len({row['seed'] for row in below['rows']})} seeds"
    legend(
        figure, {f"{i} {title}": one for i, row in enumerate(axes) for title, one in row.items()}, data["rows"], more
    )
    return figure


def _arms(one: Axes, data: dict[str, Any], title: str, measure: str, relative: bool, log: bool) -> None:
    axis = data["metadata"]["axis"][0]
    rows = [row for row in data["rows"] if row["panel"] == title]
    ends = [min(float(row[axis]) for row in rows), max(float(row[axis]) for row in rows)]
    for index, arm in enumerate(ARMS):
        found = curve([row for row in rows if row["arm"] == arm], axis, measure, "constant" if relative else None)
        name = arm
        if len(found.x) == 1:
            found, name = Curve(ends, found.mean * 2, found.deviation * 2, found.diverged), f"{arm} (one size)"
        plot(one, name, found._replace(x=beside(found.x, index, ends, log)), index)
    level = 1.0 if relative else mean(float(row["constant"]) for row in rows)
    one.axhline(level, color=BLACK, ls=":", lw=0.9, label="best constant prediction")
    if log:
        log_ticks(one, "x")
    else:
        one.set_xticks(sorted({float(row[axis]) for row in rows}))
        one.xaxis.set_major_formatter("{x:g}")


def _at_the_paper_size(metadata: dict[str, Any]) -> dict[str, Any] | None:
    small = metadata.get("settings", {}).get("scale") == "small"
    name = f"paper_{metadata.get('experiment')}_full"
    return read(name) if small and exists(name, DATA) else None


def synthetic(data: dict[str, Any], log: bool = False) -> Figure:
    """A figure of the synthetic experiments."""
    figure = compare_arms(data, "mse", "test MSE / MSE of a constant", relative=True, log=log)
    for axes in figure.axes:
        logarithmic(axes)
    return figure


def legend(figure: Figure, axes: dict[str, Axes], rows: Rows, more: str = "", spread: str = "bars") -> None:
    """One legend for all panels, below them; it says over how many seeds the bars go."""
    found: dict[str, Any] = {}
    for one in axes.values():
        for handle, label in zip(*one.get_legend_handles_labels(), strict=True):
            found.setdefault(label, handle)
    columns = {1: 1, 2: 2}.get(len({row.get("panel") for row in rows}), 4)
    seeds = len({row["seed"] for row in rows if "seed" in row}) or "the"
    title = f"mean over {seeds} seeds, {spread}: ± their standard deviation{more}"
    figure.legend(found.values(), found, loc="outside lower center", ncols=columns, title=title, title_fontsize=7)


def logarithmic(axes: Axes, factor: float = 20) -> None:
    """A logarithmic ordinate if the values spread by more than `factor`."""
    lines = [one for one in axes.lines if one.get_label() != DIVERGED]
    values = [float(y) for one in lines for y in np.asarray(one.get_ydata()) if float(y) > 0]
    if max(values) > factor * min(values):
        axes.set_yscale("log")


def make_again(session: Session, name: str) -> dict[str, Any]:
    """Run the experiment `name`: at the scale of the paper on a GPU, else at the small one."""
    from boundlab.experiments.image_data import sources
    from boundlab.experiments.paper import default_scale, get
    from boundlab.experiments.paper._results import metadata

    scale = default_scale(session.device) if session.scale == "full" else session.scale
    experiment, images = get(name), sources()
    tasks = experiment.tasks(scale, None, images, session.device)
    rows = session.run(tasks)
    return {"rows": experiment.table(rows), "metadata": metadata(experiment, scale, images, tasks)}
