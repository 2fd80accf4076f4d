"""How the optimiser biases a measured exponent.

    python figures/optimiser_bias.py

Worst size over patterns against 1/ε for four optimisers on the sign-bump family m = r = 1, where N grows like 1/ε;
an open arrow marks a failure up to the largest size tried.
"""

from __future__ import annotations

from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#009E73", "#E69F00", "#D55E00")
MARKERS = ("o", "s", "^", "v")


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/optimiser_bias."""
    figure, axes = plt.subplots(figsize=(6.2, 4.2), layout="constrained")
    fits = {fit["method"]: fit for fit in data["metadata"]["fits"]}
    for (name, fit), colour, marker in zip(fits.items(), COLOURS, MARKERS, strict=True):
        rows = [row for row in data["rows"] if row["method"] == name]
        reached = [row for row in rows if row["worst_size"]]
        failed = [row for row in rows if not row["worst_size"]]
        slope = "too few sizes" if fit["exponent"] is None else f"{fit['exponent']:.2f} ± {fit['standard_error']:.2f}"
        label = f"{name}: exponent {slope}" + (f", {fit['censored']} failed" if fit["censored"] else "")
        x = [1 / float(row["eps"]) for row in reached]
        axes.plot(x, [float(row["worst_size"]) for row in reached], marker=marker, color=colour, label=label, lw=1.2)
        axes.plot(
            [1 / float(row["eps"]) for row in failed],
            [float(row["largest_size_tried"]) for row in failed],
            marker=r"$\uparrow$",
            ms=11,
            ls="",
            color=colour,
        )
    first = min(1 / float(row["eps"]) for row in data["rows"])
    last = max(1 / float(row["eps"]) for row in data["rows"])
    start = min(float(row["worst_size"]) for row in data["rows"] if row["worst_size"])
    axes.plot([first, last], [start, start * last / first], "k--", lw=1, label="slope 1 (theory)")
    axes.set(xscale="log", yscale="log", xlabel="1/ε", ylabel="parameters N (worst of the patterns)")
    axes.set_title("Sign bumps, m = r = 1, tanh: the optimiser decides the exponent", fontsize=10)
    ticks = sorted({round(1 / float(row["eps"])) for row in data["rows"]})
    axes.set_xticks(ticks, [str(t) for t in ticks])
    axes.minorticks_off()
    sizes = [t for t in (10, 20, 40, 80, 160) if t >= start * 0.8]
    axes.set_yticks(sizes, [str(t) for t in sizes])
    axes.legend(fontsize=8, frameon=False)
    return figure


if __name__ == "__main__":
    from _files import read, write

    write("optimiser_bias", draw(read("optimiser_bias")))
