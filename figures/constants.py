"""Certified constants of both bounds for continuous selection, before and now.

On W_{r,m}, N(ε) lies between C·ε^(-m/r) and C'·ε^(-m/r), up to factors 1 + o(1). Left: C against the dimension m, from
the best space of functions (solid), from tensor splines and l1-cones alone (dashed), and from the textbook's bump
exp(1 - 1/(1-x²)) on disjoint cells (dotted). Right: C'/C, what is left open: with the best constructions and spaces
(solid), and with interpolation and midpoints against tensor splines and l1-cones (dashed). Constants are exact; lower
ones are rounded down, upper ones up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ._style import BLACK, line, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

LARGEST = 4
TEXTBOOK = "exponential-bump"
EARLIER = {
    "lower": ("tensor-splines", "l1-cones"),
    "upper": ("midpoint-decoding", "multilinear-interpolation", "spline-interpolation"),
}
COLUMNS = ("m", "r", "direction", "space", "engine", "lead", "density", "C")


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/constants."""
    figure, (left, right) = panels(1, 2, 2.9)
    rows = data["rows"]
    dimensions = sorted({int(row["m"]) for row in rows})
    for index, r in enumerate(sorted({int(row["r"]) for row in rows})):
        here = [[row for row in rows if (int(row["r"]), int(row["m"])) == (r, m)] for m in dimensions]
        now, before = ([_bounds(each, earlier) for each in here] for earlier in (False, True))
        textbook = [float(row["C"]) for each in here for row in each if row["space"] == TEXTBOOK]
        look = line(index)
        hollow = {**look, "markerfacecolor": "white"}
        left.plot(dimensions, [low for low, _ in now], **{**look, "linestyle": "-"}, label=f"r = {r}")
        left.plot(dimensions, [low for low, _ in before], **{**hollow, "linestyle": "--"})
        left.plot(dimensions, textbook, **{**hollow, "linestyle": ":"})
        right.plot(dimensions, [high / low for low, high in now], **{**look, "linestyle": "-"})
        right.plot(dimensions, [high / low for low, high in before], **{**hollow, "linestyle": "--"})
    axis: dict[str, Any] = {"xlabel": "dimension m", "xticks": dimensions, "yscale": "log"}
    left.set(**axis, ylabel="constant C", title="C in $N \\geq C\\,\\varepsilon^{-m/r}$")
    right.set(**axis, ylabel="upper over lower constant", title="what is left open")
    log_ticks(right, "y")
    handles = [*left.get_legend_handles_labels()[0]]
    styles: dict[str, dict[str, Any]] = {
        "best space": {"ls": "-", "mfc": BLACK},
        "tensor splines, cones": {"ls": "--", "mfc": "white"},
        "textbook bump": {"ls": ":", "mfc": "white"},
    }
    handles += [Line2D([], [], color=BLACK, marker="o", label=label, **look) for label, look in styles.items()]
    left.legend(handles=handles, loc="lower left")
    ratios = {"now": ("-", BLACK), "before": ("--", "white")}
    shown = [Line2D([], [], color=BLACK, marker="o", ls=ls, mfc=mfc, label=name) for name, (ls, mfc) in ratios.items()]
    right.legend(handles=shown, loc="upper left")
    return figure


def _bounds(rows: list[dict[str, Any]], earlier: bool) -> tuple[float, float]:
    """Return the best lower and upper constant, of all or of the earlier ways."""

    def best(direction: str) -> list[float]:
        return [
            float(row["C"])
            for row in rows
            if row["direction"] == direction and (not earlier or (row["space"] or row["engine"]) in EARLIER[direction])
        ]

    return max(best("lower")), min(best("upper"))


def make(session: Session) -> dict[str, Any]:
    """Compute every constant."""
    from boundlab.rigorous import leading_constants, upper_constants

    largest = 2 if session.scale == "tiny" else LARGEST
    places = [(m, r) for r in range(1, largest + 1) for m in range(1, largest + 1)]
    found = [constant.to_json() for place in places for constant in leading_constants(*place).values()]
    found += [constant.to_json() for place in places for constant in upper_constants(*place).values()]
    rows = [{name: data.get(name, "") for name in COLUMNS} for data in found]
    settings = {"m": f"1 to {largest}", "r": f"1 to {largest}", "arithmetic": "exact, C rounded outward to 10 digits"}
    return {"rows": rows, "metadata": {"settings": settings, "exact": True}}
