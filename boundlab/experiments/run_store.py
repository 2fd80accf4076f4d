"""The run store: SQLite in WAL mode, one row per finished unit of work, keyed by a content hash of its settings.

A unit is written in one transaction when it is finished, so a process killed at any moment loses only the units it
was working on. A unit in work is claimed by its process; the claim of a process that is gone is void. So several
processes can work on one store, and no finished unit is done twice.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import socket
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError, bad_value

FORMAT = "boundlab-runs-1"
# A claim from another host cannot be checked; it is believed for this long (seconds).
_FOREIGN_CLAIM = 3600.0
_TABLES = """
create table about (format text not null);
create table measurements (key text primary key, settings text not null, units text not null, created text not null);
create table units (key text primary key, settings text not null, rows text not null, seconds real not null,
                    provenance text not null, finished text not null);
create table claims (key text primary key, owner text not null, since real not null);
"""


def content_key(settings: object) -> str:
    """The SHA-256 of the canonical JSON text of `settings`.

    >>> content_key({"b": 1, "a": 2}) == content_key({"a": 2, "b": 1})
    True
    """
    text = json.dumps(settings, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


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
                tables = {name for (name,) in self._db.execute("select name from sqlite_master where type='table'")}
                if not tables:
                    for statement in _TABLES.split(";"):
                        self._db.execute(statement)
                    self._db.execute("insert into about values (?)", (FORMAT,))
            found = self._db.execute("select format from about").fetchone() if tables != set() else (FORMAT,)
        if found != (FORMAT,):
            self._db.close()
            raise bad_value("store", self.path, f"the format {FORMAT}; this store has {found and found[0]!r}")

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

    def register(self, settings: dict[str, Any], units: Sequence[str], created: str) -> str:
        """Note the measurement `settings` with its unit keys, if it is not there yet; return its key."""
        key = content_key(settings)
        row = (key, json.dumps(settings, sort_keys=True), json.dumps(list(units)), created)
        with self._errors(), self._transaction():
            self._db.execute("insert or ignore into measurements values (?, ?, ?, ?)", row)
        return key

    def measurements(self) -> list[dict[str, Any]]:
        """Every measurement: key, settings, its unit keys, how many are finished, when it was created."""
        with self._errors():
            rows = self._db.execute("select key, settings, units, created from measurements order by created, key")
            done = {key for (key,) in self._db.execute("select key from units")}
            return [
                {
                    "key": key,
                    "settings": json.loads(settings),
                    "units": json.loads(units),
                    "finished": len(done & set(json.loads(units))),
                    "created": created,
                }
                for key, settings, units, created in rows.fetchall()
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
        chosen = self.find(prefix)
        others = {unit for m in self.measurements() if m["key"] != chosen["key"] for unit in m["units"]}
        doomed = [unit for unit in chosen["units"] if unit not in others]
        with self._errors(), self._transaction():
            self._db.execute("delete from measurements where key = ?", (chosen["key"],))
            return sum(self._db.execute("delete from units where key = ?", (u,)).rowcount for u in doomed)

    # --- units --------------------------------------------------------------------------------------------------

    def unit(self, key: str) -> dict[str, Any] | None:
        """The finished unit of that key: its settings, rows, seconds, provenance and time; None if not finished."""
        with self._errors():
            row = self._db.execute(
                "select settings, rows, seconds, provenance, finished from units where key = ?", (key,)
            ).fetchone()
        if row is None:
            return None
        return {
            "settings": json.loads(row[0]),
            "rows": json.loads(row[1]),
            "seconds": row[2],
            "provenance": json.loads(row[3]),
            "finished": row[4],
        }

    def claim(self, key: str) -> bool:
        """Take the unit for this process; False if it is finished or a living process has it."""
        with self._errors(), self._transaction():
            if self._db.execute("select 1 from units where key = ?", (key,)).fetchone():
                return False
            held = self._db.execute("select owner, since from claims where key = ?", (key,)).fetchone()
            if held and held[0] != _owner() and _is_alive(*held):
                return False
            self._db.execute("insert or replace into claims values (?, ?, ?)", (key, _owner(), time.time()))
        return True

    def finish(
        self,
        key: str,
        settings: dict[str, Any],
        rows: list[dict[str, Any]],
        seconds: float,
        provenance: dict[str, str],
        finished: str,
    ) -> None:
        """Write a finished unit and drop its claim, in one transaction; a unit that is there already stays."""
        texts = [json.dumps(value, sort_keys=True) for value in (settings, rows, provenance)]
        with self._errors(), self._transaction():
            self._db.execute(
                "insert or ignore into units values (?, ?, ?, ?, ?, ?)",
                (key, texts[0], texts[1], seconds, texts[2], finished),
            )
            self._db.execute("delete from claims where key = ?", (key,))

    def rows(self, prefix: str | None = None) -> list[dict[str, Any]]:
        """The result rows of one measurement, or of all, in the order of their units; each with its `run` key."""
        chosen = self.measurements() if prefix is None else [self.find(prefix)]
        found = []
        for measurement in chosen:
            for key in measurement["units"]:
                unit = self.unit(key)
                for row in unit["rows"] if unit else []:
                    found.append({"run": measurement["key"][:10], **row, "seconds": round(unit["seconds"], 3)})  # type: ignore[index]
        return found


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


def _owner() -> str:
    return f"{socket.gethostname()} {os.getpid()} {_started(os.getpid())}"


def _started(pid: int) -> str:
    """When the process started, in clock ticks, where the system tells: a pid alone may have been used again."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "?"


def _is_alive(owner: str, since: float) -> bool:
    host, pid, started = owner.split(" ")
    if host != socket.gethostname():
        return time.time() - since < _FOREIGN_CLAIM
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _started(int(pid)) == started
