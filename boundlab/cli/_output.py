"""Printing: one place decides between JSON for machines and tables for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from boundlab.errors import bad_value

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
        raise bad_value(argument, value, f"one of {', '.join(allowed)}")
    return value


def emit(data: Any, as_json: bool, text: Callable[[], None]) -> None:
    """Print `data` as JSON if `as_json`, else call `text()`, which prints it for people."""
    if as_json:
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        text()


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; it never shortens a cell when the output is not a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else 400, highlight=False)
    grid = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(str(cell)) for cell in row))
    with console.capture() as captured:
        console.print(grid)
    typer.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))
