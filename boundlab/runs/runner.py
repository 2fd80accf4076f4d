"""How the units of a measurement are run, and how a measurement that was cut off is resumed.

Only the process that calls `run_units`, the driver, writes the run store.
"""

from __future__ import annotations

import json
import shlex
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import compress, islice
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


class FailedUnits(BoundlabError):
    """Some units raised; all others are finished. A failed unit is tried again by the next run."""

    exit_code: ClassVar[int] = 1


def run_units(
    store: RunStore,
    settings: dict[str, Any],
    units: Collection[Task],
    device: torch.device,
    report: Report,
    backend: Backend | None = None,
    failed: Callable[[Task, str], None] = lambda unit, error: None,
    notice: Callable[[str], None] = lambda text: None,
) -> Iterator[Done]:
    """Do every unit that is not in the store; yield (unit, rows, fresh) as each is there, finished ones first.

    Units that another living process holds are waited for, and taken over if it dies. `units` is gone through
    several times and never copied: it may make its members as they are asked for. Without a back end this process
    does the work. `failed` is told of each unit that raises, with its error; the others go on.
    `notice` is told, now and then, who holds the units that are waited for.

    Raises:
        FailedUnits: after all others are done, if units raised.
        BoundlabError: the back end cannot be reached.
    """
    run = store.register(settings, next(iter(units)).settings() if units else {}, now())
    there = bytearray()
    for chunk in chunks(units):
        keys = [unit.key for unit in chunk]
        store.add_units(run, len(there), keys)
        found = store.finished(keys)
        there += bytes(key in found for key in keys)
        for unit in chunk:
            if unit.key in found:
                yield unit, timed_rows(found[unit.key]), False
    missing = there.count(0)
    if not missing:
        return
    desk = _Desk(store, compress(units, (not done for done in there)), report, notice)
    failures = _Failures(store, run)
    try:
        for came in dispatch(desk, backend or Local(workers=1), device, report, missing):
            yield from _settle(store, desk, came, failures, failed)
        yield from _settle(store, desk, [], failures, failed)
    finally:
        desk.release()
    failures.raise_if_any(len(there))


def _settle(
    store: RunStore,
    desk: _Desk,
    came: list[tuple[Task, Result]],
    failures: _Failures,
    failed: Callable[[Task, str], None],
) -> Iterator[Done]:
    if came:
        store.finish(came, now())
        desk.settled(unit for unit, _ in came)
    for unit, result in came:
        if result.rows is None:
            failures.add(unit, result.error)
            failed(unit, result.error)
        else:
            yield unit, timed_rows({"rows": json.loads(result.rows), "seconds": result.seconds}), True
    while desk.elsewhere:
        unit, done = desk.elsewhere.popleft()
        yield unit, timed_rows(done), True


class _Desk:
    """Hands out units that this process has claimed, and puts aside those that others have."""

    def __init__(self, store: RunStore, units: Iterator[Task], report: Report, notice: Report) -> None:
        self._store, self._units, self._report, self._notice = store, units, report, notice
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
            drawn = list(islice(self._units, count - len(taken)))
            self._dry = not drawn
            taken += self._claim(drawn, len(drawn))
        if self._dry and self._held and not taken and time.monotonic() - self._asked > _ASK_AGAIN:
            waiting = [unit for same in self._held.values() for unit in same]
            self._report(f"waiting for {len(waiting)} unit(s) of another process")
            self._say_who(len(waiting))
            self._held = {}
            taken += self._claim(waiting, count)
            self._asked = time.monotonic()
        return taken

    def _say_who(self, waiting: int) -> None:
        if self._holders and time.monotonic() - self._said >= _SAY_AGAIN:
            self._said = time.monotonic()
            who = next(iter(self._holders.values()))
            others = len(set(self._holders.values())) - 1
            self._notice(
                f"waiting for {waiting} unit(s) held by {who}"
                + (f", and {others} other(s)" if others else "")
                + f"; if it is gone: boundlab runs release --store {shlex.quote(str(self._store.path))} --all"
            )

    def _claim(self, units: list[Task], most: int) -> list[Task]:
        """Up to `most` of the units that this process may do; the others are put where they belong."""
        claimed = self._store.claim([unit.key for unit in units if unit.key not in self._out], most)
        self._holders = claimed.held
        taken = []
        for unit in units:
            if unit.key in claimed.finished:
                self.elsewhere.append((unit, claimed.finished[unit.key]))
            elif unit.key in claimed.taken and unit.key not in self._out:
                self._out.add(unit.key)
                taken.append(unit)
            else:
                self._held.setdefault(unit.key, []).append(unit)
        return taken

    def settled(self, units: Iterable[Task]) -> None:
        self._out.difference_update(unit.key for unit in units)

    def release(self) -> None:
        """Give up the claims on units that were not finished."""
        self._store.release(self._out)


class _Failures:
    """How many units failed, and the first of them."""

    def __init__(self, store: RunStore, run: str) -> None:
        self._list = f"boundlab runs show {run[:10]} --store {store.path}"
        self._count = 0
        self._first = ""

    def add(self, unit: Task, error: str) -> None:
        self._count += 1
        self._first = self._first or f"{unit.key[:10]} {describe(unit.settings())}: {error[:SHOWN]}"

    def raise_if_any(self, units: int) -> None:
        if self._count:
            raise FailedUnits(
                f"{self._count} of {units} units failed, the others are done; the first: {self._first}; all of them: "
                f"{self._list}; the same command tries them again"
            )


def timed_rows(done: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a finished unit, each with the wall time of the unit."""
    return [{**row, "seconds": round(done["seconds"], 3)} for row in done["rows"]]


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter.

    >>> list(chunks("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
