"""`boundlab demo`: the main job, on real input, into a results folder."""

from __future__ import annotations

import importlib
import time
from typing import Annotated

import typer

app = typer.Typer()
STAGES = ("theorems", "comparisons", "explicit", "measurement", "proofs")


@app.command()
def demo(
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Where the results go.")] = "results",
) -> None:
    """Run the main job: the theorems, the q-against-g comparison, certificates, and write everything to DIR."""
    from pathlib import Path

    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    for number, name in enumerate(STAGES, 1):
        stage = importlib.import_module(f"boundlab.cli.demo.{name}")
        typer.echo(f"[{number}/{len(STAGES)}] {stage.TITLE}")
        for file in stage.run(folder):
            typer.echo(f"  wrote {file}")
    typer.echo(f"done in {time.monotonic() - start:.1f} s; everything is in {folder}/")
