"""The driver's loop: batches out, results in, whatever the back end.

What is out at any moment is bounded, so the driver's memory does not grow with the number of tasks.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Protocol

import torch

from boundlab.runs.backend import Backend, Crew, Returned
from boundlab.runs.execution import BATCH_SECONDS, Result
from boundlab.runs.task import Report, Task

LARGEST_BATCH = 256
MOST_TASKS_OUT = 10_000
_PAUSE = 1.0  # seconds


class Source(Protocol):
    """Where the tasks come from."""

    def take(self, count: int) -> list[Task]:
        """Up to `count` tasks to be done; none if there is none just now."""

    @property
    def over(self) -> bool:
        """Whether there will never be another."""

    def wait(self) -> None:
        """Pause if asking again at once makes no sense."""


def dispatch(
    source: Source, backend: Backend, device: torch.device, report: Report, tasks: int
) -> Iterator[list[tuple[Task, Result]]]:
    """Have all tasks of the source done; yield what has come in, if anything, about every second."""
    retries = RetryQueue()
    seconds = BATCH_SECONDS
    out = 0
    with backend.crew(device, report, tasks) as crew:
        while True:
            size = max(1, min(int(BATCH_SECONDS / seconds), LARGEST_BATCH, MOST_TASKS_OUT // crew.slots()))
            while out < crew.slots() and (batch := retries.take(size) or source.take(size)):
                crew.submit(batch)
                out += 1
            if not out:
                if source.over:
                    return
                source.wait()
            came: list[tuple[Task, Result]] = []
            for returned in crew.collect(_PAUSE) if out else []:
                out -= 1
                came += zip(returned.batch, returned.results, strict=False)
                came += retries.put(returned, crew)
            for _, result in came:
                seconds = max(1e-6, 0.9 * seconds + 0.1 * result.seconds)
            yield came


class RetryQueue:
    """Tasks that came back undone. One whose worker was lost goes out alone, so that no other is lost with it."""

    def __init__(self) -> None:
        self._waiting: deque[Task] = deque()
        self._losses: Counter[str] = Counter()

    def put(self, returned: Returned, crew: Crew) -> list[tuple[Task, Result]]:
        """Keep the undone tasks; return those that are given up."""
        given_up = []
        for task in returned.batch[len(returned.results) :]:
            if returned.lost:
                self._losses[task.key] += 1
            if self._losses[task.key] >= crew.patience:
                error = f"its worker was lost {self._losses.pop(task.key)} times ({returned.lost})"
                given_up.append((task, Result(None, 0.0, {}, error)))
            else:
                self._waiting.append(task)
        return given_up

    def take(self, size: int) -> Sequence[Task]:
        batch: list[Task] = []
        while self._waiting and len(batch) < size:
            suspect = self._losses[self._waiting[0].key] > 0
            if batch and suspect:
                break
            batch.append(self._waiting.popleft())
            if suspect:
                break
        return batch
