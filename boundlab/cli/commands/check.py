"""`boundlab check FILE`: re-check a certificate."""

from __future__ import annotations

import typer

from boundlab.cli._output import JsonOption, emit

app = typer.Typer()


@app.command()
def check(
    file: str = typer.Argument(help="A certificate written by --certificate FILE."),
    as_json: JsonOption = False,
) -> None:
    """Re-check a certificate with a checker that shares no code with its producer."""
    from boundlab.checking import check_file

    result = check_file(file)
    data = {"valid": result.valid, "reason": result.reason}
    emit(data, as_json, lambda: typer.echo(f"{'valid' if result.valid else 'INVALID'}: {result.reason}"))
    raise typer.Exit(0 if result.valid else 1)
