"""Galanti & Wolf, figure 6, run again: colorization, depth of f and e; mean and standard deviation over seeds."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import compare_arms


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_colorization."""
    figure = compare_arms(data, "mse", "test MSE, colours in [−1, 1]")
    figure.axes[0].set_ylim(bottom=0)
    return figure
