"""Galanti & Wolf's figure 2 run again: do two networks that fit one target become the same?

Two shallow networks f1 and f2 learn the same random convolutional network y from different start values: the mean
squared distance between them, and between f1 and y, on test data after each epoch. Dotted: the best constant. Mean over
seeds, each with its own y; the bands are one standard deviation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import curve, legend, logarithmic, make_again, panels
from ._style import BLACK, BLUE, VERMILION

if TYPE_CHECKING:
    from ._session import Session

CURVES = {
    "between": ("between $f_1$ and $f_2$", BLUE, "-"),
    "mse": ("between $f_1$ and $y$", VERMILION, "--"),
    "constant": ("between the best constant and $y$", BLACK, ":"),
}


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_assumption_1."""
    figure, (axes,) = panels(data)
    for title, one in axes.items():
        rows = [row for row in data["rows"] if row["panel"] == title]
        for measure, (label, colour, dash) in CURVES.items():
            found = curve(rows, "epoch", measure)
            one.plot(found.x, found.mean, color=colour, ls=dash, label=label)
            if measure != "constant":
                low, high = ([m + s * d for m, d in zip(found.mean, found.deviation, strict=True)] for s in (-1, 1))
                one.fill_between(found.x, low, high, color=colour, alpha=0.2, lw=0)
        one.set_xlabel("epoch")
        logarithmic(one, 5)
    next(iter(axes.values())).set_ylabel("mean squared distance (test)")
    legend(figure, axes, data["rows"], spread="bands")
    return figure


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "assumption_1")
