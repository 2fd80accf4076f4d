"""The modularity gap, measured: primary networks of hypernetworks (g) and of embedding methods (q).

    python figures/q_vs_g.py

Left: the smallest primaries found against 1/ε for bumps in (x, I), m1 = m2 = r = 1, the worst over conditions and
draws; open marks with an arrow are censored: not reached with that size. Right: N_q/N_g at the same ε. All sizes are
upper bounds for these targets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#A89B00")
MARKERS = ("o", "s", "^", "D", "v", "<", ">", "p")
SEED, DRAWS, STARTS, BOUND_E = 0, 3, 2, 2.0
ARMS = ("g", "identity", "table-1", "network-1", "table-2", "table-3")
FAMILY = {"m1": 1, "m2": 1, "r": 1, "targets": "cube", "activation": "tanh"}


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/q_vs_g."""
    metadata = data["metadata"]
    sizes, ratios, fits = (_of_family(metadata[name]) for name in ("sizes", "ratios", "fits"))
    figure, (left, right) = plt.subplots(1, 2, figsize=(10.4, 4.6), layout="constrained")
    for index, series in enumerate(dict.fromkeys(entry["series"] for entry in sizes)):
        look = {"color": COLOURS[index % 8], "marker": MARKERS[index % 8], "lw": 1.2, "ms": 5}
        here = [entry for entry in sizes if entry["series"] == series]
        fit = next(f for f in fits if f["series"] == series and f["quantity"] == "N")
        reached = [entry for entry in here if entry["N"]]
        left.plot([1 / e["eps"] for e in reached], [e["N"] for e in reached], label=_label(series, fit), **look)
        failed = [entry for entry in here if not entry["N"]]
        x, y = [1 / e["eps"] for e in failed], [e["at_least"] for e in failed]
        left.plot(x, y, ls="", marker=r"$\uparrow$", ms=11, color=look["color"])
        found = [entry for entry in ratios if entry["series"] == series and entry["ratio"]]
        right.plot([1 / e["eps"] for e in found], [e["ratio"] for e in found], **look)
    _guides(left, sizes)
    left.set(xscale="log", yscale="log", xlabel="1/ε", ylabel="parameters of the primary network (worst)")
    right.set(xscale="log", xlabel="1/ε", ylabel="N_q / N_g")
    right.axhline(1, color="0.6", lw=0.8)
    for axes in (left, right):
        ticks = [t for t in (15, 20, 30, 50, 100, 150) if axes.get_xlim()[0] < t < axes.get_xlim()[1]]
        axes.set_xticks(ticks, [str(t) for t in ticks])
        axes.minorticks_off()
    ticks = [t for t in (10, 20, 50, 100, 200, 500) if left.get_ylim()[0] < t < left.get_ylim()[1]]
    left.set_yticks(ticks, [str(t) for t in ticks])
    figure.legend(loc="outside lower center", ncols=2, fontsize=8, frameon=False)
    return figure


def _of_family(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in entries if all(entry[name] == value for name, value in FAMILY.items())]


def _label(series: str, fit: dict[str, Any]) -> str:
    if fit["exponent"] is None:
        return f"{series}: no exponent"
    error = max(fit["standard_error"], fit["bootstrap_error"])
    return f"{series}: exponent {fit['exponent']:.2f} ± {error:.2f}"


def _guides(axes: Any, sizes: list[dict[str, Any]]) -> None:
    """Slopes 1 and 2 through the smallest and the largest first size."""
    for series, slope in (("g", 1), ("q, e(I) = I", 2)):
        here = [entry for entry in sizes if entry["series"] == series and entry["N"]]
        if here:
            x = [1 / here[0]["eps"], 1 / here[-1]["eps"]]
            y = here[-1]["N"]
            axes.plot(x, [y * (x[0] / x[1]) ** slope, y], color="0.6", lw=0.8, ls="--", zorder=0)
            axes.annotate(f"slope {slope}", (x[0], y * (x[0] / x[1]) ** slope), fontsize=7, color="0.4", va="top")


def units(scale: str = "full") -> list[Any]:
    """The committed configuration."""
    small, large = (3, 4, 5, 6, 7, 8), (10, 12, 14, 16, 20, 24)
    plan = [Part(arm, small) for arm in ARMS]
    plan += [Part("g", large, slices=12), Part("f", (3,)), Part("g", small + large, slices=4, activation="relu")]
    plan += [Part("bounded-1", (3, 4), bound_q=bound, max_width=60) for bound in (1e3, 1e4)]
    plan += [Part(arm, (2, 3), m2=2) for arm in ("g", "identity", "table-1")]
    if scale == "tiny":
        plan = [Part("g", (2, 3)), Part("identity", (2, 3))]
    return [unit for part in plan for unit in part.units()]


@dataclass(frozen=True)
class Part:
    """One arm at some numbers of cells."""

    arm: str
    cells: tuple[int, ...]
    slices: int = 40
    activation: str = "tanh"
    bound_q: float = 1e3
    max_width: int = 150
    m2: int = 1

    def units(self) -> list[Any]:
        """Its units of work."""
        from boundlab.experiments.minimal_width import SearchSettings
        from boundlab.experiments.modularity_gap.plan import gap_units
        from boundlab.experiments.modularity_gap.units import Targets

        search = SearchSettings(self.activation, self.activation == "relu", 1, SEED, STARTS, self.max_width)
        families = [Targets(1, self.m2, 1, k, DRAWS) for k in self.cells]
        return gap_units(families, self.arm, (BOUND_E, self.bound_q), self.slices, search)


def make(session: Any) -> dict[str, Any]:
    """Measure every arm; hours on one core, and resumable."""
    from boundlab.experiments.modularity_gap.verdicts import figure_data

    rows = session.run(units(session.scale))
    return figure_data(rows, {"seed": SEED, "draws": DRAWS, "starts": STARTS, "eps_over_amplitude": 0.4})


if __name__ == "__main__":
    from _files import read, write

    write("q_vs_g", draw(read("q_vs_g")))
