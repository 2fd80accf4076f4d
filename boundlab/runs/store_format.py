"""The tables of a run store, how stores of earlier formats are brought up to them, and the checksum of a task."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

FORMAT = "boundlab-runs-3"
_SECOND, _FIRST = "boundlab-runs-2", "boundlab-runs-1"
_TABLES = {
    "about": "format text not null",
    "measurements": "id integer primary key, key text not null unique, settings text not null, first text not null, "
    "created text not null",
    "measurement_units": "measurement integer not null, position integer not null, unit text not null, "
    "primary key (measurement, position)",
    "units": "key text primary key, settings text not null, rows text not null, seconds real not null, "
    "provenance text not null, finished text not null, checksum text not null",
    "failures": "key text primary key, settings text not null, error text not null, traceback text not null, "
    "provenance text not null, failed text not null",
    "claims": "key text primary key, owner text not null, since real not null",
}


def content_key(settings: object) -> str:
    """The SHA-256 of the canonical JSON text of `settings`.

    >>> content_key({"b": 1, "a": 2}) == content_key({"a": 2, "b": 1})
    True
    """
    text = json.dumps(settings, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sweep_settings(keys: Iterable[str]) -> dict[str, Any]:
    """What a list of tasks amounts to as the settings of a measurement: how many, and a digest of their keys.

    >>> sweep_settings(["a", "b"])["units"]
    2
    """
    count, digest = 0, hashlib.sha256()
    for key in keys:
        count += 1
        digest.update(key.encode())
    return {"units": count, "digest": digest.hexdigest()}


def checksum(*columns: object) -> str:
    """Of a task as it is written: a digest of all its other columns, in the order of the table."""
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()[:16]


def found_format(db: sqlite3.Connection) -> str | None:
    """The format the database says it has; "" if it has no tables at all, None if it is no run store."""
    tables = {name for (name,) in db.execute("select name from sqlite_master where type='table'")}
    if not tables:
        return ""
    found = db.execute("select format from about").fetchone() if "about" in tables else None
    return found and str(found[0])


def can_bring_up(found: str | None) -> bool:
    """Whether a database of that format can be made one of this format."""
    return found in ("", _FIRST, _SECOND)


def bring_up(db: sqlite3.Connection, found: str | None) -> None:
    """Set up an empty database, or bring one of an earlier format up to this one; within a transaction."""
    if found == "":
        _create(db, *_TABLES)
        db.execute("insert into about values (?)", (FORMAT,))
        return
    if found == _FIRST:
        _keys_to_tables(db)
    _add_checksums(db)
    db.execute("update about set format = ?", (FORMAT,))


def _create(db: sqlite3.Connection, *tables: str) -> None:
    for name in tables:
        db.execute(f"create table {name} ({_TABLES[name]})" + " without rowid" * (name == "measurement_units"))


def _keys_to_tables(db: sqlite3.Connection) -> None:
    """In the first format a measurement held the settings of all its tasks and their keys in two texts."""
    old = db.execute("select settings, units, created from measurements order by created").fetchall()
    db.execute("drop table measurements")
    _create(db, "measurements", "measurement_units", "failures")
    for text, keys_text, created in old:
        settings, keys = json.loads(text), json.loads(keys_text)
        tasks = settings.get("units")
        first = tasks[0] if isinstance(tasks, list) and tasks else {}
        new = sweep_settings(keys) if set(settings) == {"units"} else settings
        insert_measurement(db, content_key(new), new, first, created)
        insert_tasks(db, content_key(new), 0, keys)


def _add_checksums(db: sqlite3.Connection) -> None:
    """Up to the second format tasks had none; what is there now is taken as it is."""
    columns = "key, settings, rows, seconds, provenance, finished"
    db.execute("alter table units rename to unchecked_units")
    _create(db, "units")
    db.create_function("checksum", 6, checksum, deterministic=True)
    db.execute(f"insert into units select {columns}, checksum({columns}) from unchecked_units")
    db.execute("drop table unchecked_units")


def insert_measurement(
    db: sqlite3.Connection, key: str, settings: dict[str, Any], first: dict[str, Any], created: str
) -> None:
    """Note a measurement if it is not there yet."""
    texts = [json.dumps(value, sort_keys=True) for value in (settings, first)]
    db.execute("insert or ignore into measurements values (null, ?, ?, ?, ?)", (key, *texts, created))


def insert_tasks(db: sqlite3.Connection, measurement: str, position: int, keys: Iterable[str]) -> None:
    """Note the keys of a measurement's tasks from `position` on; those already noted stay."""
    (number,) = db.execute("select id from measurements where key = ?", (measurement,)).fetchone()
    rows = ((number, position + i, key) for i, key in enumerate(keys))
    db.executemany("insert or ignore into measurement_units values (?, ?, ?)", rows)
