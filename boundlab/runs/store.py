"""The run store: SQLite in WAL mode, one row per finished unit of work, keyed by a content hash of its settings.

Units are written as they finish, those that come in together in one transaction, so a process killed at any moment
loses only the units it was working on. A unit in work is claimed by its process; the claim of a process that is gone
is void. So several processes can work on one store, and no finished unit is done twice. A unit that raised is kept
with its error until it succeeds. Every unit has a checksum: one that was altered is refused, never believed.
"""

from __future__ import annotations

import contextlib
import csv
import json
import math
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.runs.lease import holder, is_alive, is_local, owner
from boundlab.runs.store_files import Reader, open_to_write, refuse_missing, store_errors
from boundlab.runs.store_format import (
    FORMAT,
    checksum,
    content_key,
    insert_measurement,
    insert_units,
    sweep_settings,
)

if TYPE_CHECKING:
    from boundlab.runs.execution import Result
    from boundlab.runs.task import Task

__all__ = ["FORMAT", "Claimed", "RunStore", "content_key", "export", "sweep_settings"]
# The keys of a statement travel as one JSON text.
_KEYS = "(select value from json_each(?))"
_UNIT = "done.key, done.settings, done.rows, done.seconds, done.provenance, done.finished, done.checksum"


@dataclass(frozen=True)
class Claimed:
    """What came of claiming units: those this process has now, those that are finished, and who has the rest."""

    taken: set[str]
    finished: dict[str, dict[str, Any]]
    held: dict[str, str] = field(default_factory=dict)


class RunStore:
    """A store in the file `path`, created if it does not exist (unless `must_exist`, or `reading`).

    With `reading` the file stays exactly as it is: no lock is needed, no write access, and nothing can be written.

    Raises:
        BoundlabError: the file is not a run store, or one of another format, or cannot be opened or written.

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
        """Note the measurement `settings`, whose first unit has the settings `first`, if it is not there yet.

        Returns its key.
        """
        key = content_key(settings)
        with self._errors(), self._transaction():
            insert_measurement(self._db, key, settings, first, created)
        return key

    def add_units(self, measurement: str, position: int, keys: Sequence[str]) -> None:
        """Note the keys of the units of a measurement from `position` on; those already noted stay."""
        with self._errors(), self._transaction():
            insert_units(self._db, measurement, position, keys)

    def measurements(self) -> list[dict[str, Any]]:
        """Every measurement: key, settings, those of its first unit, when it was created, and how many units it has,
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

        Raises:
            BoundlabError: none or several do.
        """
        found = [m for m in self.measurements() if m["key"].startswith(prefix)]
        if len(found) != 1:
            known = ", ".join(m["key"][:10] for m in self.measurements()) or "the store is empty"
            raise bad_value("run", prefix, f"the start of exactly one key ({known})")
        return found[0]

    def delete(self, prefix: str) -> int:
        """Delete a measurement and those of its units no other measurement uses; return how many units went."""
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

    # --- units --------------------------------------------------------------------------------------------------

    def unit(self, key: str) -> dict[str, Any] | None:
        """The finished unit of that key: its settings, rows, seconds, provenance and time; None if not finished."""
        return self.finished([key]).get(key)

    def finished(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Those of the units that are finished, by key, each as `unit` gives it."""
        query = f"select {_UNIT} from units done where key in {_KEYS}"
        return {row[0]: self._unit(*row) for row in self._fetch(query, (json.dumps(list(keys)),))}

    def failures(self, prefix: str) -> list[dict[str, Any]]:
        """The units of a measurement that raised and have not succeeded since, in the order of the units."""
        query = (
            "select f.key, f.settings, f.error, f.traceback, f.failed from measurement_units u "
            "join failures f on f.key = u.unit join measurements m on m.id = u.measurement "
            "where m.key = ? order by u.position"
        )
        names = ("key", "settings", "error", "traceback", "failed")
        key = self.find(prefix)["key"]
        found = [dict(zip(names, row, strict=True)) for row in self._fetch(query, (key,))]
        return [{**failure, "settings": self._data(failure["settings"], failure["key"])} for failure in found]

    def claim(self, keys: Sequence[str], most: int) -> Claimed:
        """Take up to `most` of the units for this process, of those that are not finished and that no other living
        process has."""
        if not keys:
            return Claimed(set(), {})
        me, now = owner(), time.time()
        query = f"select key, owner, since from claims where key in {_KEYS}"
        # A clock that was set back, or another host's that is ahead: such a claim counts from when it is first seen.
        not_yet = f"update claims set since = ? where (since > ? or typeof(since) <> 'real') and key in {_KEYS}"
        with self._errors(), self._transaction():
            finished = self.finished(keys)
            self._db.execute(not_yet, (now, now, json.dumps(keys)))
            claims = self._db.execute(query, (json.dumps(keys),))
            held = {key: holder(whose, s) for key, whose, s in claims if whose != me and is_alive(whose, s)}
            free = [key for key in dict.fromkeys(keys) if key not in finished and key not in held][:most]
            self._db.executemany("insert or replace into claims values (?, ?, ?)", [(k, me, now) for k in free])
        return Claimed(set(free), finished, {key: who for key, who in held.items() if key not in finished})

    def release(self, keys: Iterable[str]) -> None:
        """Give up this process's claims on the units."""
        with self._errors(), self._transaction():
            self._db.execute(
                f"delete from claims where owner = ? and key in {_KEYS}", (owner(), json.dumps(list(keys)))
            )

    def claims(self, prefixes: Sequence[str] = ("",)) -> list[tuple[str, str, float]]:
        """The claims (unit, owner, since) on units whose key, or that of a measurement of theirs, starts with one of
        the prefixes."""
        query = (
            "select c.key, c.owner, c.since from claims c where exists (select 1 from json_each(?) p "
            "where instr(c.key, p.value) = 1 or exists (select 1 from measurement_units u join measurements m "
            "on m.id = u.measurement where u.unit = c.key and instr(m.key, p.value) = 1)) order by c.since, c.key"
        )
        return self._fetch(query, (json.dumps(list(prefixes)),))  # type: ignore[return-value]

    def free(self, prefixes: Sequence[str] = ("",)) -> tuple[int, int]:
        """Void the claims that `claims` finds, but not those of processes that live on this host, this one among them.

        Returns how many were voided and how many stay.
        """
        found = self.claims(prefixes)
        gone = [key for key, whose, since in found if not (is_local(whose) and is_alive(whose, since))]
        with self._errors(), self._transaction():
            self._db.execute(f"delete from claims where key in {_KEYS}", (json.dumps(gone),))
        return len(gone), len(found) - len(gone)

    def finish(self, came: Sequence[tuple[Task, Result]], when: str) -> None:
        """Write units that finished or failed and drop their claims, in one transaction; a unit that is there already
        stays."""
        done, failed = [], []
        for unit, result in came:
            settings, origin = (json.dumps(value, sort_keys=True) for value in (unit.settings(), result.provenance))
            if result.rows is None:
                failed.append((unit.key, settings, result.error, result.traceback, origin, when))
            else:
                columns = (unit.key, settings, result.rows, float(result.seconds), origin, when)
                done.append((*columns, checksum(*columns)))
        keys = json.dumps([unit.key for unit, _ in came])
        with self._errors(), self._transaction():
            self._db.execute(f"delete from failures where key in {_KEYS}", (keys,))
            self._db.executemany("insert or ignore into units values (?, ?, ?, ?, ?, ?, ?)", done)
            self._db.executemany("insert or replace into failures values (?, ?, ?, ?, ?, ?)", failed)
            self._db.execute(f"delete from claims where key in {_KEYS}", (keys,))

    def rows(self, prefix: str | None = None) -> list[dict[str, Any]]:
        """The result rows of one measurement, or of all, in the order of their units; each with its `run` key."""
        chosen = None if prefix is None else self.find(prefix)["key"]
        query = (
            f"select m.key, {_UNIT} from measurements m "
            "join measurement_units u on u.measurement = m.id join units done on done.key = u.unit "
            "where ? in (m.key, '') order by m.created, m.id, u.position"
        )
        found = ((key, self._unit(*unit)) for key, *unit in self._fetch(query, (chosen or "",)))
        return [
            {"run": key[:10], **row, "seconds": round(unit["seconds"], 3)}
            for key, unit in found
            for row in unit["rows"]
        ]

    def origins(self, prefix: str) -> list[dict[str, str]]:
        """Where the numbers of a measurement come from: each provenance that occurs, once."""
        query = (
            "select distinct done.provenance from measurements m join measurement_units u on u.measurement = m.id "
            "join units done on done.key = u.unit where m.key = ?"
        )
        key = self.find(prefix)["key"]
        return [self._data(text, key) for (text,) in self._fetch(query, (key,))]

    def _unit(self, key: str, settings: str, rows: str, seconds: float, origin: str, when: str, summed: str) -> Any:
        if checksum(key, settings, rows, seconds, origin, when) != summed:
            raise self._altered("unit", key)
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

    They come from the settings of its unit, so rows that were written before they were asked for have them too.
    """
    search = settings.get("search")
    if not isinstance(search, dict):
        return row
    targets = settings.get("targets")
    known = {"method_version": settings.get("method"), **{k: search.get(k) for k in ("starts", "max_width")}}
    if isinstance(targets, dict):
        known["fraction"] = targets.get("fraction")
    return {**row, **{name: value for name, value in known.items() if name not in row}}


def export(rows: list[dict[str, Any]], path: Path) -> None:
    """Write rows to a .csv, .json or .parquet file; CSV and Parquet leave out the parameters `theta`.

    Raises:
        BoundlabError: another suffix, or Parquet without pyarrow.
    """
    suffix = path.suffix.lower()
    flat = [
        {k: json.dumps(v) if isinstance(v, list | dict) else v for k, v in row.items() if k != "theta"} for row in rows
    ]
    columns = list(dict.fromkeys(key for row in flat for key in row))
    if suffix == ".json":
        finite = [{k: None if v != v or v in (math.inf, -math.inf) else v for k, v in row.items()} for row in rows]
        path.write_text(json.dumps(finite, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    elif suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(flat)
    elif suffix == ".parquet":
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise BoundlabError("export to Parquet needs pyarrow: pip install 'boundlab[parquet]'") from None
        table = pyarrow.table({c: [row.get(c) for row in flat] for c in columns})
        pyarrow.parquet.write_table(table, path)
    else:
        raise bad_value("out", path, "a file name that ends in .csv, .json or .parquet")
