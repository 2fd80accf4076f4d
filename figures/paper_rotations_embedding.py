"""Galanti & Wolf's figure 5 run again: embedding dimension, telling how far an image was turned.

Share of test images put into the wrong of twelve classes, against the dimension of e(I), in steps. Hypernetworks have
no such dimension: one result, drawn as a level. Dotted: always naming the most frequent class. Mean and standard
deviation over seeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import compare_arms, make_again

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_rotations_embedding."""
    figure = compare_arms(data, "error", "test error (12 classes)")
    for axes in figure.axes:
        axes.set_ylim(0, 1)
    return figure


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "rotations_embedding")
