"""The kernel of a hypernetwork at finite width.

The root of the mean square of K^g_m - K^g over 300 draws of weights against the width m of g, for H layers of weights
and correlation s of the weights that the infinitely wide f generates. Hollow: the distance to the formula without the
factor s, as in the released code, which levels off. It shows nothing about f of finite width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._law import draw_law, make_law

if TYPE_CHECKING:
    from ._session import Session

NAME = "hyperkernel-error"


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/law_hyperkernel_error."""
    groups = [
        (f"H = {H}", [f"H = {H}, s = 0.{s}{broken}" for s in (3, 6) for broken in ("", ", without s")]) for H in (2, 3)
    ]
    return draw_law(data, groups, "rms error of K^g")


def make(session: Session) -> dict[str, Any]:
    """Measure the law."""
    return make_law(session, NAME)
