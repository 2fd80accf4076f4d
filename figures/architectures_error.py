"""Error against total trainable parameters, every architecture, two multi-task problems.

Left: regression of 16 functions y(x, I) at once, test error over variance. Right: five permuted-digit tasks learned one
after the other, mean test error over all tasks at the end. A point is the mean over the seeds, a bar the smallest and
the largest seed; each curve is one architecture at three sizes. Every architecture gets the same optimiser, steps and
learning rate; nothing is tuned per architecture, so a curve says how a design does under these settings, not how well
it can do. The parameters are those of the whole model, generators and task embeddings included.
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
TITLES = {"regression": "Regression y(x, I), 16 tasks at once", "digits": "Permuted digits, 5 tasks in turn"}
LABELS = {"regression": "test error / variance", "digits": "mean test error"}

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
    problems = [title for title in TITLES if any(row["problem"] == title for row in rows)]
    names = sorted({row["architecture"] for row in rows})
    figure, grid = panels(1, len(problems), 4.1, PAGE)
    for axes, problem in zip(grid, problems, strict=True):
        for index, name in enumerate(names):
            points = curve([row for row in rows if (row["problem"], row["architecture"]) == (problem, name)])
            if points:
                _line(axes, name, index, points)
        axes.set(title=TITLES[problem], ylabel=LABELS[problem], xlabel="trainable parameters of the whole model")
        log_ticks(axes)
    handles, labels = grid[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5)
    return figure


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
    training = {problem: SETTINGS[problem]._replace(steps=2) if tiny else SETTINGS[problem] for problem in TITLES}
    units = [
        MultitaskRun(problem, name, scale, seed, training[problem])
        for problem in TITLES
        for name in names
        for scale in scales
        for seed in seeds
    ]
    settings = {
        "problems": {problem: problem_called(problem).shape._asdict() for problem in TITLES},
        "training": {problem: training[problem]._asdict() for problem in TITLES},
        "sizes": list(scales),
        "seed": list(seeds),
    }
    return {"rows": session.run(units), "metadata": {"settings": settings}}
