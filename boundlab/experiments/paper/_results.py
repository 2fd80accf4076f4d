"""The results of an experiment: CSV with metadata, read back, summarised over seeds, judged."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import torch

from boundlab.errors import BoundlabError, bad_value
from boundlab.experiments.image_data import Source
from boundlab.experiments.paper._experiment import Experiment, Repetitions
from boundlab.experiments.provenance import now, provenance

Row = Mapping[str, Any]


def check_folder(folder: str) -> None:
    """Raise BoundlabError unless `folder` exists, before hours of work go for nothing."""
    if not Path(folder).is_dir():
        raise bad_value("--out", folder, "an existing folder")


def write(
    folder: str,
    experiment: Experiment,
    scale: str,
    sources: Mapping[str, Source],
    units: Sequence[Repetitions],
    rows: Sequence[Row],
    device: torch.device,
) -> None:
    """Write paper_NAME.csv and paper_NAME.json: the table, and where it comes from."""
    place = Path(folder) / f"paper_{experiment.name}.csv"
    entries = experiment.table(rows)
    with place.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(entries[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries)
    seeds = sorted({seed for unit in units for seed in unit.seeds})
    metadata = {
        "measured": now(),
        **provenance(device),
        "experiment": experiment.name,
        "title": experiment.title,
        "figures": experiment.figures,
        "axis": experiment.axis,
        "seconds": round(sum(_seconds(rows).values()), 1),
        "settings": {
            "scale": scale,
            "seed": seeds,
            "images": {name: {"title": s.title, "sha256": s.digest} for name, s in sources.items()},
            "configurations": experiment.settings(scale, sources),
        },
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"
    place.with_suffix(".json").write_text(text, encoding="utf-8")


def _seconds(rows: Sequence[Row]) -> dict[tuple[Any, ...], float]:
    """The wall time of each unit, which all its rows carry."""
    return {(row["panel"], row["arm"], row["at"], row["seconds"]): row["seconds"] for row in rows}


def read(folder: Path, experiment: Experiment) -> list[dict[str, Any]]:
    """The rows of paper_NAME.csv, with the abscissa as `at`.

    Raises:
        BoundlabError: no such file, or it lacks a column.
    """
    path = folder / f"paper_{experiment.name}.csv"
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
