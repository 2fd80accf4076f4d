"""Galanti & Wolf, figure 7, run again: rotations, learning rate; mean and standard deviation over seeds."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from figures._paper import compare_arms


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_learning_rate."""
    figure = compare_arms(data, "error", "test error (12 classes)")
    for axes in figure.axes:
        axes.set(ylim=(0, 1), xscale="log")
        axes.xaxis.set_major_locator(FixedLocator([3e-4, 1e-3, 3e-3, 1e-2]))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_locator(NullLocator())
    return figure
