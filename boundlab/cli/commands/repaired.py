"""`boundlab repaired`: explicit lower bounds for the primary network of an embedding method."""

from __future__ import annotations

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import JsonOption, emit
from boundlab.cli._parameters import CertificateFile

app = typer.Typer()


@app.command()
def repaired(
    m1: int = typer.Option(..., "--m1", help="Dimension of x."),
    m2: int = typer.Option(..., "--m2", help="Dimension of I, the conditioning."),
    k: int = typer.Option(..., "--k", help="Embedding dimension (its limit, for dense-first-layer)."),
    eps: str = typer.Option(..., "--eps", help="Accuracy, exact, below 1/3."),
    lipschitz_e: str = typer.Option(..., "--lipschitz-e", help="ℓ1: e is ℓ1-Lipschitz, from the sup norm."),
    lipschitz_q: str = typer.Option(..., "--lipschitz-q", help="ℓ2: q is ℓ2-Lipschitz in the embedding."),
    weights_bound: str = typer.Option(..., "--weights-bound", help="B: all weights of q lie in [-B, B]."),
    depth: int = typer.Option(..., "--depth", help="Number of affine layers of q."),
    width: int = typer.Option(..., "--width", help="Largest hidden width of q; for first-layer, w1 as well."),
    e_at_zero: str = typer.Option("0", "--e-at-zero", help="ρ: a bound for ‖e(0)‖."),
    activation: str = typer.Option("relu", "--activation", autocompletion=activations, help="Activation of q."),
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
