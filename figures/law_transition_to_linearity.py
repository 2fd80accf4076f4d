"""Transition to linearity, and the hypernetwork that does not make it.

The median over draws of the norm of the Hessian at the start against the width n, tanh. Filled, from the left: one
hidden layer, exactly (Gaussian output weights divided by the exact median of the largest block), and two or three
hidden layers. On the right hypernetworks: with f and g wide the norm falls, with only f wide (hollow) it does not, for
g is then an output that is not linear. Hollow in the middle: other things broken. It says nothing about constants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._law import draw_law, make_law

if TYPE_CHECKING:
    from ._session import Session

NAME = "transition-to-linearity"
GROUPS = (
    ("one hidden layer", ["v = ±1, L = 1", "Gaussian v, L = 1"]),
    ("deeper", ["L = 2", "L = 3", "output t²/2", "bottleneck"]),
    ("hypernetworks", ["hypernetwork, both wide", "hypernetwork, only f wide"]),
)


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/law_transition_to_linearity."""
    return draw_law(data, GROUPS, "median norm of the Hessian")


def make(session: Session) -> dict[str, Any]:
    """Measure the law."""
    return make_law(session, NAME)
