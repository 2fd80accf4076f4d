"""Galanti & Wolf, figure 2, run again: two networks that fit the same target, epoch by epoch.

Mean over seeds; the bands are one standard deviation.
"""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import CONSTANT, Look, curve, legend, panels, plain_log

CURVES = {
    "between": ("between $f_1$ and $f_2$", Look("#0072B2", "", "-")),
    "mse": ("between $f_1$ and $y$", Look("#D55E00", "", "--")),
    "constant": ("between the best constant and $y$", CONSTANT),
}


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_assumption_1."""
    figure, axes = panels(data)
    for title, one in axes.items():
        rows = [row for row in data["rows"] if row["panel"] == title]
        for measure, (label, look) in CURVES.items():
            found = curve(rows, "epoch", measure)
            one.plot(found.x, found.mean, color=look.colour, ls=look.line, lw=1.3, label=label)
            if measure != "constant":
                low = [m - d for m, d in zip(found.mean, found.deviation, strict=True)]
                high = [m + d for m, d in zip(found.mean, found.deviation, strict=True)]
                one.fill_between(found.x, low, high, color=look.colour, alpha=0.2, lw=0)
        one.set_xlabel("epoch", fontsize=9)
        plain_log(one)
    next(iter(axes.values())).set_ylabel("mean squared distance (test)", fontsize=9)
    legend(figure, axes)
    return figure
