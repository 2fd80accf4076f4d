"""`boundlab explicit`: certified numbers of parameters at a given accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import (
    Activation,
    AnyBits,
    AnyDepth,
    AnyWeightsBound,
    AnyWidth,
    CertificateFile,
    CsvFile,
    EpsList,
    M,
    R,
)

if TYPE_CHECKING:
    from boundlab.display import Table
    from boundlab.rigorous.explicit import Explicit

app = typer.Typer()

COLUMNS = ("m", "r", "eps", "engine", "direction", "N", "hypotheses", "status", "detail")


@app.command()
def explicit(
    m: M,
    r: R,
    eps: EpsList,
    engine: str = typer.Option("all", "--engine", help="continuous, entropy, vc, construction, all, or an engine."),
    depth: AnyDepth = None,
    width: AnyWidth = None,
    weights_bound: AnyWeightsBound = None,
    activation: Activation = "relu",
    bits: AnyBits = None,
    csv: CsvFile = None,
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
