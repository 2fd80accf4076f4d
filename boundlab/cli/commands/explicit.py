"""`boundlab explicit`: certified numbers of parameters at a given accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import EPSILONS, CertificateFile

if TYPE_CHECKING:
    from boundlab.display import Table
    from boundlab.rigorous.explicit import Explicit

app = typer.Typer()

COLUMNS = ("m", "r", "eps", "engine", "direction", "N", "hypotheses", "status", "detail")


@app.command()
def explicit(
    m: int = typer.Option(..., "--m", help="Dimension of the cube [-1,1]^m."),
    r: int = typer.Option(..., "--r", help="Smoothness: the class is W_{r,m}."),
    eps: str = typer.Option(..., "--eps", help=f"Accuracy, {EPSILONS}"),
    engine: str = typer.Option("all", "--engine", help="continuous, entropy, vc, construction, all, or an engine."),
    depth: int | None = typer.Option(None, "--depth", help="Number of affine layers of the network."),
    width: int | None = typer.Option(None, "--width", help="Largest hidden width; without it, equal widths."),
    weights_bound: str | None = typer.Option(None, "--weights-bound", help="B: all weights lie in [-B, B]."),
    activation: str = typer.Option(
        "relu", "--activation", autocompletion=activations, help="Activation of the network."
    ),
    bits: int | None = typer.Option(None, "--bits", help="Bits per parameter."),
    csv: str | None = typer.Option(None, "--csv", help="Write one line per bound to this file."),
    certificate: CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """How many parameters does accuracy EPS on W_{r,m} take? Every engine answers, or says why it cannot."""
    from boundlab.cli._certificates import bundle
    from boundlab.cli._progress import track
    from boundlab.files import write_csv
    from boundlab.rigorous import epsilons
    from boundlab.rigorous.explicit import explicit

    found = explicit(
        m,
        r,
        track(epsilons(eps), "accuracies"),
        engine=engine,
        depth=depth,
        width=width,
        weights_bound=weights_bound,
        activation=activation,
        bits=bits,
    )
    if csv:
        write_csv(csv, COLUMNS, (tuple(row.values()) for row in found.records()))
    data = found.to_json()
    whole = bundle([b.certificate for answer in found for b in answer.bounds]) if certificate else None
    emit(data[0] if len(data) == 1 else {"grid": data}, as_json, lambda: _print(found), whole, certificate)


def _print(found: Table[Explicit]) -> None:
    for answer in found:
        rows = []
        for row in answer.records():
            sign = "≥" if row["direction"] == "lower" else "≤"
            rows.append([sign, *(row[c] for c in ("N", "engine", "hypotheses", "status", "detail"))])
        table(str(answer), ("", "N", "engine", "hypotheses", "status", "detail"), rows)
        for refusal in answer.refusals:
            typer.echo(f"not applicable: {refusal.engine}: {refusal.reason}")
