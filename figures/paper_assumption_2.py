"""Galanti & Wolf, figure 8, run again: test error against the width; mean and standard deviation over seeds."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import LOOKS, curve, legend, panels, plain_log, plot


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_assumption_2."""
    figure, axes = panels(data)
    for title, one in axes.items():
        rows = [row for row in data["rows"] if row["panel"] == title]
        for arm in dict.fromkeys(row["arm"] for row in rows):
            plot(one, arm, curve([row for row in rows if row["arm"] == arm], "width", "mse"), LOOKS[arm])
        one.set_xlabel("hidden units", fontsize=9)
        plain_log(one)
    next(iter(axes.values())).set_ylabel("test MSE to one-hot labels", fontsize=9)
    legend(figure, axes)
    return figure
