"""`boundlab compare A B`: two claims, their orders, and what may be concluded."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._claims import SYMBOLS, Labels
from boundlab.cli._completion import claim_ids
from boundlab.cli._exports import CoqFile, emit_exported
from boundlab.cli._output import EXIT, JsonOption, LatexOption
from boundlab.cli._parameters import AnyM, AnyM1, AnyM2, AnyR, AnyW, At, CertificateFile, values_of
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def compare(
    a: Annotated[str, typer.Argument(autocompletion=claim_ids, help="The id of a claim.")],
    b: Annotated[str, typer.Argument(autocompletion=claim_ids, help="The id of another claim.")],
    m: AnyM = None,
    m1: AnyM1 = None,
    m2: AnyM2 = None,
    r: AnyR = None,
    w: AnyW = None,
    at: At = None,
    certificate: CertificateFile = None,
    registry: RegistryFiles = None,
    coq: CoqFile = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Compare the orders of two claims, for all parameters or with some put in.

    A comparison is called a separation only if a lower bound provably exceeds an upper bound and the claims agree on
    what is counted and how, target class, error norm and quantifiers; otherwise every difference is named. Exit code 0
    separation or same order, 1 no separation or not comparable, 3 undecided, 2 bad input.
    """
    from boundlab.derived.compare import compare

    known = registry_of(registry)
    found = compare(a, b, values_of(at, m=m, m1=m1, m2=m2, r=r, w=w), known)
    labels = Labels(known)

    def text() -> None:
        if latex:
            for claim, order in ((found.a, found.order_a), (found.b, found.order_b)):
                typer.echo(f"% {claim.id}\n${claim.quantity}:\\quad {order.latex()}$")
            if found.ratio is not None:
                typer.echo(f"% ratio\n${found.ratio.latex()}$")
            return
        typer.echo(f"{found.verdict}: {found.reason}")
        typer.echo(f"  for {found.range}")
        for claim, order in ((found.a, found.order_a), (found.b, found.order_b)):
            symbol = SYMBOLS[claim.direction]
            typer.echo(f"  {claim.quantity} = {symbol}({order.unicode()})   {claim.id} [{labels.status(claim)}]")
        for remark in labels.remarks((found.a, found.b)):
            typer.echo(f"  {remark}")
        for ratio, x, y in ((found.ratio, found.a, found.b), (found.inverse_ratio, found.b, found.a)):
            if ratio is not None:
                typer.echo(f"  ratio of the orders, {x.id} over {y.id}: {ratio.unicode()}")
        for difference in found.differences:
            typer.echo(f"  differs in {difference}")
        for claim in (found.a, found.b):
            if claim.hypotheses:
                typer.echo(f"  {claim.id} assumes: {'; '.join(h.name for h in claim.hypotheses)}")
                typer.echo(f"    can they be met? boundlab audit {claim.id}")
        for caveat in found.caveats:
            typer.echo(f"  note: {caveat}")

    vacuous = {c.id: v.to_json() for c in (found.a, found.b) if (v := labels.vacuity(c))}
    data = {**found.to_json(), "vacuous": vacuous}
    answer = found.decision.certificate() if found.decision is not None else None
    emit_exported(data, as_json, text, answer, certificate, coq)
    raise typer.Exit(EXIT[found.verdict])
