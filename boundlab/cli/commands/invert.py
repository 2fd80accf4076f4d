"""`boundlab invert ORDER`: from N(ε) to ε(N) and back."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import EXIT, JsonOption, LatexOption, emit
from boundlab.cli._parameters import CertificateFile, Real, Where

app = typer.Typer()


@app.command()
def invert(
    order: Annotated[str, typer.Argument(help='An order in N or in eps, such as "N^(-r/m)".')],
    expect: Annotated[str | None, typer.Option(help="An order to hold against the inverse.")] = None,
    where: Where = None,
    real: Real = None,
    certificate: CertificateFile = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Invert an order, to leading order and with its logarithms; with --expect, decide whether that is the inverse."""
    from boundlab.errors import bad_value
    from boundlab.symbolic.expression import NAME
    from boundlab.symbolic.grammar import parse_order
    from boundlab.symbolic.inversion import check_inverse, invert
    from boundlab.symbolic.statement import split_list

    conditions, reals = split_list(where or (), "--where"), split_list(real or (), "--real")
    given = parse_order(order)
    for name in reals:
        if all(name not in NAME.findall(text) for text in (order, expect or "", *conditions)):
            raise bad_value("--real", name, "the name of a parameter that occurs in the order or a condition")
    inverse = invert(given, conditions, reals)
    quantity = "eps" if inverse.scale_name == "N" else "N"
    data: dict[str, object] = {"order": str(given), "inverse": str(inverse), "of": quantity}
    decision = None
    if expect is not None:
        decision = check_inverse(given, parse_order(expect, "--expect"), conditions, reals)
        data |= {"expected": expect, **decision.to_json()}

    def text() -> None:
        typer.echo(f"${inverse.latex()}$" if latex else f"{'ε' if quantity == 'eps' else 'N'} ≍ {inverse.unicode()}")
        if decision is not None:
            typer.echo(f"expected {expect}: {decision.verdict}, {decision.reason}")

    emit(data, as_json, text, decision.certificate() if decision is not None else None, certificate)
    raise typer.Exit(EXIT[decision.verdict] if decision is not None else 0)
