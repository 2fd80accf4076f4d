"""Galanti & Wolf, figures 1(a) and 4(a, b), run again: synthetic targets, depth of f and e.

Test error over that of the best constant prediction, mean and standard deviation over seeds.
"""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import compare_arms, plain_log


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_synthetic_depth."""
    figure = compare_arms(data, "mse", "test MSE / MSE of a constant", relative=True)
    for axes in figure.axes:
        plain_log(axes)
    return figure
