"""Running tasks with a progress bar."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore
    from boundlab.runs.task import Task

# Each finished task has a line of its own up to this many; beyond, the bar says it all.
_LINES = 200
_LOG_EVERY = 30.0  # seconds, where there is no terminal


class Pace:
    """How far, how fast, how much longer: tasks finished here against the clock, the rest by their expected cost."""

    def __init__(self, tasks: int, cost: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.tasks, self.cost = tasks, cost
        self.done = self.failed = self.fresh = 0
        self._cost_done = self._cost_fresh = 0.0
        self._clock = clock
        self._start: float | None = None

    def finished(self, task: Task, fresh: bool) -> None:
        """A task is there; `fresh` if it was done in this run."""
        self.done += 1
        self._cost_done += task.cost
        self.fresh += fresh
        self._cost_fresh += task.cost * fresh

    def failure(self, task: Task) -> None:
        """A task raised."""
        self.failed += 1
        self._cost_done += task.cost
        self._cost_fresh += task.cost

    def start(self) -> None:
        """The clock runs from the first call."""
        self._start = self._clock() if self._start is None else self._start

    @property
    def share(self) -> float:
        """The part of the expected work that is over."""
        return self._cost_done / self.cost if self.cost else 1.0

    def __str__(self) -> str:
        seconds = 0.0 if self._start is None else self._clock() - self._start
        rate = self.fresh / seconds if seconds else 0.0
        left = "?"
        if self._cost_fresh:
            left = _clock_time(seconds * (self.cost - self._cost_done) / self._cost_fresh)
        failures = f", {self.failed} failed" if self.failed else ""
        speed = f"{rate:.3g}" if rate < 1000 else f"{rate:.0f}"
        return f"{self.done}/{self.tasks} tasks{failures}, {speed} tasks/s, {left} left"


def run_with_progress(
    store: RunStore,
    settings: dict[str, Any],
    tasks: Collection[Task],
    device: torch.device,
    backend: Backend | None = None,
) -> list[dict[str, Any]]:
    """Run the tasks, and show on stderr how far they are: a bar on a terminal, else a line now and then.

    Returns the rows in the order of the tasks.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from boundlab.runs.runner import chunks, run_tasks, timed_rows

    terminal = sys.stderr.isatty()
    columns = [BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False)]
    pace = Pace(len(tasks), sum(task.cost for task in tasks))
    said = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), disable=not terminal) as progress:
        bar = progress.add_task("starting", total=1.0)
        doing = ""

        def show() -> None:
            nonlocal said
            progress.update(bar, completed=pace.share, description=f"{pace}  {doing}")
            if not terminal and time.monotonic() - said > _LOG_EVERY:
                said = time.monotonic()
                print(pace, file=sys.stderr, flush=True)

        def report(text: str) -> None:
            nonlocal doing
            pace.start()
            doing = text
            show()

        def failed(task: Task, error: str) -> None:
            pace.failure(task)
            say(f"failed: {task.kind} {task.key[:10]}: {error}")

        def say(text: str) -> None:
            progress.console.print(" ".join(text.split())[:400], highlight=False, markup=False, soft_wrap=True)
            show()

        for task, rows, fresh in run_tasks(store, settings, tasks, device, report, backend, failed, say):
            if fresh:
                pace.start()
            pace.finished(task, fresh)
            if len(tasks) <= _LINES:
                say(task.summary(rows) + ("" if fresh else " (from the store)"))
            else:
                show()
    found = []
    for chunk in chunks(tasks):
        done = store.finished(task.key for task in chunk)
        found += [row for task in chunk for row in timed_rows(done[task.key])]
    return found


def _clock_time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
