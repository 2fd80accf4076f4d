"""How the file of a run store is opened: to write, or to read and leave everything as it is.

A reader needs no lock, no write access and makes no file. Where nothing lies in the write-ahead log, the file alone
is read, as one that does not change, and whether it did is looked at afterwards. Otherwise SQLite's shared memory is
used; where that cannot be had, on read-only media, a copy of file and log is read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.runs.store_format import FORMAT, bring_up, can_bring_up, found_format

_LOCK_SECONDS = 60
# With a log beside it, a database up to this size is looked through when it is opened: the log may be another's.
_CHECKED = 100_000_000


def log_of(path: Path) -> Path:
    """The write-ahead log of the database `path`."""
    return Path(f"{path}-wal")


def has_log(path: Path) -> bool:
    """Whether something is in it."""
    try:
        return log_of(path).stat().st_size > 0
    except OSError:
        return False


@contextlib.contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as one line that names the store, and the log where that may be the cause."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        suspicious = ("malformed", "disk I/O", "not a database", "no such table", "no such column")
        hint = _hint(path) if any(word in str(error) for word in suspicious) else _unwritable(path)
        raise bad_value("store", path, f"a usable boundlab run store ({error}{hint})") from None


def _hint(path: Path) -> str:
    """What may have gone wrong where a log lies beside a database that makes no sense."""
    if not has_log(path):
        return ""
    log = log_of(path).name
    return f"; if the store was put in the place of another one, {log} is still the other's: move it away"


def _unwritable(path: Path) -> str:
    """That the file, or its folder, in which SQLite makes others, is read-only."""
    for place in (path, path.absolute().parent):
        if place.exists() and not os.access(place, os.W_OK):
            return f"; {place} is read-only"
    return ""


def refuse_missing(path: Path) -> None:
    """Raise BoundlabError unless there is a file with something in it."""
    if not path.exists():
        raise bad_value("store", path, "an existing run store")
    if path.is_file() and path.stat().st_size == 0 and not has_log(path):
        raise bad_value("store", path, "a run store; this file is empty")


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection to the store at `path`, which is set up or brought up to the present format if need be.

    Raises BoundlabError: the file is no run store, or one of a later format; it is left as it was;
    sqlite3.DatabaseError: it cannot be opened or written.
    """
    db = sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)
    try:
        _look_through(db, path)
        found = found_format(db)
        if found != FORMAT and not can_bring_up(found):
            raise _other_format(path, found)
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=full")
        if found != FORMAT:
            db.execute("begin immediate")
            found = found_format(db)  # another process may have been quicker
            if found != FORMAT:
                bring_up(db, found)
            db.execute("commit")
    except BaseException:
        db.close()
        raise
    return db


class Reader:
    """Answers queries about the store at `path` and writes nothing, not even a lock.

    A store of an earlier format is brought up in memory.

    Raises BoundlabError: the file is no run store; sqlite3.DatabaseError: it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._open()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()
        if self._copy is not None:
            self._copy.cleanup()

    def fetch(self, query: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of the answer; asked again if the file changed meanwhile."""
        while True:
            try:
                found: list[tuple[Any, ...]] = self.db.execute(query, parameters).fetchall()
            except sqlite3.DatabaseError:
                if not self._changed():
                    raise
            else:
                if not self._changed():
                    return found
            self.close()
            self._open()

    def _open(self) -> None:
        self._stamp = None if has_log(self._path) else _stamp(self._path)
        options = "mode=ro" if self._stamp is None else "mode=ro&immutable=1"
        self.db = _connect(self._path, options)
        try:
            found = self._first_look()
            if found != FORMAT:
                if found == "" or not can_bring_up(found):
                    raise _other_format(self._path, found)
                memory = sqlite3.connect(":memory:", isolation_level=None)
                self.db.backup(memory)
                self.db.close()
                self.db = memory
                bring_up(self.db, found)
        except BaseException:
            self.close()
            raise

    def _first_look(self) -> str | None:
        try:
            if self._stamp is None:
                _look_through(self.db, self._path)
            return found_format(self.db)
        except sqlite3.OperationalError:
            if self._stamp is not None:
                raise
        # There is a log, and its index can neither be used nor made here.
        self.db.close()
        self._copy = tempfile.TemporaryDirectory(prefix="boundlab-")
        copied = Path(self._copy.name) / self._path.name
        for file in (self._path, log_of(self._path)):
            shutil.copyfile(file, copied.with_name(file.name))
        self.db = _connect(copied, "mode=rw")
        _look_through(self.db, copied)
        return found_format(self.db)

    def _changed(self) -> bool:
        """Whether what was opened as a file that does not change has changed."""
        return self._stamp is not None and (has_log(self._path) or _stamp(self._path) != self._stamp)


def _connect(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?{options}", uri=True, timeout=_LOCK_SECONDS, isolation_level=None)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _look_through(db: sqlite3.Connection, path: Path) -> None:
    """A log that belongs to another database makes a mixture of both: find that before anything is believed."""
    if has_log(path) and path.stat().st_size < _CHECKED:
        (answer,) = db.execute("pragma quick_check(1)").fetchone()
        if answer != "ok":
            raise sqlite3.DatabaseError("malformed: " + " ".join(answer.split()))


def _other_format(path: Path, found: str | None) -> BoundlabError:
    if not found:
        return bad_value("store", path, f"a run store; this is some other database{_hint(path)}")
    return bad_value("store", path, f"the format {FORMAT}; this store has {found!r}")
