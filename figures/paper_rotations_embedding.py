"""Galanti & Wolf, figure 5, run again: rotations, embedding dimension; mean and standard deviation over seeds.

The hypernetworks have no embedding dimension: one run, drawn as a level.
"""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import compare_arms


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_rotations_embedding."""
    figure = compare_arms(data, "error", "test error (12 classes)")
    for axes in figure.axes:
        axes.set_ylim(0, 1)
    return figure
