"""Gates that memorise.

The least number of random gates with which gated linear units can meet all labels of m random points in R^d, exactly,
mean over draws. Hollow: points of rank 4, whatever d, and m = 64 points with m/d ≤ 4, where some point has all gates
off until there are about log2 m gates. It says nothing about trained gates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._law import draw_law, make_law

if TYPE_CHECKING:
    from ._session import Session

NAME = "gated-memorisation"
GROUPS = (
    ("m/d ≥ log2 m + 7", ["random points"]),
    ("rank 4, whatever d", ["points in a subspace of dimension 4"]),
    ("m = 64", ["m/d below log2 m"]),
)


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/law_gated_memorisation."""
    return draw_law(data, GROUPS, "least number of gates")


def make(session: Session) -> dict[str, Any]:
    """Measure the law."""
    return make_law(session, NAME)
