"""Galanti & Wolf's figure 7 run again: learning rate, telling how far an image was turned.

Share of test images put into the wrong of twelve classes, against the learning rate of SGD, with four layers in f and
e. Dotted: always naming the most frequent class. Mean and standard deviation over seeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import compare_arms, make_again

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_learning_rate."""
    figure = compare_arms(data, "error", "test error (12 classes)", log=True)
    for axes in figure.axes:
        axes.set_ylim(0, 1)
    return figure


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "learning_rate")
