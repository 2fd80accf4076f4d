"""`boundlab multitask`: the architectures trained on several tasks, error against trainable parameters."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def multitask(
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="CSV file; settings go beside it as JSON.")],
    problems: Annotated[str | None, typer.Option(help="regression, digits or both (default), with a comma.")] = None,
    architectures: Annotated[
        str | None, typer.Option(help="Names as in `boundlab count`, with commas (default: all).")
    ] = None,
    scales: Annotated[str, typer.Option(help="Scales of each architecture, with commas.")] = "1,2,4",
    seeds: Annotated[int, typer.Option("--seeds", help="Repetitions, each with its own seed.", min=1)] = 3,
    steps: Annotated[int | None, typer.Option(help="Steps of training (default: those of the problem).", min=1)] = None,
) -> None:
    """Train architectures at several scales on multi-task problems and write every run as a line of CSV.

    All get the same optimiser, steps and learning rate; nothing is tuned for one of them.
    """
    from pathlib import Path

    from boundlab.architectures import names
    from boundlab.experiments.multitask import PROBLEMS, record
    from boundlab.numbers import integers

    sizes = integers(scales, "scales")
    chosen = names() if architectures is None else architectures.split(",")
    titles = list(PROBLEMS) if problems is None else problems.split(",")
    count = record(Path(out), titles, chosen, sizes, seeds, steps)
    typer.echo(f"{count} runs written to {out}")
