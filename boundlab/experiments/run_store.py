"""The run store: SQLite in WAL mode, one row per finished unit of work, keyed by a content hash of its settings.

Units are written as they finish, those that come in together in one transaction, so a process killed at any moment
loses only the units it was working on. A unit in work is claimed by its process; the claim of a process that is gone
is void. So several processes can work on one store, and no finished unit is done twice. A unit that raised is kept
with its error until it succeeds.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.experiments.claim_owner import is_alive, owner

if TYPE_CHECKING:
    from boundlab.experiments.unit import Unit
    from boundlab.experiments.work import Result

FORMAT = "boundlab-runs-2"
_BEFORE = "boundlab-runs-1"
_TABLES = """
create table about (format text not null);
create table measurements (id integer primary key, key text not null unique, settings text not null,
                           first text not null, created text not null);
create table measurement_units (measurement integer not null, position integer not null, unit text not null,
                                primary key (measurement, position)) without rowid;
create table units (key text primary key, settings text not null, rows text not null, seconds real not null,
                    provenance text not null, finished text not null);
create table failures (key text primary key, settings text not null, error text not null, traceback text not null,
                       provenance text not null, failed text not null);
create table claims (key text primary key, owner text not null, since real not null);
"""
# The keys of a statement travel as one JSON text.
_KEYS = "(select value from json_each(?))"


def content_key(settings: object) -> str:
    """The SHA-256 of the canonical JSON text of `settings`.

    >>> content_key({"b": 1, "a": 2}) == content_key({"a": 2, "b": 1})
    True
    """
    text = json.dumps(settings, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sweep_settings(keys: Iterable[str]) -> dict[str, Any]:
    """What a list of units amounts to as the settings of a measurement: how many, and a digest of their keys.

    >>> sweep_settings(["a", "b"])["units"]
    2
    """
    count, digest = 0, hashlib.sha256()
    for key in keys:
        count += 1
        digest.update(key.encode())
    return {"units": count, "digest": digest.hexdigest()}


@dataclass(frozen=True)
class Claimed:
    """What came of claiming units: those this process has now, and those that are finished; others have the rest."""

    taken: set[str]
    finished: dict[str, dict[str, Any]]


class RunStore:
    """A store in the file `path`, created if it does not exist (unless `must_exist`).

    Raises:
        BoundlabError: the file is not a run store, or one of another format, or cannot be opened or written.
    """

    def __init__(self, path: str | os.PathLike[str], must_exist: bool = False) -> None:
        self.path = Path(path)
        if must_exist and not self.path.exists():
            raise bad_value("store", self.path, "an existing run store")
        with self._errors():
            self._db = sqlite3.connect(self.path, timeout=60, isolation_level=None)
            self._db.execute("pragma journal_mode=wal")
            self._db.execute("pragma synchronous=full")
            with self._transaction():
                found = self._found_format()
        if found != FORMAT:
            self._db.close()
            raise bad_value("store", self.path, f"the format {FORMAT}; this store has {found!r}")

    def _found_format(self) -> str | None:
        """The format of the file, after an empty one was set up and one of the version before was brought up."""
        tables = {name for (name,) in self._db.execute("select name from sqlite_master where type='table'")}
        if not tables:
            self._create(_TABLES)
            self._db.execute("insert into about values (?)", (FORMAT,))
        found = self._db.execute("select format from about").fetchone()
        if found == (_BEFORE,):
            self._migrate()
            return FORMAT
        return found and str(found[0])

    def _create(self, tables: str) -> None:
        for statement in tables.split(";"):
            self._db.execute(statement)

    def _migrate(self) -> None:
        """A measurement held the settings of all its units and their keys in two texts; it has a table now."""
        old = self._db.execute("select settings, units, created from measurements order by created").fetchall()
        self._db.execute("drop table measurements")
        there = {"about", "units", "claims"}
        self._create(";".join(text for text in _TABLES.split(";") if not there & set(text.split()[2:3])))
        for text, keys_text, created in old:
            settings, keys = json.loads(text), json.loads(keys_text)
            units = settings.get("units")
            first = units[0] if isinstance(units, list) and units else {}
            new = sweep_settings(keys) if set(settings) == {"units"} else settings
            self._insert(content_key(new), new, first, created)
            self._insert_units(content_key(new), 0, keys)
        self._db.execute("update about set format = ?", (FORMAT,))

    def __enter__(self) -> RunStore:
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise bad_value("store", self.path, f"a usable boundlab run store ({error})") from None

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
            self._insert(key, settings, first, created)
        return key

    def add_units(self, measurement: str, position: int, keys: Sequence[str]) -> None:
        """Note the keys of the units of a measurement from `position` on; those already noted stay."""
        with self._errors(), self._transaction():
            self._insert_units(measurement, position, keys)

    def _insert(self, key: str, settings: dict[str, Any], first: dict[str, Any], created: str) -> None:
        texts = [json.dumps(value, sort_keys=True) for value in (settings, first)]
        self._db.execute("insert or ignore into measurements values (null, ?, ?, ?, ?)", (key, *texts, created))

    def _insert_units(self, measurement: str, position: int, keys: Sequence[str]) -> None:
        (number,) = self._db.execute("select id from measurements where key = ?", (measurement,)).fetchone()
        rows = ((number, position + i, key) for i, key in enumerate(keys))
        self._db.executemany("insert or ignore into measurement_units values (?, ?, ?)", rows)

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
        with self._errors():
            found = [dict(zip(names, row, strict=True)) for row in self._db.execute(query)]
        return [{**m, "settings": json.loads(m["settings"]), "first": json.loads(m["first"])} for m in found]

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
        query = f"select key, settings, rows, seconds, provenance, finished from units where key in {_KEYS}"
        with self._errors():
            found = self._db.execute(query, (json.dumps(list(keys)),)).fetchall()
        return {key: _unit(*columns) for key, *columns in found}

    def failures(self, prefix: str) -> list[dict[str, Any]]:
        """The units of a measurement that raised and have not succeeded since, in the order of the units."""
        query = (
            "select f.key, f.settings, f.error, f.traceback, f.failed from measurement_units u "
            "join failures f on f.key = u.unit join measurements m on m.id = u.measurement "
            "where m.key = ? order by u.position"
        )
        names = ("key", "settings", "error", "traceback", "failed")
        key = self.find(prefix)["key"]
        with self._errors():
            found = [dict(zip(names, row, strict=True)) for row in self._db.execute(query, (key,))]
        return [{**failure, "settings": json.loads(failure["settings"])} for failure in found]

    def claim(self, keys: Sequence[str], most: int) -> Claimed:
        """Take up to `most` of the units for this process, of those that are not finished and that no other living
        process has."""
        if not keys:
            return Claimed(set(), {})
        me, since = owner(), time.time()
        query = f"select key, owner, since from claims where key in {_KEYS}"
        with self._errors(), self._transaction():
            finished = self.finished(keys)
            claims = self._db.execute(query, (json.dumps(keys),))
            held = {key for key, whose, begun in claims if whose != me and is_alive(whose, begun)}
            free = [key for key in dict.fromkeys(keys) if key not in finished and key not in held][:most]
            self._db.executemany("insert or replace into claims values (?, ?, ?)", [(k, me, since) for k in free])
        return Claimed(set(free), finished)

    def release(self, keys: Iterable[str]) -> None:
        """Give up this process's claims on the units."""
        with self._errors(), self._transaction():
            self._db.execute(
                f"delete from claims where owner = ? and key in {_KEYS}", (owner(), json.dumps(list(keys)))
            )

    def finish(self, came: Sequence[tuple[Unit, Result]], when: str) -> None:
        """Write units that finished or failed and drop their claims, in one transaction; a unit that is there already
        stays."""
        done, failed = [], []
        for unit, result in came:
            settings, origin = (json.dumps(value, sort_keys=True) for value in (unit.settings(), result.provenance))
            if result.rows is None:
                failed.append((unit.key, settings, result.error, result.traceback, origin, when))
            else:
                done.append((unit.key, settings, result.rows, result.seconds, origin, when))
        keys = json.dumps([unit.key for unit, _ in came])
        with self._errors(), self._transaction():
            self._db.execute(f"delete from failures where key in {_KEYS}", (keys,))
            self._db.executemany("insert or ignore into units values (?, ?, ?, ?, ?, ?)", done)
            self._db.executemany("insert or replace into failures values (?, ?, ?, ?, ?, ?)", failed)
            self._db.execute(f"delete from claims where key in {_KEYS}", (keys,))

    def rows(self, prefix: str | None = None) -> list[dict[str, Any]]:
        """The result rows of one measurement, or of all, in the order of their units; each with its `run` key."""
        chosen = None if prefix is None else self.find(prefix)["key"]
        query = (
            "select m.key, done.rows, done.seconds from measurements m "
            "join measurement_units u on u.measurement = m.id join units done on done.key = u.unit "
            "where ? in (m.key, '') order by m.created, m.id, u.position"
        )
        with self._errors():
            found = self._db.execute(query, (chosen or "",)).fetchall()
        return [
            {"run": key[:10], **row, "seconds": round(seconds, 3)}
            for key, rows, seconds in found
            for row in json.loads(rows)
        ]

    def origins(self, prefix: str) -> list[dict[str, str]]:
        """Where the numbers of a measurement come from: each provenance that occurs, once."""
        query = (
            "select distinct done.provenance from measurements m join measurement_units u on u.measurement = m.id "
            "join units done on done.key = u.unit where m.key = ?"
        )
        key = self.find(prefix)["key"]
        with self._errors():
            return [json.loads(text) for (text,) in self._db.execute(query, (key,))]


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
        path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
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
        raise bad_value("--out", path, "a file name that ends in .csv, .json or .parquet")


def _unit(settings: str, rows: str, seconds: float, provenance: str, finished: str) -> dict[str, Any]:
    return {
        "settings": json.loads(settings),
        "rows": json.loads(rows),
        "seconds": seconds,
        "provenance": json.loads(provenance),
        "finished": finished,
    }
