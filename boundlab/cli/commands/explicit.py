"""`boundlab explicit`: certified numbers of parameters at a given accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import EPSILONS, CertificateFile

if TYPE_CHECKING:
    from boundlab.rigorous import Bound, Query, Refusal

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
    from boundlab.rigorous import Query, bounds, epsilons, rational, select

    chosen = select(engine)
    limit = None if weights_bound is None else rational(weights_bound, "--weights-bound")
    points = []
    for value in track(epsilons(eps), "accuracies"):
        query = Query(m, r, value, depth, width, limit, activation, bits)
        points.append((query, *bounds(query, chosen)))
    if csv:
        rows = ((q.m, q.r, q.eps, *_cells(b)) for q, found, _ in points for b in found)
        write_csv(csv, COLUMNS, rows)
    data = [_data(*point) for point in points]
    whole = bundle([b.certificate for _, found, _ in points for b in found]) if certificate else None
    emit(data[0] if len(data) == 1 else {"grid": data}, as_json, lambda: _print(points), whole, certificate)


def _cells(bound: Bound) -> tuple[object, ...]:
    return (
        bound.engine,
        bound.direction,
        bound.N,
        "; ".join(bound.hypotheses) or "none",
        bound.status,
        bound.detail,
    )


def _data(query: Query, found: list[Bound], refused: list[Refusal]) -> dict[str, Any]:
    return {
        "m": query.m,
        "r": query.r,
        "eps": str(query.eps),
        "bounds": [b.data() for b in found],
        "not_applicable": [x.data() for x in refused],
    }


def _print(points: list[tuple[Query, list[Bound], list[Refusal]]]) -> None:
    for query, found, refused in points:
        title = f"Parameters for accuracy {query.eps} on W_{{{query.r},{query.m}}}"
        rows = []
        for b in found:
            engine, direction, N, *rest = _cells(b)
            rows.append(("≥" if direction == "lower" else "≤", N, engine, *rest))
        table(title, ("", "N", "engine", "hypotheses", "status", "detail"), rows)
        for refusal in refused:
            typer.echo(f"not applicable: {refusal.engine}: {refusal.reason}")
