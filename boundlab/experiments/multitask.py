"""The multi-task benchmark: every architecture through one script, error against total trainable parameters.

Every architecture gets the same optimiser, steps and learning rate; nothing is tuned per architecture, so a curve
says how a design does under these settings, not how well it can do. Beside FILE.csv the settings go to FILE.json.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import torch

from boundlab import architectures
from boundlab.errors import bad_value
from boundlab.experiments.multitask_problems import PROBLEMS, Problem
from boundlab.experiments.multitask_training import Run, Settings, train
from boundlab.runs.provenance import now, provenance
from boundlab.runs.task import Report, Task

SCALES = (1, 2, 4)
SETTINGS = {"regression": Settings(), "digits": Settings(steps=100)}


@dataclass(frozen=True)
class MultitaskRun(Task):
    """One architecture at one scale, trained on one problem from one seed."""

    kind: ClassVar[str] = "multi-task training"
    method: ClassVar[int] = 1

    problem: str
    architecture: str
    scale: int
    seed: int
    training: Settings

    @property
    def cost(self) -> float:
        """Larger models take longer, but less than in proportion."""
        return self.scale**0.5

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """One row, the fields of `Run`; these models are too small to gain from anything but a CPU."""
        report(f"{self.problem}: {self.architecture}")
        return [train(_problem(self.problem), self.architecture, self.scale, self.seed, self.training)._asdict()]

    def summary(self, rows: list[dict[str, Any]]) -> str:
        """What the model is and the error it reached."""
        (row,) = rows
        return (
            f"{self.problem} {self.architecture} scale {self.scale} seed {self.seed}: "
            f"{row['trainable']} parameters, error {row['error']:.4f}"
        )


@lru_cache
def _problem(title: str) -> Problem:
    return problem_called(title)


def benchmark(
    problems: Iterable[str], names: Iterable[str], scales: Sequence[int], seeds: int, steps: int | None = None
) -> Iterator[Run]:
    """Train every architecture at every scale with every seed 0 … seeds-1 on every problem.

    The problem itself is the same for all seeds; they vary the initial values and the batches. Raises BoundlabError
    for an unknown problem or architecture.
    """
    names = list(names)
    for name in names:
        architectures.get(name)
    for title in problems:
        problem, settings = problem_called(title), SETTINGS[title]
        if steps is not None:
            settings = settings._replace(steps=steps)
        for name in names:
            for scale in scales:
                for seed in range(seeds):
                    yield train(problem, name, scale, seed, settings)


def problem_called(title: str) -> Problem:
    """The problem called `title`, at its default size."""
    if title not in PROBLEMS:
        raise bad_value("problem", title, f"one of {', '.join(PROBLEMS)}")
    return PROBLEMS[title]()


def write(path: Path, runs: Iterable[Run], settings: Mapping[str, object]) -> int:
    """Write the runs as CSV and the settings as JSON beside it; returns the number of runs.

    Runs go to FILE.partial as they end, which becomes FILE at the end; a failure before the first leaves nothing.
    """
    partial = path.with_suffix(".partial")
    count = 0
    stream = None
    for count, run in enumerate(runs, 1):
        stream = stream or partial.open("w", encoding="utf-8", newline="")
        writer = csv.writer(stream, lineterminator="\n")
        if count == 1:
            writer.writerow(Run._fields)
        writer.writerow([f"{value:.6g}" if isinstance(value, float) else value for value in run])
        stream.flush()
        size = f"{run.trainable} parameters, error {run.error:.4f}"
        print(
            f"{count:5d}  {run.problem} {run.architecture} scale {run.scale} seed {run.seed}: {size}", file=sys.stderr
        )
    if stream is not None:
        stream.close()
        os.replace(partial, path)
        path.with_suffix(".json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    return count


def record(
    path: Path, problems: Sequence[str], names: Sequence[str], scales: Sequence[int], seeds: int, steps: int | None
) -> int:
    """Run the benchmark and `write` it; returns the number of runs.

    Raises BoundlabError, before anything is trained, for an unknown name or a `path` in no folder.
    """
    if not path.parent.is_dir():
        raise bad_value("out", path, "a file in an existing folder")
    for name in names:
        architectures.get(name)
    override = {} if steps is None else {"steps": steps}
    settings = {
        "problems": {title: problem_called(title).shape._asdict() for title in problems},
        "training": {title: SETTINGS[title]._asdict() | override for title in problems},
        "architectures": list(names),
        "scales": list(scales),
        "seed": list(range(seeds)),
    }
    metadata = {"measured": now(), **provenance(torch.device("cpu")), "settings": settings}
    return write(path, benchmark(problems, names, scales, seeds, steps), metadata)
