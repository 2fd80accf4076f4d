"""`boundlab explicit`: certified numbers of parameters at a given accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli import _parameters as option
from boundlab.cli._group import Group, refuse_options_before
from boundlab.cli._output import JsonOption, emit, table

if TYPE_CHECKING:
    from boundlab.display import Table
    from boundlab.rigorous.explicit import Explicit

app = typer.Typer(cls=Group, invoke_without_command=True)

COLUMNS = ("m", "r", "eps", "engine", "direction", "N", "hypotheses", "status", "detail")


@app.callback()
def explicit(
    ctx: typer.Context,
    m: option.AnyM = None,
    r: option.AnyR = None,
    eps: option.AnyEpsList = None,
    engine: str = typer.Option("all", "--engine", help="continuous, entropy, vc, construction, all, or an engine."),
    depth: option.AnyDepth = None,
    width: option.AnyWidth = None,
    weights_bound: option.AnyWeightsBound = None,
    activation: option.Activation = "relu",
    bits: option.AnyBits = None,
    csv: option.CsvFile = None,
    certificate: option.CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """How many parameters does accuracy EPS on W_{r,m} take? Every engine answers, or says why it cannot.

    `boundlab explicit memorise` asks how many units it takes to memorise labels.
    """
    from boundlab.errors import bad_value

    if ctx.invoked_subcommand is not None:
        refuse_options_before(ctx)
        return
    if m is None or r is None or eps is None:
        missing = next(name for name, value in (("m", m), ("r", r), ("eps", eps)) if value is None)
        raise bad_value(f"--{missing}", "nothing", "m, r and accuracies, as in --m 2 --r 1 --eps 1e-3")
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


@app.command()
def memorise(
    points: Annotated[int, typer.Option("--points", help="Number m of points.")],
    dimension: Annotated[int, typer.Option("--dimension", help="Dimension d of the points.")],
    gates: Annotated[int | None, typer.Option("--gates", help="Ask the same of so many gated linear units.")] = None,
    seed: option.Seed = 0,
    certificate: option.CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """How many units memorise any labels of m points in R^d? A lower and an upper bound, and the network.

    The points are random integers. ReLU: 2q-1 units suffice for every labelling if q affinely independent blocks cover
    the points. Gated linear units with that many random gates: all labellings, or one that cannot be met.
    """
    from boundlab.rigorous.gated_units import gated_units, random_gates
    from boundlab.rigorous.memorisation import memorise, random_data

    data, labels = random_data(points, dimension, seed)
    if gates is not None:
        gated = gated_units(data, random_gates(gates, dimension, seed))
        answer = {"points": points, "dimension": dimension, "gates": gates, "memorises": gated.memorises}
        proof = gated.certificate()
        said = "meet every labelling" if gated.memorises else "do not meet every labelling; the certificate has one"
        emit(
            {**answer, "certificate": proof},
            as_json,
            lambda: typer.echo(f"{points} points in dimension {dimension}: {gates} gated linear units {said}"),
            proof,
            certificate,
        )
        return
    found = memorise(data, labels)
    emit(found.to_json(), as_json, lambda: typer.echo(str(found)), found.certificate(), certificate)


def _print(found: Table[Explicit]) -> None:
    for answer in found:
        rows = []
        for row in answer.records():
            sign = "≥" if row["direction"] == "lower" else "≤"
            rows.append([sign, *(row[c] for c in ("N", "engine", "hypotheses", "status", "detail"))])
        table(str(answer), ("", "N", "engine", "hypotheses", "status", "detail"), rows)
        for refusal in answer.refusals:
            typer.echo(f"not applicable: {refusal.engine}: {refusal.reason}")
