"""Galanti & Wolf, figure 3, run again: rotations, depth of f and e; mean and standard deviation over seeds."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import compare_arms


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_rotations_depth."""
    figure = compare_arms(data, "error", "test error (12 classes)")
    for axes in figure.axes:
        axes.set_ylim(0, 1)
    return figure
