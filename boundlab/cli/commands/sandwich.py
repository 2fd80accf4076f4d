"""`boundlab sandwich`: lower ≤ N(ε) ≤ upper, and what each row assumes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from boundlab.cli import _parameters as option
from boundlab.cli._output import JsonOption, emit, table

if TYPE_CHECKING:
    from boundlab.rigorous import Bound, Sandwich

app = typer.Typer()

COLUMNS = ("m", "r", "eps", "lower", "upper", "ratio", "lower_engine", "upper_engine")


@app.command()
def sandwich(
    m: option.M,
    r: option.R,
    eps: option.EpsList,
    depth: option.AnyDepth = None,
    width: option.AnyWidth = None,
    weights_bound: option.AnyWeightsBound = None,
    activation: option.Activation = "relu",
    bits: option.AnyBits = None,
    csv: option.CsvFile = None,
    certificate: option.CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """Set the best lower bound beside the best upper bound; both are about methods with a continuous
    selection.
    """
    from boundlab.cli._certificates import bundle
    from boundlab.cli._progress import track
    from boundlab.files import write_csv
    from boundlab.rigorous import epsilons
    from boundlab.rigorous.explicit import sandwich

    points = sandwich(
        m,
        r,
        track(epsilons(eps), "accuracies"),
        depth=depth,
        width=width,
        weights_bound=weights_bound,
        activation=activation,
        bits=bits,
    )
    if csv:
        write_csv(csv, COLUMNS, (tuple(row.values()) for row in points.records()))
    data = points.to_json()
    whole = bundle([s.certificate() for s in points])
    emit(data[0] if len(data) == 1 else {"grid": data}, as_json, lambda: _print(points), whole, certificate)


def _print(points: Iterable[Sandwich]) -> None:
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
