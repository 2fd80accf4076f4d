"""Certified constants of the lower bound: splines against the textbook's bump.

N(ε) ≥ C·ε^(-m/r)·(1 + o(1)) for methods with a continuous selection on W_{r,m}. Left: C against the dimension m, from
the best tensor-product spline space (at r = 1 from l1-cones on a checkerboard, at m = 1 as good as any), and from the
textbook's bump exp(1 - 1/(1-x²)) on disjoint cells. Right: how many times more parameters the first proves necessary
than the textbook's bump (solid) and than the best disjoint bump (dashed). Constants are exact; they are rounded down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ._style import BLACK, line, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

LARGEST = 4
BEST, TEXTBOOK, BUMPS = ("tensor-splines", "l1-cones"), "exponential-bump", "disjoint-bumps"


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/constants."""
    figure, (left, right) = panels(1, 2, 2.9)
    values = {(int(row["r"]), int(row["m"]), row["space"]): float(row["C"]) for row in data["rows"]}
    dimensions = sorted({m for _, m, _ in values})
    for index, r in enumerate(sorted({r for r, _, _ in values})):
        best = [max(values.get((r, m, space), 0.0) for space in BEST) for m in dimensions]
        textbook, bumps = ([values[r, m, space] for m in dimensions] for space in (TEXTBOOK, BUMPS))
        look = line(index)
        left.plot(dimensions, best, **{**look, "linestyle": "-"}, label=f"r = {r}")
        left.plot(dimensions, textbook, **{**look, "linestyle": ":", "markerfacecolor": "white"})
        right.plot(dimensions, [a / b for a, b in zip(best, textbook, strict=True)], **{**look, "linestyle": "-"})
        over = [a / b for a, b in zip(best, bumps, strict=True)]
        right.plot(dimensions, over, **{**look, "linestyle": "--", "markerfacecolor": "white"})
    left.set(
        xlabel="dimension m",
        ylabel="constant C",
        xticks=dimensions,
        yscale="log",
        title="$N\\geq C\\,\\varepsilon^{-m/r}(1+o(1))$, continuous selection",
    )
    right.set(xlabel="dimension m", ylabel="ratio of the constants", xticks=dimensions, title="gain of the best space")
    log_ticks(right, "y")
    handles = [*left.get_legend_handles_labels()[0]]
    styles: dict[str, dict[str, Any]] = {
        "best space": {"ls": "-", "mfc": BLACK, "marker": "o"},
        "textbook bump": {"ls": ":", "mfc": "white", "marker": "o"},
    }
    handles += [Line2D([], [], color=BLACK, label=label, **look) for label, look in styles.items()]
    left.legend(handles=handles, loc="lower left")
    gains = {"over the textbook bump": ("-", BLACK), "over the best disjoint bump": ("--", "white")}
    shown = [Line2D([], [], color=BLACK, marker="o", ls=ls, mfc=mfc, label=label) for label, (ls, mfc) in gains.items()]
    right.legend(handles=shown, loc="upper left")
    return figure


def make(session: Session) -> dict[str, Any]:
    """Compute every constant."""
    from boundlab.rigorous import leading_constants

    largest = 2 if session.scale == "tiny" else LARGEST
    found = [
        constant.to_json()
        for r in range(1, largest + 1)
        for m in range(1, largest + 1)
        for constant in leading_constants(m, r).values()
    ]
    settings = {"m": f"1 to {largest}", "r": f"1 to {largest}", "arithmetic": "exact, C rounded down to 10 digits"}
    return {"rows": found, "metadata": {"settings": settings, "exact": True}}
