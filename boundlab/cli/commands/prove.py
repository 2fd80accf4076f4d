"""`boundlab prove CLAIM`: decide a claim about exponents or orders."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._exports import CoqFile, SmtFile, emit_exported
from boundlab.cli._output import EXIT, JsonOption, LatexOption
from boundlab.cli._parameters import CertificateFile, Growing, Integer, Positive, Real, Where

app = typer.Typer()


@app.command()
def prove(
    claim: Annotated[str, typer.Argument(help='Such as "min(m1+m2, 2*m1) >= m1" or "eps^(-m1/r) ≲ eps^(-m/r)" (<~).')],
    where: Where = None,
    real: Real = None,
    positive: Positive = None,
    integer: Integer = None,
    growing: Growing = None,
    certificate: CertificateFile = None,
    coq: CoqFile = None,
    smt: SmtFile = None,
    latex: LatexOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide whether CLAIM holds for all parameters: proved, refuted with a witness, or undecided.

    Relations between expressions: >= <= > < = !=, joined by and, or, not. Between orders, as eps → 0 or N → ∞:
    ≲ ≺ ≍ ≳ ≻, in ASCII <~ << ~ >~ >>. Exit code 0 proved, 1 refuted, 3 undecided, 2 bad input.
    """
    from boundlab.symbolic.decide import decide
    from boundlab.symbolic.statement import split_list

    decision = decide(
        claim.strip(),
        split_list(where or (), "--where"),
        split_list(real or (), "--real"),
        integer=split_list(integer or (), "--integer"),
        positive=split_list(positive or (), "--positive"),
        growing=split_list(growing or (), "--growing"),
    )
    lines = [str(decision), f"  {decision.reason}"]
    lines += [f"  note: {decision.note}"] if decision.note else []
    if latex:
        lines = [f"% {decision.verdict}: {decision.reason}", f"${decision.latex()}$"]
    emit_exported(
        decision.to_json(),
        as_json,
        lambda: typer.echo("\n".join(lines)),
        decision.certificate(),
        certificate,
        coq,
        smt,
    )
    raise typer.Exit(EXIT[decision.verdict])
