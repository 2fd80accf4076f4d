"""The layout of tables: as wide as their cells; on a terminal folded between words; a list of records if too narrow."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

_GAP = "   "
_INDENT = 2


def lay_out(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> list[str]:
    """The lines of a table of at most `width` cells, or of any width; no cell is dropped, and no word broken.

    >>> print(*lay_out("", ("id", "order"), [("a/thm-1", "eps^(-m)")], None), sep="\\n")
     id        order
     ──────────────────
     a/thm-1   eps^(-m)
    <BLANKLINE>
    >>> print(*lay_out("", ("id", "order"), [("a/thm-1", "eps^(-m)")], 12), sep="\\n")
    id: a/thm-1
    order:
      eps^(-m)
    <BLANKLINE>
    """
    head = [title, ""] if title else []
    grid = [list(columns), *(list(row) for row in rows)]
    widths = _widths(grid, width)
    if widths is None:
        return head + _records(columns, rows, width or 0)
    lines = []
    for row in grid:
        lines += _line(row, widths)
        if row is grid[0]:
            lines.append(" " + "─" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    return [*head, *lines, ""]


def _widths(grid: list[list[str]], width: int | None) -> list[int] | None:
    """The width of each column, or None if not even the longest words fit side by side."""
    each = list(zip(*grid, strict=True))
    widths = [max(_cells(part) for cell in column for part in cell.split("\n")) for column in each]
    if width is None:
        return widths
    least = [max((_cells(word) for cell in column for word in cell.split()), default=0) for column in each]
    room = width - 1 - len(_GAP) * (len(widths) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        widest = max((i for i, w in enumerate(widths) if w > least[i]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _line(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """A row, folded into its widths."""
    parts = [
        [piece for line in cell.split("\n") for piece in _fold(line, w)] for cell, w in zip(row, widths, strict=True)
    ]
    lines = []
    for i in range(max(map(len, parts))):
        cells = (part[i] if i < len(part) else "" for part in parts)
        lines.append((" " + _GAP.join(c + " " * (w - _cells(c)) for c, w in zip(cells, widths, strict=True))).rstrip())
    return lines


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    lines = [] if rows else [*_fold(", ".join(filter(None, columns)), width), ""]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            text = f"{column}: {cell}" if column else cell
            first, *rest = _fold(" ".join(text.split()), width - _INDENT)
            lines += [first, *(" " * _INDENT + line for line in rest)]
        lines.append("")
    return lines


def _fold(text: str, width: int) -> list[str]:
    if _cells(text) <= width:
        return [text]
    return textwrap.wrap(text, max(width, 1), break_long_words=False, break_on_hyphens=False) or [""]


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
