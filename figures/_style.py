"""One style: readable at column width, colour-blind safe, and in grey told apart by marker and dash."""

from __future__ import annotations

import math
from contextlib import AbstractContextManager
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

# Inches: the width of one column and of the page in the usual two-column styles.
COLUMN, PAGE = 3.4, 7.0

# Okabe & Ito's colours, their yellow darkened for lines on white. Markers and dashes go with them: no line needs its
# colour.
BLACK, BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, OLIVE = (
    "#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#A89B00",
)  # fmt: skip
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK, OLIVE)
MARKERS = ("o", "s", "^", "D", "v", "<", ">", "p")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (7, 2)), (0, (1, 1)), (0, (3, 1)))

RC: dict[str, Any] = {
    "backend": "agg",
    "font.size": 8,
    "font.family": "DejaVu Sans",
    "mathtext.fontset": "dejavusans",
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "legend.fontsize": 7,
    "legend.frameon": False,
    "lines.linewidth": 1.2,
    "lines.markersize": 4,
    "errorbar.capsize": 1.8,
    "hatch.linewidth": 0.5,
    "figure.constrained_layout.use": True,
    "figure.dpi": 100,
    "savefig.dpi": 160,
    # TrueType in PDF (type 3 is refused by publishers); in SVG outlines, so that no font has to be there.
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    # Without a salt the ids in an SVG are drawn at random.
    "svg.hashsalt": "boundlab",
    "axes.unicode_minus": True,
}


def style() -> AbstractContextManager[None]:
    """The style, for drawing and for saving; nothing outside it changes."""
    chosen: dict[Any, Any] = dict(matplotlib.rcParamsDefault)
    chosen.update(RC)
    return matplotlib.rc_context(chosen)


def panels(rows: int, columns: int, height: float, width: float = PAGE, **options: Any) -> tuple[Figure, list[Axes]]:
    """A figure of `width` × `height` inches and its panels, row by row."""
    figure = Figure(figsize=(width, height), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False, **options)
    return figure, list(grid.flat)


def line(index: int) -> dict[str, Any]:
    """Colour, marker and dash of the curve `index`; after eight curves the markers are hollow."""
    colour = COLOURS[index % len(COLOURS)]
    hollow = index // len(COLOURS) % 2
    return {
        "color": colour,
        "marker": MARKERS[index % len(MARKERS)],
        "markerfacecolor": "white" if hollow else colour,
        "linestyle": DASHES[(index + hollow) % len(DASHES)],
    }


def log_ticks(axes: Axes, which: str = "xy") -> None:
    """Logarithmic axes with ticks at 1, 2 and 5, at 1 and 3, or at 1 of every decade, written out."""
    for name in which:
        axis = axes.xaxis if name == "x" else axes.yaxis
        axes.set(**{f"{name}scale": "log"})
        axis.set_major_locator(LogLocator(subs=_subs(*axis.get_view_interval())))
        axis.set_major_formatter(FuncFormatter(_plain))
        axis.set_minor_locator(NullLocator())


def _plain(value: float, position: int | None) -> str:
    if 1e-3 <= value < 1e5:
        return f"{value:,g}"
    digit, _, power = f"{value:.0e}".partition("e")
    factor = "" if digit == "1" else rf"{digit}\cdot "
    return f"${factor}10^{{{int(power)}}}$"


def _subs(low: float, high: float) -> tuple[float, ...]:
    decades = math.log10(high / low) if low > 0 else math.inf
    return (1, 2, 5) if decades < 1.1 else (1, 3) if decades < 2.6 else (1,)
