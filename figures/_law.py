"""What the figures of scaling laws share: measured values over one size, with the fitted and the predicted slope."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._style import BLACK, line, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

_STATISTIC = {
    "rms": lambda samples: np.sqrt((samples**2).mean(-1)),
    "median": lambda samples: np.median(samples, -1),
    "mean": lambda samples: samples.mean(-1),
}


def draw_law(
    data: dict[str, Any], groups: Sequence[tuple[str, Sequence[str]]], ylabel: str, height: float = 3.4
) -> Figure:
    """A panel per group of series over the first of their variables, one curve for each value of the others.

    Thin black: the slope that theory gives. Controls have hollow marks. All of it is in the data.
    """
    known = {one["name"]: one for one in data["metadata"]["series"]}
    figure, axes = panels(1, len(groups), height)
    for panel, (title, names) in zip(axes, groups, strict=True):
        panel.set_title(title)
        index = 0
        for name in names:
            index = _series(panel, known[name], data["rows"], index)
        log_ticks(panel)
        panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), fontsize=6.5)
    axes[0].set_ylabel(ylabel)
    title = (
        "Numbers: fitted exponents, 95 % intervals. Filled: the law; hollow: controls, one thing broken."
        "\nBars: one standard error, samples drawn again. Thin black: the predicted slope."
    )
    figure.legend([], [], loc="outside lower center", title=title, title_fontsize=7)
    return figure


def _series(axes: Axes, series: Mapping[str, Any], rows: Any, index: int) -> int:
    first, *others = series["theory"]
    slopes = {name: "{:.2f} [{:.2f}, {:.2f}]".format(*found) for name, found in series["fitted"].items()}
    samples: dict[tuple[float, ...], dict[float, list[float]]] = {}
    for row in rows:
        if row["series"] == series["name"]:
            values = json.loads(row["values"])
            here = samples.setdefault(tuple(float(row[name]) for name in others), {})
            here.setdefault(float(row[first]), []).extend(values.get("raw") or next(iter(values.values())))
    hollow = {"markerfacecolor": "white"} if series["control"] else {}
    for value, by_size in sorted(samples.items()):
        x = sorted(by_size)
        y, bars = zip(*(_value_and_error(by_size[size], series["statistic"]) for size in x), strict=True)
        at = ", ".join(f"{name} = {v:g}" for name, v in zip(others, value, strict=True))
        look = {k: v for k, v in (line(index) | hollow).items() if k != "linestyle"}
        axes.errorbar(
            x, y, yerr=bars, ls="none", elinewidth=0.7, label=at or f"{series['name']}: {slopes[first]}", **look
        )
        slope = series["theory"][first]
        middle = math.exp(sum(map(math.log, y)) / len(y)) / math.exp(sum(map(math.log, x)) / len(x)) ** slope
        axes.plot(x, [middle * v**slope for v in x], color=BLACK, lw=0.5)
        index += 1
    axes.set_xlabel(first)
    if others:
        axes.set_title("\n".join([axes.get_title(), *(f"{name}: {slope}" for name, slope in slopes.items())]))
    return index


def _value_and_error(samples: Sequence[float], statistic: str) -> tuple[float, float]:
    values = np.array(samples)
    chosen = values[np.random.default_rng(0).integers(0, len(values), (200, len(values)))]
    return float(_STATISTIC[statistic](values)), float(_STATISTIC[statistic](chosen).std())


def make_law(session: Session, name: str) -> dict[str, Any]:
    """Measure the law at the scale of the session; the full one needs hours, so a figure is made of the small one."""
    from boundlab.scaling import get
    from boundlab.scaling._verdict import fit_law

    law = get(name)
    scale = "small" if session.scale == "full" else session.scale
    rows = session.run(law.units(scale))
    table = [
        {
            "series": row["series"],
            **{column: row.get(column, "") for column in law.variables},
            "values": json.dumps(_rounded(row["values"]), separators=(",", ":")),
        }
        for row in rows
    ]
    found = fit_law(law, rows)
    series = [
        {
            "name": fit.series.name,
            "control": fit in found.controls,
            "statistic": fit.series.statistic,
            "theory": {name: float(value) for name, value in fit.series.exponents.items()},
            "fitted": {name: [round(v, 4) for v in (e.exponent, e.low, e.high)] for name, e in fit.exponents.items()},
        }
        for fit in (*found.series, *found.controls)
    ]
    settings = {"law": name, "scale": scale, "seed": "of every sample its own, from its sizes and its number"}
    return {"rows": table, "metadata": {"settings": settings, "verdict": found.verdict, "series": series}}


def _rounded(values: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """The samples to three digits: far below their scatter, and the file stays small."""
    return {model: [float(f"{value:.3g}") for value in samples] for model, samples in values.items()}
