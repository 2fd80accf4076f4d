"""Measuring a comparison through the run store, and the rows that come with boundlab."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundlab.comparisons._comparison import SCALES, Comparison
from boundlab.comparisons._tables import Table, own_tables, shipped
from boundlab.errors import BoundlabError, bad_value, one_of
from boundlab.files import write_csv, write_json

if TYPE_CHECKING:
    import torch

    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore
    from boundlab.runs.task import Task

DATA = Path(__file__).parent / "data"


def tables(comparison: Comparison, path: str | None) -> tuple[Table, ...]:
    """The tables it is measured on: the shipped ones, or those at `path`.

    Raises:
        BoundlabError: it is on no tables, or those at `path` cannot be used.
    """
    if path is None:
        return shipped(comparison.data)
    if not comparison.data:
        raise bad_value("data", path, f"nothing: {comparison.id} is measured on problems of its own, not on tables")
    return own_tables(path)


def tasks(comparison: Comparison, scale: str, data: Sequence[Table]) -> list[Task]:
    """The units of work at a scale.

    Raises:
        BoundlabError: an unknown scale, or a table that does not fit the comparison.
    """
    return list(comparison.units(one_of("scale", scale, SCALES), data))


def measure(
    comparison: Comparison,
    scale: str,
    data: Sequence[Table],
    store: RunStore,
    device: torch.device,
    backend: Backend | None = None,
) -> list[dict[str, Any]]:
    """The rows at a scale; what is in the store is not measured again.

    Raises:
        BoundlabError: an unknown scale; a unit failed.
    """
    from boundlab.runs.progress import run_with_progress
    from boundlab.runs.store import sweep_settings

    units = tasks(comparison, scale, data)
    return run_with_progress(store, sweep_settings(unit.key for unit in units), units, device, backend)


def stored_rows(comparison: Comparison, scale: str, data: Sequence[Table], store: RunStore) -> list[dict[str, Any]]:
    """The rows at a scale, all of them from the store.

    Raises:
        BoundlabError: an unknown scale; some are not there.
    """
    units = tasks(comparison, scale, data)
    done = store.finished(unit.key for unit in units)
    if absent := sum(unit.key not in done for unit in units):
        raise BoundlabError(
            f"{absent} of {len(units)} units of {comparison.id} at scale {scale} are not measured;"
            f" boundlab law measure {comparison.id} does it",
            "store",
        )
    return [row for unit in units for row in done[unit.key]["rows"]]


def committed(comparison: Comparison, folder: Path = DATA) -> dict[str, Any]:
    """The `rows` and `metadata` that come with boundlab, or that `write` put into a folder.

    Raises:
        BoundlabError: there are none.
    """
    try:
        with (folder / f"{comparison.id}.csv").open(encoding="utf-8", newline="") as file:
            rows = [dict(row) for row in csv.DictReader(file)]
        metadata = json.loads((folder / f"{comparison.id}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise bad_value("data", folder / comparison.id, f".csv and .json of this comparison ({error})") from None
    return {"rows": rows, "metadata": metadata}


def write(
    comparison: Comparison, rows: Sequence[dict[str, Any]], scale: str, units: Sequence[Task], store: RunStore,
    folder: Path,
) -> None:  # fmt: skip
    """Write ID.csv with the rows, and ID.json with the verdict, the settings and where the numbers come from."""
    from boundlab.comparisons._verdict import judge
    from boundlab.experiments.paper._results import origin

    path = str(folder / comparison.id)
    write_csv(path + ".csv", comparison.columns, ([_cell(row[name]) for name in comparison.columns] for row in rows))
    judged = judge(comparison, rows)
    settings = {"scale": scale, "seed": sorted({row["seed"] for row in rows}), "units": _settings(units)}
    found = {"verdict": judged.verdict, "numbers": judged.numbers, "settings": settings}
    write_json(path + ".json", {"comparison": comparison.id, **found, **origin(units, store)})


def _settings(units: Sequence[Task]) -> dict[str, list[Any]]:
    """The values that every setting takes over the units, each once."""
    found: dict[str, list[Any]] = {}
    for unit in units:
        for name, value in unit.settings().items():
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return found


def _cell(value: Any) -> Any:
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else value
