"""How the units of a measurement are run, and how a measurement that was cut off is resumed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import torch

from boundlab.experiments.provenance import now, provenance
from boundlab.experiments.run_store import RunStore
from boundlab.experiments.unit import Report, Unit


def run_units(
    store: RunStore, settings: dict[str, Any], units: Sequence[Unit], device: torch.device, report: Report
) -> Iterator[tuple[Unit, list[dict[str, Any]], bool]]:
    """Do every unit that is not in the store; yield (unit, rows, fresh) as each is there, finished ones first.

    Units that another living process holds are waited for, and taken over if it dies.
    """
    store.register(settings, [unit.key for unit in units], now())
    waiting = list(units)
    for unit in units:
        done = store.unit(unit.key)
        if done is not None:
            waiting.remove(unit)
            yield unit, _timed(done), False
    while waiting:
        progressed = False
        for unit in list(waiting):
            if store.claim(unit.key):
                start = time.perf_counter()
                rows = unit.run(device, report)
                seconds = time.perf_counter() - start
                store.finish(unit.key, unit.settings(), rows, seconds, provenance(device), now())
            done = store.unit(unit.key)
            if done is not None:
                waiting.remove(unit)
                progressed = True
                yield unit, _timed(done), True
        if waiting and not progressed:
            report(f"waiting for {len(waiting)} unit(s) of another process")
            time.sleep(1.0)


def _timed(done: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a finished unit, each with the wall time of the unit."""
    return [{**row, "seconds": round(done["seconds"], 3)} for row in done["rows"]]
