"""Taylor terms of a hypernetwork.

The median over draws of the coefficient of t^r in h(θ + t∇h) against the width n of f, for g with H layers of weights
and f with L hidden layers. A term of order r falls like n^(-(r-H)) for piecewise linear f. Hollow: smooth f, tanh, for
which it falls half as fast. It does not show the rms, which is heavy-tailed at these widths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._law import draw_law, make_law

if TYPE_CHECKING:
    from ._session import Session

NAME = "taylor-terms"
GROUPS = (
    ("H = 1, L = 2", [f"H = 1, L = 2, r = {r}{kind}" for r, kind in ((2, ""), (3, ""), (3, ", tanh"), (5, ", tanh"))]),
    ("H = 2, L = 1", [f"H = 2, L = 1, r = {r}" for r in (3, 4)]),
    ("H = 2, L = 2", [f"H = 2, L = 2, r = {r}" for r in (3, 4, 5, 6)]),
)


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/law_taylor_terms."""
    return draw_law(data, GROUPS, "median |coefficient of t^r|")


def make(session: Session) -> dict[str, Any]:
    """Measure the law."""
    return make_law(session, NAME)
