"""Writing the tables of the demo as JSON, CSV and LaTeX; each function returns the path it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from boundlab import files


def write_json(path: Path, data: Any) -> Path:
    """Write `data` as JSON."""
    files.write_json(str(path), data)
    return path


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write a table as CSV."""
    files.write_csv(str(path), columns, rows)
    return path


def write_latex(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    """Write a `tabular` of cells that are LaTeX already."""
    lines = [rf"\begin{{tabular}}{{{'l' * len(columns)}}}", r"\hline", " & ".join(columns) + r" \\", r"\hline"]
    lines += [" & ".join(row) + r" \\" for row in rows]
    path.write_text("\n".join([*lines, r"\hline", r"\end{tabular}", ""]), encoding="utf-8")
    return path
