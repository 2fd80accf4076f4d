"""An experiment: a list of configurations of the trainer, what it measures, and what the paper says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import torch

from boundlab.errors import bad_value
from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim
from boundlab.experiments.paper._models import Model
from boundlab.experiments.paper._problem import Problem
from boundlab.experiments.paper._trainer import Training, train
from boundlab.runs.task import Report, Task

# "tiny" only shows that everything runs; "small" keeps the shape of a comparison; "full" is what is printed.
SCALES = ("tiny", "small", "full")
# Repetitions trained together: one task. At the size of the paper one repetition fills a processor, and a batch of them
# only its memory, so there each is a task of its own.
GROUP = {"tiny": 2, "small": 5, "full": 10}
GROUP_ON_CPU = GROUP | {"full": 1}
TINY_SEEDS, PAPER_SEEDS = 2, 100


@dataclass(frozen=True)
class Configuration:
    """One point of one curve: `panel` of the figure, `arm` (the curve), `at` (the abscissa), and what is trained."""

    panel: str
    arm: str
    at: float
    problem: Problem
    model: Model
    training: Training


@dataclass(frozen=True)
class Repetitions(Task):
    """A configuration, trained once for every seed of the task."""

    kind: ClassVar[str] = "paper experiment"
    method: ClassVar[int] = 2

    experiment: str
    configuration: Configuration
    seeds: tuple[int, ...]

    def settings(self) -> dict[str, Any]:
        """Types and values of all settings; of the user's files the hash of their content, not where they lie."""
        c = self.configuration
        types = [type(part).__name__ for part in (c.problem, c.model, c.training)]
        return _without_paths({**super().settings(), "types": types})

    @property
    def cost(self) -> float:
        """Trained parameters times passes over the data."""
        c = self.configuration
        return float(len(self.seeds) * c.training.epochs * c.model.trained_parameters)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """A row per seed (and epoch, where each is measured)."""
        c = self.configuration

        def tell(text: str) -> None:
            report(f"{self.experiment}, {c.panel}, {c.arm}, {c.at:g}: {text}")

        place = {"experiment": self.experiment, "panel": c.panel, "arm": c.arm, "at": c.at}
        sizes = {"weights": c.model.trained_weights, "parameters": c.model.trained_parameters}
        return [{**place, **row, **sizes} for row in self._train(self.seeds, device, tell)]

    def _train(self, seeds: tuple[int, ...], device: torch.device, tell: Report) -> list[dict[str, Any]]:
        """Train the seeds together, or half after half where they do not fit into the device's memory together."""
        c = self.configuration
        try:
            return train(c.model, c.problem, c.training, seeds, device, tell)
        except torch.OutOfMemoryError:
            if len(seeds) == 1:
                raise
        # Outside of `except`, whose traceback would keep the tensors.
        torch.cuda.empty_cache()
        half = len(seeds) // 2
        rows = self._train(seeds[:half], device, tell) + self._train(seeds[half:], device, tell)
        return sorted(rows, key=lambda row: int(row["epoch"]))

    def summary(self, rows: list[dict[str, Any]]) -> str:
        """Where the task belongs and the mean of what it measured."""
        c = self.configuration
        measure = "error" if "error" in rows[-1] else "mse"
        last = [row[measure] for row in rows if row["epoch"] == rows[-1]["epoch"]]
        shown = "diverged" if None in last else f"{measure} {sum(last) / len(last):.4g}"
        return f"{self.experiment}, {c.panel}, {c.arm}, {c.at:g}, seeds {self.seeds[0]}–{self.seeds[-1]}: {shown}"


def _without_paths(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_paths(item) for key, item in value.items() if key != "files"}
    return value


@dataclass(frozen=True)
class Experiment:
    """An experiment of the paper.

    Attributes:
        figures: its figures in the paper.
        title: what is compared.
        axis: what `at` is called in tables, and its label in the figure.
        measures: the columns measured, the one drawn first.
        small_seeds: repetitions at the scale "small".
        configurations: scale, sources of images → the configurations.
        claims: the statements of the paper about it.
        observations: further statements, not the paper's, decided in the same way.
    """

    figures: str
    title: str
    axis: tuple[str, str]
    measures: tuple[str, ...]
    small_seeds: int
    configurations: Callable[[str, Mapping[str, Source]], Iterator[Configuration]]
    claims: tuple[Claim, ...]
    observations: tuple[Claim, ...] = ()
    name: str = ""

    def repetitions(self, scale: str) -> int:
        """The number of seeds at a scale, unless the user gives another."""
        return {"tiny": TINY_SEEDS, "small": self.small_seeds, "full": PAPER_SEEDS}[scale]

    def tasks(
        self, scale: str, seeds: int | None, sources: Mapping[str, Source], device: torch.device | None = None
    ) -> list[Repetitions]:
        """The tasks, seed groups outermost, so that early on every configuration has some repetitions.

        At the scale "full" the groups are those for a GPU unless `device` is a CPU.

        Raises BoundlabError: an unknown scale, or fewer than one seed.
        """
        if scale not in SCALES:
            raise bad_value("scale", scale, f"one of {', '.join(SCALES)}")
        count = self.repetitions(scale) if seeds is None else seeds
        if count < 1:
            raise bad_value("seeds", count, "at least 1")
        size = (GROUP_ON_CPU if device is not None and device.type == "cpu" else GROUP)[scale]
        groups = [tuple(range(i, min(i + size, count))) for i in range(0, count, size)]
        configurations = list(self.configurations(scale, sources))
        return [Repetitions(self.name, c, group) for group in groups for c in configurations]

    def table(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The rows of the CSV file: panel, arm, the abscissa by its name, seed, what was measured, sizes."""
        axis = self.axis[0]
        chosen = (*self.measures, "weights", "parameters")
        return [
            {
                "panel": row["panel"],
                "arm": row["arm"],
                axis: row[axis] if axis == "epoch" else _short(row["at"]),
                "seed": row["seed"],
                **{name: _short(row[name]) for name in chosen},
            }
            for row in rows
        ]

    def settings(self, scale: str, sources: Mapping[str, Source]) -> dict[str, Any]:
        """The distinct values of every setting over all configurations.

        >>> from boundlab.experiments.image_data import sources
        >>> from boundlab.experiments.paper import get
        >>> get("colorization").settings("full", sources())["training"]["rate"]
        [0.01]
        """
        found: dict[str, Any] = {"panel": [], "arm": [], self.axis[0]: []}
        for c in self.configurations(scale, sources):
            parts = {"problem": asdict(c.problem), "model": asdict(c.model), "training": asdict(c.training)}  # type: ignore[call-overload]
            place = {"panel": c.panel, "arm": c.arm, self.axis[0]: c.at}
            _collect(found, place | _without_paths(parts))
        return found


def _collect(found: dict[str, Any], settings: dict[str, Any]) -> None:
    for name, value in settings.items():
        if isinstance(value, dict):
            _collect(found.setdefault(name, {}), value)
        elif value not in ("", None):  # no hash where there are no files, no limit where all is taken
            shown = "-".join(map(str, value)) if isinstance(value, tuple) else value
            known = found.setdefault(name, [])
            if shown not in known:
                known.append(shown)


def _short(value: float | None) -> float | None:
    return value if value is None or isinstance(value, int) else float(f"{value:.6g}")
