"""How the tasks of a measurement are run, and how a measurement that was cut off is resumed.

Only the process that calls `run_tasks`, the driver, writes the run store.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import compress, islice
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import torch

from boundlab.errors import BoundlabError
from boundlab.runs.backend import Backend
from boundlab.runs.backends.local import Local
from boundlab.runs.describe import SHOWN, describe
from boundlab.runs.dispatch import dispatch
from boundlab.runs.execution import Result
from boundlab.runs.provenance import now
from boundlab.runs.store import RunStore
from boundlab.runs.task import Report, Task

CHUNK = 1000
_ASK_AGAIN, _SAY_AGAIN = 1.0, 600.0  # seconds
Item = TypeVar("Item")
Done = tuple[Task, list[dict[str, Any]], bool]


class FailedTasks(BoundlabError):
    """Some tasks of a measurement raised; all others are finished. The next run tries them again.

    `run` is the key of the measurement, whose failures `store` lists.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, reason: str, run: str, store: Path) -> None:
        super().__init__(reason)
        self.run, self.store = run, store


def run_tasks(
    store: RunStore,
    settings: dict[str, Any],
    tasks: Collection[Task],
    device: torch.device,
    report: Report,
    backend: Backend | None = None,
    failed: Callable[[Task, str], None] = lambda task, error: None,
    notice: Callable[[str], None] = lambda text: None,
) -> Iterator[Done]:
    """Do every task that is not in the store; yield (task, rows, fresh) as each is there, finished ones first.

    Tasks that another living process holds are waited for, and taken over if it dies. `tasks` is gone through
    several times and never copied: it may make its members as they are asked for. Without a back end this process
    does the work. `failed` is told of each task that raises, with its error; the others go on.
    `notice` is told, now and then, who holds the tasks that are waited for.

    Raises FailedTasks: after all others are done, if tasks raised; BoundlabError: the back end cannot be reached.
    """
    run = store.register(settings, next(iter(tasks)).settings() if tasks else {}, now())
    there = bytearray()
    for chunk in chunks(tasks):
        keys = [task.key for task in chunk]
        store.add_tasks(run, len(there), keys)
        found = store.finished(keys)
        there += bytes(key in found for key in keys)
        for task in chunk:
            if task.key in found:
                yield task, timed_rows(found[task.key]), False
    missing = there.count(0)
    if not missing:
        return
    queue = TaskQueue(store, compress(tasks, (not done for done in there)), report, notice)
    failures = _Failures(store, run)
    try:
        for came in dispatch(queue, backend or Local(workers=1), device, report, missing):
            yield from _settle(store, queue, came, failures, failed)
        yield from _settle(store, queue, [], failures, failed)
    finally:
        queue.release()
    failures.raise_if_any(len(there))


def _settle(
    store: RunStore,
    queue: TaskQueue,
    came: list[tuple[Task, Result]],
    failures: _Failures,
    failed: Callable[[Task, str], None],
) -> Iterator[Done]:
    if came:
        store.finish(came, now())
        queue.settled(task for task, _ in came)
    for task, result in came:
        if result.rows is None:
            failures.add(task, result.error)
            failed(task, result.error)
        else:
            yield task, timed_rows({"rows": json.loads(result.rows), "seconds": result.seconds}), True
    while queue.elsewhere:
        task, done = queue.elsewhere.popleft()
        yield task, timed_rows(done), True


class TaskQueue:
    """Hands out tasks that are leased to this process, and puts aside those that others have."""

    def __init__(self, store: RunStore, tasks: Iterator[Task], report: Report, notice: Report) -> None:
        self._store, self._tasks, self._report, self._notice = store, tasks, report, notice
        self._out: set[str] = set()
        self._held: dict[str, list[Task]] = {}
        self._dry = False
        self._asked = 0.0
        self._holders: dict[str, str] = {}
        self._said = -_SAY_AGAIN
        self.elsewhere: deque[tuple[Task, dict[str, Any]]] = deque()

    @property
    def over(self) -> bool:
        return self._dry and not self._held

    def wait(self) -> None:
        if self._dry:
            time.sleep(_ASK_AGAIN)

    def take(self, count: int) -> list[Task]:
        taken: list[Task] = []
        # what others finished meanwhile is passed on before more of it is read
        while not self._dry and len(taken) < count and len(self.elsewhere) < CHUNK:
            drawn = list(islice(self._tasks, count - len(taken)))
            self._dry = not drawn
            taken += self._lease(drawn, len(drawn))
        if self._dry and self._held and not taken and time.monotonic() - self._asked > _ASK_AGAIN:
            waiting = [task for same in self._held.values() for task in same]
            self._report(f"waiting for {len(waiting)} task(s) of another process")
            self._say_who(len(waiting))
            self._held = {}
            taken += self._lease(waiting, count)
            self._asked = time.monotonic()
        return taken

    def _say_who(self, waiting: int) -> None:
        if self._holders and time.monotonic() - self._said >= _SAY_AGAIN:
            self._said = time.monotonic()
            who = next(iter(self._holders.values()))
            others = len(set(self._holders.values())) - 1
            self._notice(
                f"waiting for {waiting} task(s) held by {who}"
                + (f", and {others} other(s)" if others else "")
                + "; if it is gone, release its leases"
            )

    def _lease(self, tasks: list[Task], most: int) -> list[Task]:
        """Up to `most` of the tasks that this process may do; the others are put where they belong."""
        leased = self._store.lease([task.key for task in tasks if task.key not in self._out], most)
        self._holders = leased.held
        taken = []
        for task in tasks:
            if task.key in leased.finished:
                self.elsewhere.append((task, leased.finished[task.key]))
            elif task.key in leased.taken and task.key not in self._out:
                self._out.add(task.key)
                taken.append(task)
            else:
                self._held.setdefault(task.key, []).append(task)
        return taken

    def settled(self, tasks: Iterable[Task]) -> None:
        self._out.difference_update(task.key for task in tasks)

    def release(self) -> None:
        """Give up the leases on tasks that were not finished."""
        self._store.release(self._out)


class _Failures:
    """How many tasks failed, and the first of them."""

    def __init__(self, store: RunStore, run: str) -> None:
        self._store, self._run = store.path, run
        self._count = 0
        self._first = ""

    def add(self, task: Task, error: str) -> None:
        self._count += 1
        self._first = self._first or f"{task.key[:10]} {describe(task.settings())}: {error[:SHOWN]}"

    def raise_if_any(self, tasks: int) -> None:
        if self._count:
            raise FailedTasks(
                f"{self._count} of {tasks} tasks failed, the others are done and the next run tries these again; "
                f"the first: {self._first}",
                self._run,
                self._store,
            )


def timed_rows(done: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a finished task, each with the wall time of the task."""
    return [{**row, "seconds": round(done["seconds"], 3)} for row in done["rows"]]


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter.

    >>> list(chunks("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
