"""Certified lower bound, measured size, constructive upper bound, for (m, r) in {1, 2}².

    python figures/sandwich.py

The bounds are for the whole class under continuous selection; the measured sizes are the worst of a few sign
patterns of one family, so they may lie below the lower bound.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/sandwich."""
    cases = sorted({(int(row["m"]), int(row["r"])) for row in data["rows"]})
    figure, grid = plt.subplots(2, 2, figsize=(7.2, 5.6), layout="constrained")
    for axes, (m, r) in zip(grid.flat, cases, strict=False):
        rows = [row for row in data["rows"] if (int(row["m"]), int(row["r"])) == (m, r)]
        x = [1 / float(row["eps"]) for row in rows]
        lower, upper = ([float(row[name]) for row in rows] for name in ("lower", "upper"))
        axes.fill_between(x, lower, upper, color="#56B4E9", alpha=0.25, lw=0)
        axes.plot(x, upper, color="#0072B2", lw=1.2, ls="--", label="constructive upper bound")
        axes.plot(x, lower, color="#0072B2", lw=1.2, label="certified lower bound")
        measured = [(a, float(row["measured"])) for a, row in zip(x, rows, strict=True) if row["measured"]]
        axes.plot(*zip(*measured, strict=True), "o", ms=4, color="#D55E00", label="measured, worst pattern (tanh)")
        axes.set(xscale="log", yscale="log", xlabel="1/ε", ylabel="parameters N")
        axes.set_title(f"m = {m}, r = {r}: predicted order $ε^{{-{Fraction(m, r)}}}$", fontsize=10)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
            axis.set_major_formatter("{x:g}")
            axis.set_minor_locator(NullLocator())
    for axes in grid.flat[len(cases) :]:
        axes.set_axis_off()
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, fontsize=8, frameon=False)
    return figure


if __name__ == "__main__":
    from _files import read, write

    write("sandwich", draw(read("sandwich")))
