"""The best known bounds for W_{r,m}: activation, selection, weights and depth.

Each square is a class of networks; the letter says which orders bound the number of non-zero parameters it needs for
sup error ε on W_{r,m}. Dark: lower and upper order agree. Hatched: both are known and differ. Light: only a lower, or
dotted only an upper, order is known to the registry. Rows: how the parameters may depend on the target (selection), and
what weights are allowed: quantised to O(log 1/ε) bits, polynomially bounded, any. Columns: activation and depth, from
one hidden layer (1) over a fixed number (c) and O(log 1/ε) layers (log) to any (∞). Sources and statuses of every bound
are in the data.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from ._style import PAGE

if TYPE_CHECKING:
    from ._session import Session

DEPTHS = {"shallow": "1", "fixed": "c", "log": "log", "any": "∞"}
MEANINGS = {
    "tight": "lower and upper order agree",
    "gap": "both known, and they differ",
    "lower only": "only a lower order known",
    "upper only": "only an upper order known",
}
LEGEND = "Letters: lower and upper order of the number N of non-zero parameters, ? where none is known."
STATES: dict[str, dict[str, Any]] = {
    "tight": {"facecolor": "#0072B2"},
    "gap": {"facecolor": "#E69F00", "hatch": "////"},
    "lower only": {"facecolor": "#CFE6F5"},
    "upper only": {"facecolor": "#FFFFFF", "hatch": "...."},
    "nothing known": {"facecolor": "#FFFFFF"},
}


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/phase."""
    rows = data["rows"]
    pairs = list(dict.fromkeys((row["lower"], row["upper"]) for row in rows))
    letters = {pair: chr(ord("A") + index) for index, pair in enumerate(pairs)}
    columns = list(dict.fromkeys((row["activation"], row["depth"]) for row in rows))
    lines = list(dict.fromkeys((row["selection"], row["weights"]) for row in rows))
    figure = Figure(figsize=(PAGE, 4.3), layout="constrained")
    axes, legend = figure.subplots(2, 1, height_ratios=(2.6, 1))
    for row in rows:
        place = columns.index((row["activation"], row["depth"])), lines.index((row["selection"], row["weights"]))
        state = _state(row)
        axes.add_patch(Rectangle(place, 1, 1, ec="0.6", lw=0.4, **STATES[state]))
        box = {"boxstyle": "round,pad=0.1", "fc": "white", "ec": "none"} if "hatch" in STATES[state] else None
        colour = "white" if state == "tight" else "black"
        letter = letters[row["lower"], row["upper"]]
        axes.text(
            place[0] + 0.5, place[1] + 0.52, letter, ha="center", va="center", fontsize=6.5, color=colour, bbox=box
        )
    _frame(axes, columns, lines)
    _orders(legend, letters)
    patches = [Patch(ec="0.6", label=label, **STATES[name]) for name, label in MEANINGS.items()]
    figure.legend(handles=patches, ncols=2, loc="outside lower center", title=LEGEND, title_fontsize=7)
    return figure


def _state(row: dict[str, str]) -> str:
    if row["lower"] and row["upper"]:
        return "tight" if row["tight"] == "yes" else "gap"
    return "lower only" if row["lower"] else "upper only" if row["upper"] else "nothing known"


def _frame(axes: Axes, columns: list[tuple[str, str]], lines: list[tuple[str, str]]) -> None:
    axes.set(xlim=(0, len(columns)), ylim=(len(lines), 0))
    axes.set_xticks([i + 0.5 for i in range(len(columns))], [DEPTHS[depth] for _, depth in columns])
    axes.set_yticks([i + 0.5 for i in range(len(lines))], [weights for _, weights in lines])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    depths = "1: one hidden layer, c: a fixed number, log: O(log 1/ε), ∞: any"
    axes.set_xlabel(f"depth, in hidden layers ({depths})", labelpad=1)
    for name, across in (("selection", -72), ("weights", -25)):
        where: dict[str, Any] = {"xytext": (across, 3), "textcoords": "offset points", "annotation_clip": False}
        axes.annotate(name, (0, 0), ha="center", va="bottom", weight="bold", fontsize=7, **where)
    axes.text(len(columns) / 2, -0.75, "activation", ha="center", va="bottom", weight="bold", fontsize=7)
    for start in _starts([activation for activation, _ in columns]):
        axes.axvline(start, color="black", lw=1)
        axes.text(start + 2, -0.15, columns[start][0], ha="center", va="bottom", fontsize=8)
    for start in _starts([selection for selection, _ in lines]):
        axes.axhline(start, color="black", lw=1)
        axes.annotate(
            lines[start][0], (0, start + 1.5), xytext=(-72, 0), textcoords="offset points",
            rotation=90, ha="center", va="center", annotation_clip=False,
        )  # fmt: skip
    axes.axvline(len(columns), color="black", lw=1)
    axes.axhline(len(lines), color="black", lw=1)


def _starts(names: list[str]) -> list[int]:
    return [i for i, name in enumerate(names) if i == 0 or name != names[i - 1]]


def _orders(axes: Axes, letters: dict[tuple[str, str], str]) -> None:
    from boundlab.symbolic.grammar import parse_order

    def fraction(found: re.Match[str]) -> str:
        above, below = found.groups()
        return f"{above}/{below}" if len(below) == 1 else f"{above}/({below})"

    def math(text: str) -> str:
        orders = [f"${parse_order(part).latex()}$" for part in text.split("; ") if part] or ["?"]
        return re.sub(r"\\frac\{([^{}]+)\}\{([^{}]+)\}", fraction, " , ".join(orders))

    axes.set_axis_off()
    per_column = -(-len(letters) // 3)
    for index, ((lower, upper), letter) in enumerate(letters.items()):
        x, y = index // per_column * 0.42 - 0.2, 1 - (index % per_column) / per_column
        axes.text(x, y, letter, fontsize=7, weight="bold", va="top")
        axes.text(x + 0.03, y, rf"{math(lower)} $\lesssim N \lesssim$ {math(upper)}", fontsize=7, va="top")


def make(session: Session) -> dict[str, Any]:
    """Ask the registry for the best bounds of every class."""
    from boundlab.derived.closure import closure_of
    from boundlab.derived.phase import ACTIVATIONS, phase_table

    chosen = ACTIVATIONS[:1] if session.scale == "tiny" else ACTIVATIONS
    rows = list(phase_table(closure_of(), chosen))
    settings = {"activations": list(chosen), "targets": "W_{r,m}", "norm": "sup", "counted": "non-zero parameters"}
    return {"rows": rows, "metadata": {"settings": settings, "exact": True}}
