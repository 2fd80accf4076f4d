"""Rows of a run store in a file of their own."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.files import write_csv


def export(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Write rows to a .csv, .json or .parquet file; CSV and Parquet leave out the parameters `theta`.

    Raises BoundlabError: another suffix, or Parquet without pyarrow.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        finite = [{k: None if v != v or v in (math.inf, -math.inf) else v for k, v in row.items()} for row in rows]
        path.write_text(json.dumps(finite, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    elif suffix == ".csv":
        export_csv(rows, path)
    elif suffix == ".parquet":
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise BoundlabError("export to Parquet needs pyarrow: pip install 'boundlab[parquet]'") from None
        columns, flat = _flat(rows)
        table = pyarrow.table({name: [row[i] for row in flat] for i, name in enumerate(columns)})
        pyarrow.parquet.write_table(table, path)
    else:
        raise bad_value("out", path, "a file name that ends in .csv, .json or .parquet")


def export_csv(rows: Sequence[dict[str, Any]], path: str | Path) -> None:
    """Write rows to a CSV file, without the parameters `theta`; `boundlab fit` reads it."""
    write_csv(str(path), *_flat(rows))


def _flat(rows: Sequence[dict[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    """The columns of a table of rows, and its lines; lists and records stand in them as JSON."""
    columns = list(dict.fromkeys(name for row in rows for name in row if name != "theta"))
    cells = [[row.get(name) for name in columns] for row in rows]
    return columns, [[json.dumps(c) if isinstance(c, list | dict) else c for c in line] for line in cells]
