"""The results of an experiment: metadata, the table read back, a summary over seeds."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import Any

from boundlab.errors import BoundlabError
from boundlab.experiments.image_data import Source
from boundlab.experiments.paper._experiment import Experiment, Repetitions
from boundlab.runs.store import RunStore
from boundlab.runs.task import Task

Row = Mapping[str, Any]


def metadata(
    experiment: Experiment, scale: str, sources: Mapping[str, Source], tasks: Sequence[Repetitions]
) -> dict[str, Any]:
    """What belongs beside the table of results: what it is about, and all settings."""
    return {
        "experiment": experiment.name,
        "title": experiment.title,
        "figures": experiment.figures,
        "axis": list(experiment.axis),
        "settings": {
            "scale": scale,
            "seed": sorted({seed for task in tasks for seed in task.seeds}),
            **experiment.settings(scale, sources),
        },
    }


def file_name(experiment: Experiment, scale: str) -> str:
    """The name of the files of its data: those of the paper's size have one of their own, so both fit in a folder."""
    return f"paper_{experiment.name}" + ("_full" if scale == "full" else "")


def origin(tasks: Sequence[Task], store: RunStore) -> dict[str, Any]:
    """When and with what the tasks were done; several commits, devices or versions are all named."""
    done = [task for task in (store.task(task.key) for task in tasks) if task is not None]
    parts = {name: sorted({task["provenance"][name] for task in done}) for name in done[0]["provenance"]}
    return {
        "measured": max(task["finished"] for task in done),
        **{name: ", ".join(found) for name, found in parts.items()},
        "seconds": round(sum(task["seconds"] for task in done), 1),
    }


def read(path: Path, experiment: Experiment) -> list[dict[str, Any]]:
    """The rows of a CSV file of the experiment, with the abscissa as `at`.

    Raises BoundlabError: no such file, or it lacks a column.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [{**row, "at": row[experiment.axis[0]]} for row in csv.DictReader(file)]
        missing = {"panel", "arm", "seed", *experiment.measures} - set(rows[0])
    except (OSError, KeyError, IndexError, UnicodeError) as error:
        raise BoundlabError(f"{path}: expected the data of the experiment {experiment.name}; {error}") from None
    if missing:
        raise BoundlabError(f"{path}: expected the columns {', '.join(sorted(missing))}, too")
    return rows


def summarise(experiment: Experiment, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Mean and standard deviation over seeds of the first measure, at the last epoch, for every point."""
    last = max((row["epoch"] for row in rows), default=0)
    groups: dict[tuple[str, str, float, int], list[float | None]] = {}
    for row in rows:
        if row["epoch"] == last:
            place = (row["panel"], row["arm"], row["at"], row["weights"])
            groups.setdefault(place, []).append(row[experiment.measures[0]])
    found = []
    for (panel, arm, at, weights), values in groups.items():
        finite = [value for value in values if value is not None]
        found.append({
            "experiment": experiment.name,
            "panel": panel,
            "arm": arm,
            "at": at,
            "seeds": len(values),
            "mean": float(f"{mean(finite):.4g}") if finite else None,
            "standard deviation": float(f"{stdev(finite):.2g}") if len(finite) > 1 else None,
            "diverged": len(values) - len(finite),
            "weights": weights,
        })  # fmt: skip
    return found
