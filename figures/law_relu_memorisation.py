"""Widths at which trained ReLU networks memorise.

The least width at which training meets m Gaussian labels at m Gaussian points in R^d, mean over data sets: an upper
bound of the least width. Hollow: points of rank 3, whatever d. The thin lines have the predicted slope 1 in m; that in
d + 1 is fitted jointly. It says nothing about networks that training does not find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._law import draw_law, make_law

if TYPE_CHECKING:
    from ._session import Session

NAME = "relu-memorisation"
GROUPS = (
    ("random points", ["trained ReLU"]),
    ("rank 3, whatever d", ["points in a subspace of dimension 3"]),
)


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/law_relu_memorisation."""
    return draw_law(data, GROUPS, "least width found")


def make(session: Session) -> dict[str, Any]:
    """Measure the law."""
    return make_law(session, NAME)
