"""The adversary at work: for each method a target y0 with θ(y0) = θ(-y0), and what the method makes of ±y0.

    python figures/adversary.py          draws data/adversary.csv
    python figures/adversary.py --data   makes that file first

Both fits coincide, so one of them misses its target by at least ρ = ‖y0‖_∞.
"""

from __future__ import annotations

import math
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

N, R, SEED = 4, 1, 0


def draw(data: dict[str, Any]) -> Figure:
    """Draw one panel for each method in the rows."""
    methods = list(dict.fromkeys(row["method"] for row in data["rows"]))
    columns = min(3, len(methods))
    lines = math.ceil(len(methods) / columns)
    size = (2.9 * columns + 0.4, 2.4 * lines + 0.5)
    figure, grid = plt.subplots(lines, columns, figsize=size, layout="constrained", squeeze=False)
    for axes, method in zip(grid.flat, methods, strict=False):
        rows = [row for row in data["rows"] if row["method"] == method]
        x, y = ([float(row[name]) for row in rows] for name in ("x", "y0"))
        rho, error = float(rows[0]["rho"]), float(rows[0]["error"])
        axes.axhspan(-rho, rho, color="0.93", lw=0)
        axes.plot(x, y, color="#0072B2", lw=1.4, label="target y0")
        axes.plot(x, [-v for v in y], color="#56B4E9", lw=1.4, ls="--", label="target −y0")
        if rows[0]["fit_plus"]:
            axes.plot(
                x, [float(row["fit_plus"]) for row in rows], color="#D55E00", lw=2.2, alpha=0.6, label="fit of y0"
            )
            fit = [float(row["fit_minus"]) for row in rows]
            axes.plot(x, fit, color="black", lw=1, ls=":", label="fit of −y0")
        axes.set_title(f"{method}\nN = {rows[0]['N']}, r = {rows[0]['r']}: error {error / rho:.4g} ρ", fontsize=9)
        axes.set(xlabel="x", ylabel="value", xlim=(-1, 1), ylim=(-1.3 * rho, 1.3 * rho))
        axes.text(0.98, rho, "ρ", ha="right", va="bottom", fontsize=8)
    for axes in grid.flat[len(methods) :]:
        axes.set_axis_off()
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, fontsize=8, frameon=False)
    return figure


def make() -> None:
    """Write data/adversary.csv and .json."""
    import csv
    import json

    from _files import HERE

    from boundlab.experiments.adversary.curves import COLUMNS, rows
    from boundlab.experiments.adversary.evidence import Evidence, confront
    from boundlab.experiments.adversary.method import built_in
    from boundlab.experiments.provenance import now, pick_device, provenance

    names = [name for name, module in built_in().items() if module.CONTINUOUS]
    found = [confront(name, N, 1, R, seed=SEED) for name in names]
    evidence = [e for e in found if isinstance(e, Evidence)]
    (HERE / "data").mkdir(exist_ok=True)
    with (HERE / "data" / "adversary.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row for e in evidence for row in rows(e))
    metadata = {
        "measured": now(),
        **provenance(pick_device("cpu")),
        "command": f"boundlab adversary METHOD --n {N} --m 1 --r {R} --seed {SEED}",
        "settings": {"N": N, "m": 1, "r": R, "seed": SEED},
        "methods": [e.to_json() for e in evidence],
        "not found": [e.method.name for e in found if not isinstance(e, Evidence)],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    (HERE / "data" / "adversary.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import sys

    from _files import read, write

    if "--data" in sys.argv:
        make()
    write("adversary", draw(read("adversary")))
