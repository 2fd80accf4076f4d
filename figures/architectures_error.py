"""Error against total trainable parameters, every architecture, two multi-task problems.

Above: regression of 16 functions y(x, I) at once, test error over variance. Below: five permuted-digit tasks learned
one after the other, mean test error over all tasks at the end. A point is the mean over the seeds, a bar the smallest
and the largest seed; each curve is one architecture at three sizes. A column shows four architectures, all others in
grey. Every architecture gets the same optimiser, steps and learning rate; nothing is tuned per architecture, so a curve
says how a design does under these settings, not how well it can do. The parameters are those of the whole model,
generators and task embeddings included.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ._style import PAGE, line, log_ticks, panels

if TYPE_CHECKING:
    from ._session import Session

SEEDS = 5
LABELS = {
    "regression": "regression y(x, I),\n16 tasks at once:\ntest error / variance",
    "digits": "permuted digits,\n5 tasks in turn:\nmean test error",
}
# Four to a column, by what the weights of the primary network come from; any other architecture goes into a new column.
COLUMNS: dict[str, tuple[str, ...]] = {
    "not generated, or in part": ("standard", "embedding", "contextual", "hyperstyle-block"),
    "generated at once": ("hypernetwork", "low-rank", "full", "mip"),
    "generated in parts": ("chunked", "lstm", "recurrent-highway", "random-matrix"),
    "per layer, mask or interval": ("ghn3-decoder", "logah-decoder", "hypertab", "hyperinterval"),
}

Rows = list[dict[str, str]]


def curve(rows: Rows) -> list[tuple[int, float, float, float]]:
    """(trainable parameters, mean, smallest, largest error) for each size of one architecture on one problem."""
    sizes: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        sizes[int(row["trainable"])].append(float(row["error"]))
    return [(size, sum(found) / len(found), min(found), max(found)) for size, found in sorted(sizes.items())]


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/architectures_error."""
    rows: Rows = data["rows"]
    problems = [title for title in LABELS if any(row["problem"] == title for row in rows)]
    names = sorted({row["architecture"] for row in rows})
    columns = _columns(names)
    figure, grid = panels(len(problems), len(columns), 1.75 * len(problems) + 1, PAGE, sharex="row", sharey="row")
    for place, axes in enumerate(grid):
        problem, (title, shown) = problems[place // len(columns)], columns[place % len(columns)]
        for name in names:
            points = curve([row for row in rows if (row["problem"], row["architecture"]) == (problem, name)])
            if points and name in shown:
                _line(axes, name, shown.index(name), points)
            elif points:
                axes.plot([p[0] for p in points], [p[1] for p in points], color="0.85", lw=0.8, zorder=0)
        if place < len(columns):
            axes.set_title(title, fontsize=7)
            axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.12), borderaxespad=0)
        if place % len(columns) == 0:
            axes.set_ylabel(LABELS[problem])
        if place >= len(grid) - len(columns):
            axes.set_xlabel("trainable parameters")
        log_ticks(axes)
    seeds = len({row["seed"] for row in rows})
    figure.supxlabel(
        f"Parameters of the whole model; mean over {seeds} seeds, bars from the smallest to the largest. "
        "In grey: the other columns.",
        fontsize=7,
    )
    return figure


def _columns(names: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """(title, architectures) of each column that shows any of `names`; the unknown ones four to a column."""
    known = {name for shown in COLUMNS.values() for name in shown}
    others = [name for name in names if name not in known]
    new = [("others", tuple(others[i : i + 4])) for i in range(0, len(others), 4)]
    return [(title, shown) for title, shown in [*COLUMNS.items(), *new] if set(shown) & set(names)]


def _line(axes: Axes, name: str, index: int, points: list[tuple[int, float, float, float]]) -> None:
    size, mean, low, high = zip(*points, strict=True)
    below = [m - a for m, a in zip(mean, low, strict=True)]
    above = [b - m for m, b in zip(mean, high, strict=True)]
    axes.errorbar(size, mean, yerr=(below, above), label=name, lw=1, elinewidth=0.6, **line(index))


def make(session: Session) -> dict[str, Any]:
    """Train every architecture at every scale with every seed on both problems."""
    from boundlab import architectures
    from boundlab.experiments.multitask import SCALES, SETTINGS, MultitaskRun, problem_called

    tiny = session.scale == "tiny"
    names = architectures.names()[:2] if tiny else architectures.names()
    seeds, scales = (range(2), SCALES[:1]) if tiny else (range(SEEDS), SCALES)
    training = {problem: SETTINGS[problem]._replace(steps=2) if tiny else SETTINGS[problem] for problem in LABELS}
    tasks = [
        MultitaskRun(problem, name, scale, seed, training[problem])
        for problem in LABELS
        for name in names
        for scale in scales
        for seed in seeds
    ]
    settings = {
        "problems": {problem: problem_called(problem).shape._asdict() for problem in LABELS},
        "training": {problem: training[problem]._asdict() for problem in LABELS},
        "sizes": list(scales),
        "seed": list(seeds),
    }
    return {"rows": session.run(tasks), "metadata": {"settings": settings}}
