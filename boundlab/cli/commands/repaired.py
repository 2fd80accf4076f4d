"""`boundlab repaired`: explicit lower bounds for the primary network of an embedding method."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, emit
from boundlab.cli._parameters import M1, M2, Activation, CertificateFile, Depth, Eps, WeightsBound, Width

app = typer.Typer()


@app.command()
def repaired(
    m1: M1,
    m2: M2,
    k: Annotated[
        int,
        typer.Option("--embedding-dimension", "--k", help="Dimension of the embedding."),
    ],
    eps: Eps,
    lipschitz_e: Annotated[str, typer.Option("--lipschitz-e", help="ℓ1: e is ℓ1-Lipschitz, from the sup norm.")],
    lipschitz_q: Annotated[str, typer.Option("--lipschitz-q", help="ℓ2: q is ℓ2-Lipschitz in the embedding.")],
    weights_bound: WeightsBound,
    depth: Depth,
    width: Width,
    e_at_zero: str = typer.Option("0", "--e-at-zero", help="ρ: a bound for ‖e(0)‖."),
    activation: Activation = "relu",
    form: str = typer.Option(
        "embedding",
        "--form",
        help="embedding (Theorem 2), first-layer, or dense-first-layer (Theorem 3).",
    ),
    certificate: CertificateFile = None,
    as_json: JsonOption = False,
) -> None:
    """How many parameters does the primary network of an embedding method need on W_{1,m1+m2}? By counting
    only.
    """
    from typing import cast

    from boundlab.rigorous import rational
    from boundlab.rigorous.embedding_entropy import EmbeddingQuery, Form, embedding_lower_bound

    query = EmbeddingQuery(
        m1,
        m2,
        k,
        eps,
        rational(lipschitz_e, "--lipschitz-e"),
        rational(lipschitz_q, "--lipschitz-q"),
        rational(weights_bound, "--weights-bound"),
        depth,
        width,
        rational(e_at_zero, "--e-at-zero"),
        activation,
    )
    bound = embedding_lower_bound(query, cast(Form, form))
    data = {"m1": m1, "m2": m2, "eps": str(query.eps), **bound.to_json()}
    emit(data, as_json, lambda: _print(bound.N, bound.detail, bound.hypotheses), bound.certificate, certificate)


def _print(N: int, detail: str, hypotheses: tuple[str, ...]) -> None:
    typer.echo(f"N_q ≥ {N} ({detail})")
    typer.echo("assuming " + "; ".join(hypotheses))
