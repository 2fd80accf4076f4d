"""`boundlab bound ID`: the order of a claim with numbers put in."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, LatexOption, emit
from boundlab.cli._parameters import M1, M2, Eps, M, R, W, given

app = typer.Typer()


@app.command()
def bound(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim, as `boundlab list` shows it.")],
    m: M = None,
    m1: M1 = None,
    m2: M2 = None,
    r: R = None,
    w: W = None,
    eps: Eps = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Put parameters into the order of a claim; with --eps, the number the order gives, constants taken as 1.

    The constant of an order is unknown: for certified numbers use `boundlab explicit`.
    """
    from boundlab.rigorous import epsilon
    from boundlab.symbolic.compare import order_value
    from boundlab.symbolic.registry import load

    claim = load()[id_]
    values = given(m=m, m1=m1, m2=m2, r=r, w=w)
    order, where = order_value(claim, values)
    value = None
    if eps is not None:
        accuracy = epsilon(eps)
        missing = sorted(order.parameters())
        if missing:
            raise typer.BadParameter(f"--eps needs a value for {', '.join('--' + n for n in missing)} as well")
        value = order.value({}, 1 / accuracy)
    number = value if value is None else float(value) if abs(value.adjusted()) < 300 else f"{value:.6g}"
    data = {
        "id": claim.id,
        "direction": str(claim.direction),
        "quantity": claim.quantity,
        "order": str(order),
        "value": number,
        "where": list(where),
        "status": str(claim.status),
    }

    def text() -> None:
        if latex:
            typer.echo(f"${order.latex()}$")
            return
        symbol = {"lower": "Ω", "upper": "O", "tight": "Θ"}[claim.direction]
        condition = f"   if {', '.join(where)}" if where else ""
        typer.echo(f"{claim.quantity} = {symbol}({order.unicode()}){condition}   [{claim.status}: {claim.source}]")
        if number is not None:
            shown = number if isinstance(number, str) else format(number, ".6g")
            typer.echo(f"{order.unicode()} = {shown} at ε = {eps}, up to the constant the order leaves open")

    emit(data, as_json, text)
