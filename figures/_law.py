"""What the figures of scaling laws share: measured values over one size, with the fitted and the predicted slope."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from boundlab.scaling import Control, OrderLaw, Series, get
from boundlab.scaling._power_law import STATISTICS
from boundlab.scaling._verdict import cells, fit_series

from ._style import BLACK, line, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

# A series and the other variables at which it is drawn, if it has several.
Shown = tuple[str, str]


def draw_law(
    data: dict[str, Any], name: str, groups: Sequence[tuple[str, Sequence[str]]], ylabel: str, height: float = 3.4
) -> Figure:
    """A panel per group of series over the first of their variables, one curve for each value of the others.

    Dashed grey: the slope that theory gives the first curve of a law; controls have hollow marks.
    """
    law = get(name)
    known = {one.name: one for one in law.all_series}
    figure, axes = panels(1, len(groups), height)
    for panel, (title, names) in zip(axes, groups, strict=True):
        panel.set_title(title)
        index = 0
        for series in (known[name] for name in names):
            index = _series(panel, series, data["rows"], index)
        log_ticks(panel)
        panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.2), fontsize=6.5)
    axes[0].set_ylabel(ylabel)
    title = (
        "Numbers: fitted exponents, 95 % intervals. Filled: the law; hollow: controls, one thing broken."
        "\nBars: one standard error, samples drawn again. Thin black: the predicted slope."
    )
    figure.legend([], [], loc="outside lower center", title=title, title_fontsize=7)
    return figure


def _series(axes: Axes, series: Series | Control, rows: Any, index: int) -> int:
    first, *others = series.exponents
    models = cells(series, rows)
    found = models.get("raw") or next(iter(models.values()))
    slopes = {
        name: f"{e.exponent:.2f} [{e.low:.2f}, {e.high:.2f}]" for name, e in fit_series(series, rows).exponents.items()
    }
    hollow = {"markerfacecolor": "white"} if isinstance(series, Control) else {}
    for value in sorted({tuple(cell.sizes[o] for o in others) for cell in found}):
        here = [cell for cell in found if tuple(cell.sizes[o] for o in others) == value]
        x = [cell.sizes[first] for cell in here]
        y = [float(STATISTICS[series.statistic](_array(cell.samples))) for cell in here]
        at = ", ".join(f"{o} = {v:g}" for o, v in zip(others, value, strict=True))
        look = {k: v for k, v in (line(index) | hollow).items() if k != "linestyle"}
        label = at or f"{series.name}: {slopes[first]}"
        bars = [_error(cell.samples, series.statistic) for cell in here]
        axes.errorbar(x, y, yerr=bars, ls="none", elinewidth=0.7, label=label, **look)
        slope = float(series.exponents[first])
        middle = math.exp(sum(map(math.log, y)) / len(y)) / math.exp(sum(map(math.log, x)) / len(x)) ** slope
        axes.plot(x, [middle * v**slope for v in x], color=BLACK, lw=0.5)
        index += 1
    axes.set_xlabel(first)
    if others:
        axes.set_title("\n".join([axes.get_title(), *(f"{name}: {slope}" for name, slope in slopes.items())]))
    return index


def _array(samples: Sequence[float]) -> Any:
    import numpy as np

    return np.array(samples)


def _error(samples: Sequence[float], statistic: str) -> float:
    import numpy as np

    values = np.array(samples)
    if len(values) == 1:
        return 0.0
    chosen = values[np.random.default_rng(0).integers(0, len(values), (200, len(values)))]
    return float(STATISTICS[statistic](chosen).std())


def _rounded(values: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    """The samples to three digits: far below their scatter, and the file stays small."""
    return {model: [float(f"{value:.3g}") for value in samples] for model, samples in values.items()}


def make_law(session: Session, name: str) -> dict[str, Any]:
    """Measure the law at the scale of the session; the full one needs hours, so a figure is made of the small one."""
    law: OrderLaw = get(name)
    scale = "small" if session.scale == "full" else session.scale
    rows = session.run(law.units(scale))
    columns = list(law.variables)
    table = [
        {
            "series": row["series"],
            **{column: row.get(column, "") for column in columns},
            "values": json.dumps(_rounded(row["values"]), separators=(",", ":")),
        }
        for row in rows
    ]
    settings = {"law": name, "scale": scale, "seed": "of every sample its own, from its sizes and its number"}
    return {"rows": table, "metadata": {"settings": settings}}
