"""Galanti & Wolf's figure 6 run again: depth of f and e, colouring grey images.

Test error of the colour of a pixel x of a grey image I, in [-1, 1]³, against the number of layers of f and e. Dotted:
the best constant colour. Mean and standard deviation over seeds.

Upper row: the scale small. Lower row: the paper's size; its data and settings are data/paper_colorization_full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import compare_arms, make_again

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_colorization."""
    figure = compare_arms(data, "mse", "test MSE of the colour")
    figure.axes[0].set_ylim(bottom=0)
    return figure


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "colorization")
