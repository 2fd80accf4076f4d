"""Writing results: whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO


def write_json(path: str, data: Any) -> None:
    """Write `data` as JSON to `path`; an interrupted write leaves the old file."""

    def write(stream: TextIO) -> None:
        json.dump(data, stream, ensure_ascii=False, indent=2)
        stream.write("\n")

    _replace(path, write)


def write_csv(path: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write `rows` under `columns` as CSV to `path`; an interrupted write leaves the old file."""

    def write(stream: TextIO) -> None:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)

    _replace(path, write)


def write_text(path: str, text: str) -> None:
    """Write `text` to `path`; an interrupted write leaves the old file."""
    _replace(path, lambda stream: stream.write(text))


def _replace(path: str, write: Callable[[TextIO], object]) -> None:
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8") as stream:
            write(stream)
        return
    folder = os.path.dirname(os.path.abspath(path))
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".boundlab-")
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None  # the temporary name says nothing to the user
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            write(stream)
        os.replace(temporary, path)
    except BaseException as error:
        os.unlink(temporary)
        if isinstance(error, OSError) and error.filename == temporary:
            raise OSError(error.errno, error.strerror, path) from None
        raise
