"""Writing tables as JSON, CSV and LaTeX."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def write_json(path: Path, data: Any) -> Path:
    """Write `data` and return the path."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write a table and return the path."""
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def write_latex(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """Write a `tabular` of cells that are LaTeX already, and return the path."""
    lines = [rf"\begin{{tabular}}{{{'l' * len(columns)}}}", r"\hline", " & ".join(columns) + r" \\", r"\hline"]
    lines += [" & ".join(row) + r" \\" for row in rows]
    path.write_text("\n".join([*lines, r"\hline", r"\end{tabular}", ""]), encoding="utf-8")
    return path
