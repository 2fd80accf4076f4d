"""Doing tasks: the same function in this process, in a worker process and on a cluster."""

from __future__ import annotations

import json
import pickle
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from boundlab.runs.provenance import provenance
from boundlab.runs.task import Report, Task

# Short tasks are done in batches of about this many seconds, so that passing them around costs little.
BATCH_SECONDS = 0.2
# One thread per task: the batched networks are small, many tasks run side by side, and a sum does not depend on how
# many threads shared it.
THREADS = 1


@dataclass(frozen=True)
class Result:
    """What became of a task: its rows as JSON text, or the error it raised."""

    rows: str | None
    seconds: float
    provenance: dict[str, str]
    error: str = ""
    traceback: str = ""


def work(batch: Sequence[Task | bytes], device: torch.device, report: Report) -> list[Result]:
    """Do the tasks, or pickled tasks, of a batch in their order until `BATCH_SECONDS` are over; at least the first.

    A task that raises gives a result with its error. The list may be shorter than the batch.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(THREADS)
    try:
        origin, end = provenance(device), time.perf_counter() + BATCH_SECONDS
        results: list[Result] = []
        while not results or (len(results) < len(batch) and time.perf_counter() < end):
            results.append(_do(batch[len(results)], device, report, origin))
        return results
    finally:
        torch.set_num_threads(threads)


def _do(item: Task | bytes, device: torch.device, report: Report, origin: dict[str, str]) -> Result:
    start = time.perf_counter()
    try:
        task: Task = pickle.loads(item) if isinstance(item, bytes) else item
        rows = json.dumps(task.run(device, report), sort_keys=True)
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        return Result(None, time.perf_counter() - start, origin, message, traceback.format_exc())
    return Result(rows, time.perf_counter() - start, origin)
