"""What other hypernetworks claim, tried: every arm of every comparison.

One panel for each comparison and each problem in it. Its title has the verdict that the comparison's rule gives on
these numbers. Beside the name of an arm stand its total trainable parameters; hollow marks are controls, which the
source left out. Bars are 95 % t-intervals over paired seeds. It says nothing about other data or larger networks; what
each comparison cannot say stands in docs/comparisons.md.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._style import BLUE, VERMILION, line, log_ticks

if TYPE_CHECKING:
    from ._session import Session

Rows = list[dict[str, str]]
COLUMNS, WIDTH = 2, 7.2
TITLE, LABEL = 48, 34  # letters on a line


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/comparisons."""
    places: dict[tuple[str, str], Rows] = {}
    for row in data["rows"]:
        places.setdefault((row["comparison"], row["panel"]), []).append(row)
    groups = list(places.values())
    lines = [groups[i : i + COLUMNS] for i in range(0, len(groups), COLUMNS)]
    heights = [max(_height(rows) for rows in line_) for line_ in lines]
    figure = Figure(figsize=(WIDTH, sum(heights) + 0.4), layout="constrained")
    grid = figure.subplots(len(lines), COLUMNS, squeeze=False, height_ratios=heights)
    for axes, group in zip(grid.flat, groups, strict=False):
        _panel(axes, group)
    for axes in grid.flat[len(groups) :]:
        axes.set_axis_off()
    title = "In brackets: total trainable parameters. Hollow: controls. Bars: 95 % t-intervals over paired seeds."
    figure.legend([], [], loc="outside lower center", title=title, title_fontsize=7)
    return figure


def _height(rows: Rows) -> float:
    arms = len({row["arm"] for row in rows})
    return (2.1 + 0.14 * arms) if _curves(rows) else (0.85 + 0.17 * arms)


def _curves(rows: Rows) -> bool:
    return len({row["at"] for row in rows}) > 1


def _panel(axes: Axes, rows: Rows) -> None:
    first = rows[0]
    # Titles and labels end at the right edge: the names of the arms leave them room on the left.
    title = fill(f"{first['title']}: {first['verdict']}", TITLE)
    axes.set_title(f"{title}\n{first['panel']}", fontsize=7, loc="right")
    label = f"{first['measure']} ({first['better']} is better)"
    arms = list(dict.fromkeys(row["arm"] for row in rows))
    names = [f"{arm} ({int(_of(rows, arm)[0]['parameters']):,})" for arm in arms]
    positive = [float(row["mean"]) for row in rows]
    wide = min(positive) > 0 and max(positive) > 20 * min(positive)
    if _curves(rows):
        for index, (arm, name) in enumerate(zip(arms, names, strict=True)):
            here = sorted(_of(rows, arm), key=lambda row: float(row["at"]))
            look = line(index) | ({"markerfacecolor": "white"} if here[0]["control"] == "True" else {})
            x = [float(row["at"]) for row in here]
            axes.errorbar(x, [float(row["mean"]) for row in here], _bars(here), label=name, elinewidth=0.7, **look)
        axes.set_xlabel(first["axis"], fontsize=7)
        axes.set_ylabel(fill(label, LABEL), fontsize=6.5)
        log_ticks(axes, "xy" if wide else "x")
        axes.legend(loc="upper right", bbox_to_anchor=(1, -0.22), fontsize=6, ncols=2)
        return
    for index, arm in enumerate(arms):
        here = _of(rows, arm)
        hollow = here[0]["control"] == "True"
        colour = VERMILION if hollow else BLUE
        face = "white" if hollow else colour
        axes.axhline(index, color="0.85", lw=0.3, zorder=0)
        value = [float(row["mean"]) for row in here]
        axes.errorbar(value, [index], xerr=_bars(here), fmt="o", color=colour, markerfacecolor=face, elinewidth=0.9)
    axes.set_yticks(range(len(arms)), names, fontsize=6.5)
    axes.set_ylim(len(arms) - 0.5, -0.5)
    axes.set_xlabel(label, fontsize=6.5, loc="right")
    if wide:
        log_ticks(axes, "x")


def _of(rows: Rows, arm: str) -> Rows:
    return [row for row in rows if row["arm"] == arm]


def _bars(rows: Rows) -> list[list[float]]:
    """Below and above the mean; none where there is one seed."""
    return [
        [float(row["mean"]) - float(row["low"] or row["mean"]) for row in rows],
        [float(row["high"] or row["mean"]) - float(row["mean"]) for row in rows],
    ]


def make(session: Session) -> dict[str, Any]:
    """Summarise the measurements that come with boundlab; `boundlab law measure` makes those."""
    from boundlab.comparisons import comparisons
    from boundlab.comparisons._measure import committed
    from boundlab.comparisons._verdict import judge

    rows, about = [], {}
    for one in comparisons().values():
        data = committed(one)
        judged = judge(one, data["rows"])
        controls = {arm.name for arm in one.arms if arm.control}
        measure = next(iter(one.measures))
        settings = data["metadata"]["settings"]
        about[one.id] = {"scale": settings["scale"], "seeds": len(settings["seed"])}
        for arm in judged.arms:
            if (found := arm.get(measure)) is not None:
                low, high = found["interval"] or ("", "")
                rows.append({
                    "comparison": one.id, "title": one.title, "verdict": judged.verdict, "panel": arm["panel"],
                    "arm": arm["arm"], "control": arm["arm"] in controls, "axis": one.axis, "at": arm["at"],
                    "parameters": arm["parameters"], "seeds": arm["seeds"], "measure": one.measures[measure],
                    "better": one.better, "mean": found["mean"], "low": low, "high": high,
                })  # fmt: skip
    described = {"comparisons": about, "seed": "those of each comparison, paired over its arms"}
    return {"rows": rows, "metadata": {"settings": described}}
