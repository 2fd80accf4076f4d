"""Rows of a run store in a file of their own."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError, bad_value


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
