"""Galanti & Wolf, figures 1(b) and 4(d, e), run again: synthetic targets, embedding dimension.

Test error over that of the best constant prediction, mean and standard deviation over seeds. At step i, e has i times
the first embedding dimension, and the last hidden layer of f i times the first width.
"""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from figures._paper import compare_arms, plain_log


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_synthetic_embedding."""
    figure = compare_arms(data, "mse", "test MSE / MSE of a constant", relative=True)
    for axes in figure.axes:
        plain_log(axes)
    return figure
