"""Measured sizes between a certified lower and a constructive upper bound.

N(ε) for m = 1 (above) and m = 2 (below), r = 1, 2, 3, against 1/ε. Shaded: between the certified lower bound and the
constructive upper bound, both for the whole class W_{r,m} under continuous selection. Marks: the smallest networks
found for the worst of six sign patterns of one family of W_{r,m} (sign bumps, ε = 0.4 of their amplitude), the bar
reaching down to the easiest pattern, an arrow a failure; tanh without skip, ReLU with an affine skip. For ReLU and m
= 1 the line through the squares is the exact minimum, by minimum-link counts. Dotted: the predicted order ε^(-m/r),
through the first tanh mark. A measured size is an upper bound for these targets, found by a method that selects
nothing continuously, so it may lie below the lower bound for the class; the constructions of the upper bound are no
networks, so it may lie above them. The family has one scale at each ε, so shallow ReLU networks follow m/r at r = 3
too, although for a fixed smooth function they stop at ε^(-1/2).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._style import BLACK, BLUE, SKY, VERMILION, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

# Cells per axis of the families; what takes hours beyond these was not measured.
CASES: dict[tuple[int, int, str], tuple[int, ...]] = {
    (1, 1, "tanh"): (4, 5, 6, 7, 8, 10, 12, 14, 16, 20),
    (1, 2, "tanh"): (4, 5, 6, 7, 8, 10, 12, 14, 16, 20),
    (1, 3, "tanh"): (4, 5, 6, 7, 8, 10, 12, 14, 16),
    (1, 1, "relu"): (4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32),
    (1, 2, "relu"): (4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32),
    (1, 3, "relu"): (4, 5, 6, 7, 8, 10, 12, 14, 16),
    (2, 1, "tanh"): (2, 3, 4, 5, 6, 7),
    (2, 2, "tanh"): (2, 3, 4, 5),
    (2, 3, "tanh"): (2, 3, 4, 5),
}
PATTERNS, FRACTION, MAX_WIDTH, SEED = 6, 0.4, 160, 0
STARTS = {1: 3, 2: 1}  # networks per pattern and arm, by dimension
LOOKS: dict[str, dict[str, Any]] = {
    "tanh": {"color": VERMILION, "marker": "o", "label": "measured, tanh: worst target, bar to the easiest"},
    "relu": {"color": BLACK, "marker": "s", "markerfacecolor": "white", "label": "measured, ReLU with skip: likewise"},
}
LEGEND = (
    "The bounds are for the whole class under continuous selection. Marks are single targets, fitted\n"
    "without it: a mark below the lower bound is no contradiction."
)


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/sandwich."""
    dimensions, smoothness = ({int(row[name]) for row in data["rows"]} for name in ("m", "r"))
    places = [(m, r) for m in sorted(dimensions) for r in sorted(smoothness)]
    figure, grid = panels(len(dimensions), len(smoothness), 2.1 * len(dimensions) + 0.7)
    for axes, (m, r) in zip(grid, places, strict=True):
        rows = [row for row in data["rows"] if (int(row["m"]), int(row["r"])) == (m, r)]
        if not rows:
            axes.set_axis_off()
            continue
        _bounds(axes, rows)
        for activation in ("tanh", "relu"):
            _measured(axes, [row for row in rows if row["activation"] == activation], m, r)
        axes.set(xlabel="1/ε", ylabel="parameters N", title=f"m = {m}, r = {r}")
        log_ticks(axes)
    handles = {label: h for axes in grid for h, label in zip(*axes.get_legend_handles_labels(), strict=True)}
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=2, title=LEGEND, title_fontsize=7)
    return figure


def _bounds(axes: Axes, rows: list[dict[str, str]]) -> None:
    ordered = sorted({(1 / float(row["eps"]), int(row["lower"]), int(row["upper"])) for row in rows})
    x, lower, upper = zip(*ordered, strict=True)
    axes.fill_between(x, lower, upper, color=SKY, alpha=0.3, lw=0)
    axes.plot(x, lower, color=BLUE, lw=1.4, label="certified lower bound (continuous selection)")
    axes.plot(x, upper, color=BLUE, lw=1.4, ls="--", label="constructive upper bound (continuous selection)")


def _measured(axes: Axes, rows: list[dict[str, str]], m: int, r: int) -> None:
    reached = [row for row in rows if row["measured"]]
    failed = [1 / float(row["eps"]) for row in rows if not row["measured"]]
    if not reached:
        return
    x = [1 / float(row["eps"]) for row in reached]
    worst = [int(row["measured"]) for row in reached]
    down = [int(row["measured"]) - int(row["easiest"]) for row in reached]
    look = LOOKS[rows[0]["activation"]]
    axes.errorbar(x, worst, yerr=(down, [0] * len(down)), ls="", elinewidth=0.7, zorder=3, **look)
    if failed:
        arrows = {"ls": "", "marker": r"$\uparrow$", "ms": 9, "color": look["color"]}
        axes.plot(failed, [max(worst)] * len(failed), label="not reached by the search", **arrows)
    if rows[0]["exact"]:
        exact = [int(row["exact"]) for row in reached]
        axes.plot(
            x,
            exact,
            color=look["color"],
            lw=0.8,
            ls=(0, (6, 1.5, 1, 1.5)),
            label="exact minimum, ReLU with skip: worst target",
        )
    if rows[0]["activation"] == "tanh":
        predicted = [worst[0] * (value / x[0]) ** (m / r) for value in x]
        label = r"predicted order $\varepsilon^{-m/r}$, through the first tanh mark"
        axes.plot(x, predicted, color=look["color"], lw=1, ls=":", label=label)


def make(session: Session) -> dict[str, Any]:
    """Measure every case, and set the bounds beside it."""
    from boundlab.experiments.sandwich import as_records, sandwich_rows
    from boundlab.minimal_networks.measurement import family_task
    from boundlab.minimal_networks.search_settings import SearchSettings

    tiny = session.scale == "tiny"
    cases = {(1, 2, "relu"): (2, 3), (1, 2, "tanh"): (2,)} if tiny else CASES
    patterns = 2 if tiny else PATTERNS
    tasks = []
    for (m, r, activation), cells in cases.items():
        search = SearchSettings(activation, activation == "relu", 1, SEED, STARTS[m], MAX_WIDTH)
        tasks += [family_task(m, r, k, patterns, FRACTION, search) for k in cells]
    rows = as_records(sandwich_rows(session.run(tasks)))
    settings = {
        "patterns": patterns,
        "eps over amplitude": str(Fraction(FRACTION).limit_denominator(10)),
        "networks per pattern and arm": {f"m={m}": starts for m, starts in STARTS.items()},
        "largest width": MAX_WIDTH,
        "seed": SEED,
        "cells per axis": {f"m={m} r={r} {activation}": list(cells) for (m, r, activation), cells in cases.items()},
    }
    return {"rows": rows, "metadata": {"settings": settings}}
