"""`boundlab sandwich`: lower ≤ N(ε) ≤ upper, and what each row assumes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import EPSILONS, CertificateFile

if TYPE_CHECKING:
    from boundlab.rigorous import Bound, Sandwich

app = typer.Typer()

COLUMNS = ("m", "r", "eps", "lower", "upper", "ratio", "lower_engine", "upper_engine")


@app.command()
def sandwich(
    m: int = typer.Option(..., "--m", help="Dimension of the cube [-1,1]^m."),
    r: int = typer.Option(..., "--r", help="Smoothness: the class is W_{r,m}."),
    eps: str = typer.Option(..., "--eps", help=f"Accuracy, {EPSILONS}"),
    depth: int | None = typer.Option(None, "--depth", help="Number of affine layers, for rows about networks."),
    width: int | None = typer.Option(None, "--width", help="Largest hidden width; without it, equal widths."),
    weights_bound: str | None = typer.Option(None, "--weights-bound", help="B: all weights lie in [-B, B]."),
    activation: str = typer.Option(
        "relu", "--activation", autocompletion=activations, help="Activation of the network."
    ),
    bits: int | None = typer.Option(None, "--bits", help="Bits per parameter."),
    csv: str | None = typer.Option(None, "--csv", help="Write one line per accuracy to this file."),
    certificate: CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """Set the best lower bound beside the best upper bound; both are about methods with a continuous
    selection.
    """
    from boundlab.cli._certificates import bundle
    from boundlab.cli._progress import track
    from boundlab.files import write_csv
    from boundlab.rigorous import Query, epsilons, rational
    from boundlab.rigorous import sandwich as certified

    limit = None if weights_bound is None else rational(weights_bound, "--weights-bound")
    points = [
        certified(Query(m, r, e, depth, width, limit, activation, bits)) for e in track(epsilons(eps), "accuracies")
    ]
    if csv:
        write_csv(csv, COLUMNS, (_line(s) for s in points))
    data = [_data(s) for s in points]
    whole = bundle([s.certificate() for s in points])
    emit(data[0] if len(data) == 1 else {"grid": data}, as_json, lambda: _print(points), whole, certificate)


def _line(s: Sandwich) -> tuple[object, ...]:
    q = s.query
    return (q.m, q.r, q.eps, s.lower.N, s.upper.N, s.ratio, s.lower.engine, s.upper.engine)


def _data(s: Sandwich) -> dict[str, Any]:
    return {
        "m": s.query.m,
        "r": s.query.r,
        "eps": str(s.query.eps),
        "lower": s.lower.N,
        "upper": s.upper.N,
        "ratio": str(s.ratio),
        "tight": s.tight,
        "hypotheses": list(s.lower.hypotheses),
        "rows": [{**b.data(), "comparable_with": s.comparable_with(b)} for b in s.rows],
        "not_applicable": [x.data() for x in s.refusals],
    }


def _print(points: list[Sandwich]) -> None:
    from boundlab.rigorous import HYPOTHESES

    for s in points:
        q = s.query
        relation = (
            f"N(ε) = {s.lower.N} exactly" if s.tight else f"{s.lower.N} ≤ N(ε) ≤ {s.upper.N}, ratio {_rounded(s)}"
        )
        typer.echo(f"W_{{{q.r},{q.m}}}, ε = {q.eps}, methods with a continuous selection: {relation}")
        rows = [(_sign(b), b.N, b.engine, "; ".join(b.hypotheses) or "none", b.status, _partners(s, b)) for b in s.rows]
        table("", ("", "N", "engine", "hypotheses", "status", "comparable with"), rows)
        for refusal in s.refusals:
            typer.echo(f"not applicable: {refusal.engine}: {refusal.reason}")
    used = sorted({h.partition("=")[0] for s in points for b in s.rows for h in b.hypotheses})
    for key in used:
        typer.echo(f"{key}: {HYPOTHESES[key]}")


def _sign(bound: Bound) -> str:
    return "≥" if bound.direction == "lower" else "≤"


def _partners(s: Sandwich, bound: Bound) -> str:
    return ", ".join(s.comparable_with(bound)) or "nothing here"


def _rounded(s: Sandwich) -> str:
    """Return the ratio rounded up to four decimals, for reading."""
    scaled = -(-s.ratio.numerator * 10**4 // s.ratio.denominator)
    return f"{scaled // 10**4}.{scaled % 10**4:04d}"
