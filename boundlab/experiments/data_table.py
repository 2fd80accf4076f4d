"""A table of a user's in a file: CSV (comma, semicolon or tab), JSON, JSON lines or Parquet; cells stay what they are.

Rows are numbered as the reader of the file counts them: in CSV with the header as row 1, as a spreadsheet does,
elsewhere from 1. Every error is one line that names the file, and the row and the column where there is one.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError, bad_value, optional, suggestion
from boundlab.numbers import real

SMALLEST, LARGEST = 1e-60, 1e60
POSITIVE = "a positive number (1e-60 to 1e60)"
MOST_BYTES, MOST_ROWS = 300_000_000, 2_000_000
SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet")
_DATABASE, _PARQUET = b"SQLite format 3\0", b"PAR1"
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class DataTable:
    """Columns of equal length by name, and the number of each row in `file`."""

    file: str
    columns: dict[str, list[Any]]
    numbers: Sequence[int] = field(repr=False)

    def column(self, name: str, argument: str) -> list[Any]:
        """The cells of a column; raises BoundlabError for `argument` if there is none of that name."""
        if name not in self.columns:
            names = ", ".join(self.columns)
            expected = f"a column of {self.file}, which has {names}"
            raise bad_value(argument, name, expected + suggestion(name, self.columns))
        return self.columns[name]

    def converted(self, name: str, argument: str, read: Callable[[Any], Any], expected: str) -> list[Any]:
        """The cells of a column, each through `read`; where that raises ValueError, the line says what is expected."""
        found = []
        for number, cell in zip(self.numbers, self.column(name, argument), strict=True):
            try:
                found.append(read(cell))
            except ValueError:
                raise self.wrong(number, name, cell, expected) from None
        return found

    def wrong(self, number: int, column: str, cell: Any, expected: str) -> BoundlabError:
        """The error for one cell."""
        if cell is None:
            return BoundlabError(f"{self.file}: row {number}, column {column}: missing, expected {expected}")
        return bad_value(f"{self.file}: row {number}, column {column}", cell, expected)


def number_of(cell: Any) -> float:
    """The finite number in a cell: a number, or text of the NUMBER grammar; ValueError for anything else."""
    if isinstance(cell, str):
        text = cell.strip()
        try:
            value = float(text) if _PLAIN.fullmatch(text) else real(text)
        except BoundlabError:
            raise ValueError(cell) from None
    elif isinstance(cell, bool) or not hasattr(cell, "__float__"):
        raise ValueError(cell)
    else:
        try:
            value = float(cell)
        except (OverflowError, ArithmeticError):
            raise ValueError(cell) from None
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def positive(cell: Any) -> float:
    """The number in a cell, 1e-60 to 1e60, so that squares of ratios stay floats; ValueError for anything else."""
    value = number_of(cell)
    if not SMALLEST <= value <= LARGEST:
        raise ValueError(cell)
    return value


def is_table(file: str | os.PathLike[str]) -> bool:
    """Whether `file` is to be read as a table: by its content if there is any, else by its name.

    >>> is_table("sizes.csv"), is_table("runs.db")
    (True, False)
    """
    path = Path(file)
    named = path.suffix.lower() in SUFFIXES
    if not path.is_file():
        return named
    with path.open("rb") as stream:
        start = stream.read(len(_DATABASE))
    return start != _DATABASE and (named or (start != b"" and path.suffix.lower() not in (".db", ".sqlite")))


def read_table(file: str | os.PathLike[str]) -> DataTable:
    """Read a table of at most two million rows.

    Raises:
        BoundlabError: there is no such file, it is no table, or Parquet without pyarrow.
    """
    path, name = Path(file), str(file)
    if not path.is_file():
        raise BoundlabError(f"{name}: {'no file' if path.exists() else 'no such file'}, expected a table")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BoundlabError(f"{name}: got {size} bytes, expected at most {MOST_BYTES}")
    content = path.read_bytes()
    if not content.strip():
        raise BoundlabError(f"{name}: got an empty file, expected a table with a header")
    if content.startswith(_PARQUET) or path.suffix.lower() == ".parquet":
        return _checked(name, *_parquet(name, content))
    text = _text(name, content)
    if path.suffix.lower() not in (".csv", ".tsv") and text.lstrip()[:1] in ("{", "["):
        return _checked(name, *_json(name, text))
    return _checked(name, *_csv(name, text))


def _checked(file: str, columns: dict[str, list[Any]], numbers: Sequence[int]) -> DataTable:
    if not len(numbers):
        raise BoundlabError(f"{file}: got no rows, expected a table with at least one row below its header")
    return DataTable(file, columns, numbers)


def _text(file: str, content: bytes) -> str:
    encoding = next((found for mark, found in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise BoundlabError(f"{file}: row {row}: got bytes that are no {encoding} text, expected text") from None
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise BoundlabError(f"{file}: row {row}: got a zero byte, expected a text table")
    return text


def _csv(file: str, text: str) -> tuple[dict[str, list[Any]], list[int]]:
    rows = _csv_rows(file, text)
    first, header = next(rows)
    names = [name.strip() for name in header]
    _names(file, f"row {first}", names)
    cells: list[list[Any]] = [[] for _ in names]
    numbers = []
    for number, row in rows:
        if len(row) > len(names):
            expected = f"{len(names)} as the header has (numbers have a decimal point, no comma)"
            raise BoundlabError(f"{file}: row {number}: got {len(row)} cells, expected {expected}")
        numbers.append(number)
        for i, column in enumerate(cells):
            cell = row[i].strip() if i < len(row) else ""
            column.append(cell or None)
    return dict(zip(names, cells, strict=True)), numbers


def _csv_rows(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers."""
    line = next(line for line in text.splitlines() if line.strip())
    delimiter = max(_DELIMITERS, key=line.count)
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        number += 1
        if number > MOST_ROWS + 1:
            raise BoundlabError(f"{file}: row {number}: got too many rows, expected at most {MOST_ROWS}")
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = f"cells between {_DELIMITERS[delimiter]}"
            raise BoundlabError(f"{file}: row {number}: got no CSV ({error}), expected {expected}") from None
        if any(cell.strip() for cell in row):
            yield number, row


def _names(file: str, where: str, names: Iterable[str]) -> None:
    """Names of columns: each one text, and each once."""
    seen = set()
    for place, name in enumerate(names, 1):
        if not name:
            raise BoundlabError(f"{file}: {where}, column {place}: got no name, expected one in the header")
        if name in seen:
            raise bad_value(f"{file}: {where}, column {place}", name, "each name of the header once")
        seen.add(name)


def _json(file: str, text: str) -> tuple[dict[str, list[Any]], Sequence[int]]:
    """A list of records, records one a line, an object that holds `rows`, or columns by name (lists, or by index)."""
    data: Any = None
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        if isinstance(error, _Twice):
            raise bad_value(file, error.args[0], "each name of a record once") from None
        try:
            data = [json.loads(line, object_pairs_hook=_once) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise BoundlabError(f"{file}: got no JSON ({error}), expected a list of records") from None
    if isinstance(data, dict) and isinstance(data.get("rows"), list):
        data = data["rows"]
    if isinstance(data, dict) and data and all(isinstance(column, dict) for column in data.values()):
        data = {name: list(column.values()) for name, column in data.items()}
    if isinstance(data, dict) and data and all(isinstance(column, list) for column in data.values()):
        lengths = {name: len(column) for name, column in data.items()}
        if len(set(lengths.values())) > 1:
            shown = ", ".join(f"{name} {length}" for name, length in lengths.items())
            raise BoundlabError(f"{file}: got columns of different lengths ({shown}), expected one length")
        return data, range(1, next(iter(lengths.values())) + 1)
    if isinstance(data, dict):
        data = [data]
    if not isinstance(data, list):
        raise bad_value(file, type(data).__name__, "a list of records, or columns by name")
    for number, row in enumerate(data, 1):
        if not isinstance(row, dict):
            raise bad_value(f"{file}: row {number}", row, "a record with names")
    names = dict.fromkeys(name for row in data for name in row)
    return {name: [row.get(name) for row in data] for name in names}, range(1, len(data) + 1)


class _Twice(ValueError):
    """A name that stands twice in one record."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _parquet(file: str, content: bytes) -> tuple[dict[str, list[Any]], Sequence[int]]:
    parquet, arrow = optional("pyarrow.parquet"), optional("pyarrow")
    try:
        opened = parquet.ParquetFile(io.BytesIO(content))
        rows = opened.metadata.num_rows
        if rows > MOST_ROWS:
            raise BoundlabError(f"{file}: got {rows} rows, expected at most {MOST_ROWS}")
        found = opened.read()
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise BoundlabError(f"{file}: got no Parquet ({error}), expected a Parquet table") from None
    _names(file, "header", found.column_names)
    return found.to_pydict(), range(1, found.num_rows + 1)
