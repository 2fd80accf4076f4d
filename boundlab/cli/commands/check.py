"""`boundlab check FILE`: re-check a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundlab.cli._exports import CoqFile, emit_exported
from boundlab.cli._output import JsonOption

if TYPE_CHECKING:
    from boundlab.checking import CheckResult

app = typer.Typer()
SHOWN = 6


@app.command()
def check(
    file: str = typer.Argument(help="A certificate written by --certificate FILE; - reads standard input."),
    coq: CoqFile = None,
    as_json: JsonOption = False,
) -> None:
    """Re-check a certificate with a checker that shares no code with its producer, and print what it certifies."""
    from boundlab import checking

    certificate = checking.load(file)
    result = checking.check(certificate)
    exported = certificate if result.valid else None
    emit_exported(result.to_json(), as_json, lambda: _print(result), exported, coq=coq)
    raise typer.Exit(0 if result.valid else 1)


def _print(result: CheckResult) -> None:
    typer.echo(f"{'valid' if result.valid else 'INVALID'}: {result.reason}")
    for each in result.certified[:SHOWN]:
        typer.echo(f"certified: {each.statement}")
        lines = {"for": each.ranges, "under": each.conditions, "can be met": (each.met,), "number": (each.number,)}
        for name, texts in lines.items():
            for text in filter(None, texts):
                typer.echo(f"  {name}: {text}")
    if len(result.certified) > SHOWN:
        typer.echo(f"and {len(result.certified) - SHOWN} more: --json prints all")
