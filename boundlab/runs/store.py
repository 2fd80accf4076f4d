"""The run store: SQLite in WAL mode, one row per finished task, keyed by a content hash of its settings.

Tasks are written as they finish, those that come in together in one transaction, so a process killed at any moment
loses only the tasks it was working on. A task in work is leased to its process; the lease of a process that is gone
is void. So several processes can work on one store, and no finished task is done twice. A task that raised is kept
with its error until it succeeds. Every task has a checksum: one that was altered is refused, never believed.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundlab.display import Tabular
from boundlab.errors import BoundlabError, bad_value
from boundlab.runs.describe import describe
from boundlab.runs.lease import holder, is_alive, is_local, owner
from boundlab.runs.store_files import Reader, open_to_write, refuse_missing, store_errors
from boundlab.runs.store_format import (
    FORMAT,
    checksum,
    content_key,
    insert_measurement,
    insert_tasks,
    sweep_settings,
)

if TYPE_CHECKING:
    from boundlab.runs.execution import Result
    from boundlab.runs.task import Task

__all__ = ["FORMAT", "Leased", "RunStore", "content_key", "sweep_settings"]
# The keys of a statement travel as one JSON text.
_KEYS = "(select value from json_each(?))"
_TASK = "done.key, done.settings, done.rows, done.seconds, done.provenance, done.finished, done.checksum"


@dataclass(frozen=True)
class Leased:
    """What came of asking for tasks: those this process has now, those that are finished, and who has the rest."""

    taken: set[str]
    finished: dict[str, dict[str, Any]]
    held: dict[str, str] = field(default_factory=dict)


class RunStore(Tabular):
    """A store in the file `path`, created if it does not exist (unless `must_exist`, or `reading`).

    With `reading` the file stays exactly as it is: no lock is needed, no write access, and nothing can be written.

    Raises BoundlabError: the file is not a run store, or one of another format, or cannot be opened or written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, RunStore(f"{folder}/runs.db") as store:
    ...     store.measurements()
    []
    """

    def __init__(self, path: str | os.PathLike[str], must_exist: bool = False, reading: bool = False) -> None:
        self.path = Path(path)
        if must_exist or reading:
            refuse_missing(self.path)
        self._reader: Reader | None = None
        with self._errors():
            if reading:
                self._reader = Reader(self.path)
            else:
                self._db = open_to_write(self.path)

    def __enter__(self) -> RunStore:
        return self

    def __exit__(self, *error: object) -> None:
        (self._reader or self._db).close()

    def __str__(self) -> str:
        count = len(self.measurements())
        return f"{self.path}: {count} measurement{'' if count == 1 else 's'}"

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each measurement: its first task, how many tasks there are and how many are finished."""
        shown = ("finished", "failed", "created")
        return [
            {
                "run": m["key"][:10],
                "first task": describe(m["first"], 90),
                "tasks": m["units"],
                **{n: m[n] for n in shown},
            }
            for m in self.measurements()
        ]

    def to_json(self) -> list[dict[str, Any]]:
        """Return a row for each measurement, with its whole key."""
        shown = ("finished", "failed", "units", "created")
        return [{"run": m["key"], **{name: m[name] for name in shown}} for m in self.measurements()]

    def _errors(self) -> contextlib.AbstractContextManager[None]:
        return store_errors(self.path)

    def _fetch(self, query: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        with self._errors():
            if self._reader is not None:
                return self._reader.fetch(query, parameters)
            return self._db.execute(query, parameters).fetchall()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("rollback")
            raise
        self._db.execute("commit")

    # --- measurements -------------------------------------------------------------------------------------------

    def register(self, settings: dict[str, Any], first: dict[str, Any], created: str) -> str:
        """Note the measurement `settings`, whose first task has the settings `first`, if it is not there yet.

        Returns its key.
        """
        key = content_key(settings)
        with self._errors(), self._transaction():
            insert_measurement(self._db, key, settings, first, created)
        return key

    def add_tasks(self, measurement: str, position: int, keys: Sequence[str]) -> None:
        """Note the keys of the tasks of a measurement from `position` on; those already noted stay."""
        with self._errors(), self._transaction():
            insert_tasks(self._db, measurement, position, keys)

    def measurements(self) -> list[dict[str, Any]]:
        """Every measurement: key, settings, those of its first task, when it was created, and how many tasks it has,
        how many of them are finished and how many failed."""

        def count(table: str) -> str:
            return f"(select count(*) from measurement_units join {table} on key = unit where measurement = id)"

        every = "(select count(*) from measurement_units where measurement = id)"
        query = (
            f"select key, settings, first, created, {every}, {count('units')}, {count('failures')} "
            "from measurements order by created, id"
        )
        names = ("key", "settings", "first", "created", "units", "finished", "failed")
        found = [dict(zip(names, row, strict=True)) for row in self._fetch(query)]
        return [
            {**m, "settings": self._measured(m["key"], m["settings"]), "first": self._data(m["first"], m["key"])}
            for m in found
        ]

    def find(self, prefix: str) -> dict[str, Any]:
        """The one measurement whose key starts with `prefix`.

        Raises BoundlabError: none or several do.
        """
        found = [m for m in self.measurements() if m["key"].startswith(prefix)]
        if len(found) != 1:
            known = ", ".join(m["key"][:10] for m in self.measurements()) or "the store is empty"
            raise bad_value("run", prefix, f"the start of exactly one key ({known})")
        return found[0]

    def delete(self, prefix: str) -> int:
        """Delete a measurement and those of its tasks no other measurement uses; return how many tasks went."""
        key = self.find(prefix)["key"]
        with self._errors(), self._transaction():
            (number,) = self._db.execute("select id from measurements where key = ?", (key,)).fetchone()
            only_here = (
                "(select unit from measurement_units where measurement = :n "
                "except select unit from measurement_units where measurement <> :n)"
            )
            gone, _ = (
                self._db.execute(f"delete from {table} where key in {only_here}", {"n": number}).rowcount
                for table in ("units", "failures")
            )
            self._db.execute("delete from measurement_units where measurement = ?", (number,))
            self._db.execute("delete from measurements where id = ?", (number,))
        return gone

    # --- tasks --------------------------------------------------------------------------------------------------

    def task(self, key: str) -> dict[str, Any] | None:
        """The finished task of that key: its settings, rows, seconds, provenance and time; None if not finished."""
        return self.finished([key]).get(key)

    def finished(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Those of the tasks that are finished, by key, each as `task` gives it."""
        query = f"select {_TASK} from units done where key in {_KEYS}"
        return {row[0]: self._task(*row) for row in self._fetch(query, (json.dumps(list(keys)),))}

    def failures(self, prefix: str) -> list[dict[str, Any]]:
        """The tasks of a measurement that raised and have not succeeded since, in the order of the tasks."""
        query = (
            "select f.key, f.settings, f.error, f.traceback, f.failed from measurement_units u "
            "join failures f on f.key = u.unit join measurements m on m.id = u.measurement "
            "where m.key = ? order by u.position"
        )
        names = ("key", "settings", "error", "traceback", "failed")
        key = self.find(prefix)["key"]
        found = [dict(zip(names, row, strict=True)) for row in self._fetch(query, (key,))]
        return [{**failure, "settings": self._data(failure["settings"], failure["key"])} for failure in found]

    def lease(self, keys: Sequence[str], most: int) -> Leased:
        """Take up to `most` of the tasks for this process, of those that are not finished and that no other living
        process has."""
        if not keys:
            return Leased(set(), {})
        me, now = owner(), time.time()
        query = f"select key, owner, since from claims where key in {_KEYS}"
        # A clock that was set back, or another host's that is ahead: such a lease counts from when it is first seen.
        not_yet = f"update claims set since = ? where (since > ? or typeof(since) <> 'real') and key in {_KEYS}"
        with self._errors(), self._transaction():
            finished = self.finished(keys)
            self._db.execute(not_yet, (now, now, json.dumps(keys)))
            leases = self._db.execute(query, (json.dumps(keys),))
            held = {key: holder(whose, s) for key, whose, s in leases if whose != me and is_alive(whose, s)}
            free = [key for key in dict.fromkeys(keys) if key not in finished and key not in held][:most]
            self._db.executemany("insert or replace into claims values (?, ?, ?)", [(k, me, now) for k in free])
        return Leased(set(free), finished, {key: who for key, who in held.items() if key not in finished})

    def release(self, keys: Iterable[str]) -> None:
        """Give up this process's leases on the tasks."""
        with self._errors(), self._transaction():
            self._db.execute(
                f"delete from claims where owner = ? and key in {_KEYS}", (owner(), json.dumps(list(keys)))
            )

    def leases(self, prefixes: Sequence[str] = ("",)) -> list[tuple[str, str, float]]:
        """The leases (task, owner, since) on tasks whose key, or that of a measurement of theirs, starts with one of
        the prefixes."""
        query = (
            "select c.key, c.owner, c.since from claims c where exists (select 1 from json_each(?) p "
            "where instr(c.key, p.value) = 1 or exists (select 1 from measurement_units u join measurements m "
            "on m.id = u.measurement where u.unit = c.key and instr(m.key, p.value) = 1)) order by c.since, c.key"
        )
        return self._fetch(query, (json.dumps(list(prefixes)),))  # type: ignore[return-value]

    def free(self, prefixes: Sequence[str] = ("",)) -> tuple[int, int]:
        """Void the leases that `leases` finds, but not those of processes that live on this host, this one among them.

        Returns how many were voided and how many stay.
        """
        found = self.leases(prefixes)
        gone = [key for key, whose, since in found if not (is_local(whose) and is_alive(whose, since))]
        with self._errors(), self._transaction():
            self._db.execute(f"delete from claims where key in {_KEYS}", (json.dumps(gone),))
        return len(gone), len(found) - len(gone)

    def finish(self, came: Sequence[tuple[Task, Result]], when: str) -> None:
        """Write tasks that finished or failed and drop their leases, in one transaction; a task that is there already
        stays."""
        done, failed = [], []
        for task, result in came:
            settings, origin = (json.dumps(value, sort_keys=True) for value in (task.settings(), result.provenance))
            if result.rows is None:
                failed.append((task.key, settings, result.error, result.traceback, origin, when))
            else:
                columns = (task.key, settings, result.rows, float(result.seconds), origin, when)
                done.append((*columns, checksum(*columns)))
        keys = json.dumps([task.key for task, _ in came])
        with self._errors(), self._transaction():
            self._db.execute(f"delete from failures where key in {_KEYS}", (keys,))
            self._db.executemany("insert or ignore into units values (?, ?, ?, ?, ?, ?, ?)", done)
            self._db.executemany("insert or replace into failures values (?, ?, ?, ?, ?, ?)", failed)
            self._db.execute(f"delete from claims where key in {_KEYS}", (keys,))

    def rows(self, prefix: str | None = None) -> list[dict[str, Any]]:
        """The result rows of one measurement, or of all, in the order of their tasks; each with its `run` key."""
        chosen = None if prefix is None else self.find(prefix)["key"]
        query = (
            f"select m.key, {_TASK} from measurements m "
            "join measurement_units u on u.measurement = m.id join units done on done.key = u.unit "
            "where ? in (m.key, '') order by m.created, m.id, u.position"
        )
        found = ((key, self._task(*task)) for key, *task in self._fetch(query, (chosen or "",)))
        return [
            {"run": key[:10], **row, "seconds": round(task["seconds"], 3)}
            for key, task in found
            for row in task["rows"]
        ]

    def origins(self, prefix: str) -> list[dict[str, str]]:
        """Where the numbers of a measurement come from: each provenance that occurs, once."""
        query = (
            "select distinct done.provenance from measurements m join measurement_units u on u.measurement = m.id "
            "join units done on done.key = u.unit where m.key = ?"
        )
        key = self.find(prefix)["key"]
        return [self._data(text, key) for (text,) in self._fetch(query, (key,))]

    def _task(self, key: str, settings: str, rows: str, seconds: float, origin: str, when: str, summed: str) -> Any:
        if checksum(key, settings, rows, seconds, origin, when) != summed:
            raise self._altered("task", key)
        known = self._data(settings, key)
        return {
            "settings": known,
            "rows": [with_settings(row, known) for row in self._data(rows, key)],
            "seconds": seconds,
            "provenance": self._data(origin, key),
            "finished": when,
        }

    def _measured(self, key: str, settings: str) -> dict[str, Any]:
        found: dict[str, Any] = self._data(settings, key)
        if content_key(found) != key:
            raise self._altered("measurement", key)
        return found

    def _data(self, text: str, key: str) -> Any:
        try:
            return json.loads(text)
        except (TypeError, ValueError):
            raise self._altered("row", key) from None

    def _altered(self, what: str, key: str) -> BoundlabError:
        expected = f"every row as it was written; the {what} {str(key)[:10]} was altered since (its checksum differs)"
        return bad_value("store", self.path, f"{expected}; delete its run and measure again")


def with_settings(row: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """A row of a search for minimal sizes with what the size depends on besides its own columns.

    They come from the settings of its task, so rows that were written before they were asked for have them too.
    """
    search = settings.get("search")
    if not isinstance(search, dict):
        return row
    targets = settings.get("targets")
    known = {"method_version": settings.get("method"), **{k: search.get(k) for k in ("starts", "max_width")}}
    if isinstance(targets, dict):
        known["fraction"] = targets.get("fraction")
    return {**row, **{name: value for name, value in known.items() if name not in row}}
