"""Running units of work with a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

    from boundlab.experiments.run_store import RunStore
    from boundlab.experiments.unit import Unit


def run_with_progress(
    store: RunStore, settings: dict[str, Any], units: Sequence[Unit], device: torch.device
) -> list[dict[str, Any]]:
    """Run the units; a bar with the remaining time and a line per finished unit, both on stderr.

    Returns the rows in the order of the units.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    from boundlab.experiments.runner import run_units

    text = TextColumn("{task.fields[done]}/" + f"{len(units)} {{task.description}}")
    columns = [text, BarColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn()]
    done: dict[str, list[dict[str, Any]]] = {}
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("starting", total=sum(unit.cost for unit in units), done=0)

        def report(text: str) -> None:
            progress.update(task, description=text)

        for unit, rows, fresh in run_units(store, settings, units, device, report):
            done[unit.key] = rows
            progress.update(task, advance=unit.cost, done=len(done))
            origin = "" if fresh else " (from the store)"
            progress.console.print(unit.summary(rows) + origin, highlight=False, markup=False, soft_wrap=True)
    return [row for unit in units for row in done[unit.key]]
