"""Printing: one place decides between JSON for machines and tables for people."""

from __future__ import annotations

import contextlib
import json
import math
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer

from boundlab.cli._spelling import can_write, spelled
from boundlab.cli._table import lay_out

EXIT = {
    "proved": 0, "separation": 0, "same-order": 0,
    "refuted": 1, "no-separation": 1, "not-comparable": 1,
    "undecided": 3,
}  # fmt: skip
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
LatexOption = Annotated[bool, typer.Option("--latex", help="Print LaTeX instead of text.")]


def emit(data: Any, as_json: bool, text: Callable[[], None], certificate: Any = None, file: str | None = None) -> None:
    """Check every certificate in `data` and `certificate`, write `certificate` to `file`, then print the answer.

    The answer is `data` as JSON if `as_json`, else `text()` prints it for people. If `file` is "-", standard output is
    the certificate's and the answer goes to stderr. Raises RefusedCertificate, with nothing printed, for a certificate
    that its checker refuses.
    """
    from boundlab.cli._certificates import STDOUT, require_valid, save

    require_valid(data)
    require_valid([certificate])
    aside = file == STDOUT and certificate is not None
    if aside:
        _print_json(certificate)
    note = None if file is None or aside else save(certificate, file)
    with contextlib.redirect_stdout(sys.stderr) if aside else contextlib.nullcontext():
        if as_json:
            _print_json(data)
        else:
            text()
    if note is not None:
        typer.echo(note, err=True)


def stream(rows: Iterable[Any]) -> None:
    """Print a JSON list, each row as soon as it is there and its certificates are checked."""
    from boundlab.cli._certificates import require_valid

    typer.echo("[", nl=False)
    for number, row in enumerate(rows):
        require_valid(row)
        typer.echo("," * bool(number) + "\n  " + _json(row).replace("\n", "\n  "), nl=False)
        sys.stdout.flush()
    typer.echo("\n]")


def _print_json(data: Any) -> None:
    typer.echo(_json(data))


def _json(data: Any) -> str:
    data = _strict(data)
    plain = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    # A respelled string would be another one: JSON has escapes for what the output cannot write.
    return plain if can_write(plain) else json.dumps(data, indent=2, allow_nan=False)


def _strict(data: Any) -> Any:
    """JSON has no nan and no inf: null stands for them."""
    if isinstance(data, dict):
        return {name: _strict(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_strict(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; it never loses or shortens a cell, and is not folded unless the output is a terminal."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    cells = [[spelled(str(cell)) for cell in row] for row in rows]
    for line in lay_out(spelled(title), [spelled(column) for column in columns], cells, width):
        typer.echo(line)
