"""Printing: one place decides between JSON for machines and tables for people."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from boundlab.cli._spelling import can_write, spelled
from boundlab.cli._table import lay_out
from boundlab.errors import bad_value, suggestion

EXIT = {
    "proved": 0, "separation": 0, "same-order": 0,
    "refuted": 1, "no-separation": 1, "not-comparable": 1,
    "undecided": 3,
}  # fmt: skip
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
LatexOption = Annotated[bool, typer.Option("--latex", help="Print LaTeX instead of text.")]


def one_of(argument: str, value: str, allowed: Sequence[str]) -> str:
    """Return `value` if it is one of `allowed`; raises BoundlabError otherwise."""
    if value not in allowed:
        raise bad_value(argument, value, f"one of {', '.join(allowed)}{suggestion(value, allowed)}")
    return value


def emit(data: Any, as_json: bool, text: Callable[[], None]) -> None:
    """Print `data` as JSON if `as_json`, else call `text()`, which prints it for people."""
    if as_json:
        plain = json.dumps(data, ensure_ascii=False, indent=2)
        # A respelled string would be another one: JSON has escapes for what the output cannot write.
        typer.echo(plain if can_write(plain) else json.dumps(data, indent=2))
    else:
        text()


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; it never loses or shortens a cell, and is not folded unless the output is a terminal."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    cells = [[spelled(str(cell)) for cell in row] for row in rows]
    for line in lay_out(spelled(title), [spelled(column) for column in columns], cells, width):
        typer.echo(line)
