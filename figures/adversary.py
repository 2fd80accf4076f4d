"""The adversary at work: targets on which a continuous fitting method must fail.

One panel for each method with N = 4 parameters, for W_{1,1}. The adversary looks for a target y0 with θ(y0) = θ(-y0) on
the sphere of radius ρ in a space of splines of dimension N + 1 (Borsuk-Ulam: for a continuous method there is one).
Both fits then coincide, so one of them misses its target by at least ρ = ‖y0‖_∞. Shaded: [-ρ, ρ]. A method without a
decoder of its own shows ±y0 alone.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._style import BLACK, BLUE, COLUMN, SKY, VERMILION, panels

if TYPE_CHECKING:
    from ._session import Session

N, R, SEED = 4, 1, 0
BAND = "−ρ to ρ: one of $\\pm y_0$ is missed by at least ρ"


def draw(data: dict[str, Any]) -> Figure:
    """Draw one panel for each method in the rows."""
    methods = list(dict.fromkeys(row["method"] for row in data["rows"]))
    columns = min(3, len(methods))
    lines = math.ceil(len(methods) / columns)
    figure, grid = panels(lines, columns, 1.75 * lines + 0.4, max(COLUMN, 2.33 * columns), sharex=True)
    for axes, method in zip(grid, methods, strict=False):
        rows = [row for row in data["rows"] if row["method"] == method]
        x, y = ([float(row[name]) for row in rows] for name in ("x", "y0"))
        rho, error = float(rows[0]["rho"]), rows[0]["error"]
        axes.axhspan(-rho, rho, color="0.92", lw=0, label=BAND if error else "from −ρ to ρ")
        axes.plot(x, y, color=BLUE, lw=1.3, label="target $y_0$")
        axes.plot(x, [-v for v in y], color=SKY, lw=1.3, ls="--", label="target $-y_0$")
        if rows[0]["fit_plus"]:
            plus, minus = ([float(row[name]) for row in rows] for name in ("fit_plus", "fit_minus"))
            axes.plot(x, plus, color=VERMILION, lw=2.2, alpha=0.6, label="fit of $y_0$")
            axes.plot(x, minus, color=BLACK, lw=1, ls=":", label="fit of $-y_0$")
        measured = f"error {float(error) / rho:.4g} ρ" if error else "no error claimed"
        axes.set_title(f"{method.replace('-', ' ')}\n{measured}")
        axes.set(xlim=(-1, 1), ylim=(-1.3 * rho, 1.3 * rho))
        axes.set_yticks([-rho, 0, rho], ["−ρ", "0", "ρ"])
    for axes in grid[-columns:]:
        axes.set_xlabel("x")
    for axes in grid[::columns]:
        axes.set_ylabel("y(x)")
    for axes in grid[len(methods) :]:
        axes.set_axis_off()
    for axes in grid[len(methods) - columns : len(methods)]:
        axes.xaxis.set_tick_params(labelbottom=True)
        axes.set_xlabel("x")
    handles, labels = grid[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5 if columns > 2 else 1)
    return figure


def make(session: Session) -> dict[str, Any]:
    """Confront every built-in continuous method; the search is short, and the same for the same seed."""
    from boundlab.adversary.curves import COLUMNS
    from boundlab.adversary.curves import rows as curves
    from boundlab.adversary.evidence import Evidence, confront
    from boundlab.adversary.method import built_in

    names = [name for name, module in built_in().items() if module.CONTINUOUS]
    chosen = names[:2] if session.scale == "tiny" else names
    found = [confront(name, N, 1, R, seed=SEED) for name in chosen]
    evidence = [e for e in found if isinstance(e, Evidence)]
    rows = [dict(zip(COLUMNS, row, strict=True)) for e in evidence for row in curves(e)]
    metadata = {
        "settings": {"N": N, "m": 1, "r": R, "seed": SEED},
        "methods": [e.to_json() for e in evidence],
        "not found": [e.method.name for e in found if not isinstance(e, Evidence)],
    }
    return {"rows": rows, "metadata": metadata}
