"""`boundlab bound ID`: the order of a claim with numbers put in."""

from __future__ import annotations

import typer

from boundlab.cli._claims import SYMBOLS, Labels
from boundlab.cli._output import JsonOption, LatexOption, emit
from boundlab.cli._parameters import AnyEps, AnyM, AnyM1, AnyM2, AnyR, AnyW, At, ClaimId, values_of
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def bound(
    id_: ClaimId,
    m: AnyM = None,
    m1: AnyM1 = None,
    m2: AnyM2 = None,
    r: AnyR = None,
    w: AnyW = None,
    at: At = None,
    eps: AnyEps = None,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Put parameters into the order of a claim; with --eps, the number the order gives, constants taken as 1.

    The constant of an order is unknown: for certified numbers use `boundlab explicit`.
    """
    from boundlab.claims.compare import order_value, range_text
    from boundlab.errors import bad_value
    from boundlab.rigorous import epsilon
    from boundlab.symbolic.domain import Ranges
    from boundlab.symbolic.evaluation import decimal_at

    known = registry_of(registry)
    claim, labels = known[id_], Labels(known)
    order, ranges, where = order_value(claim, values_of(at, m=m, m1=m1, m2=m2, r=r, w=w))
    left = Ranges.of({n: d for n, d in ranges.items if n in order.parameters()})
    value = None
    if eps is not None:
        accuracy = epsilon(eps)
        if order.scale_name == "N":
            raise bad_value("--eps", eps, f"no accuracy: {claim.id} bounds {claim.quantity} by an order in N")
        if left.names:
            options = (f"--{n}" if n in {"m", "m1", "m2", "r", "w"} else f"--at {n}=VALUE" for n in left.names)
            raise bad_value("--eps", eps, f"values for {', '.join(options)} as well")
        try:
            value = decimal_at(order.terms, order.scale_name, accuracy, {})
        except ArithmeticError:
            expected = "a larger accuracy or smaller parameters: the number has more than 10^15 digits"
            raise bad_value("--eps", eps, expected) from None
    number = value if value is None else float(value) if abs(value.adjusted()) < 300 else f"{value:.6g}"
    data = {
        "id": claim.id,
        "direction": str(claim.direction),
        "quantity": claim.quantity,
        "order": str(order),
        "value": number,
        "range": range_text(ranges, where),
        "parameters": left.to_json(),
        "where": list(map(str, where)),
        "status": str(claim.status),
        **labels.to_json(claim),
    }

    def text() -> None:
        if latex:
            typer.echo(f"${order.latex()}$")
            return
        bound = f"{claim.quantity} = {SYMBOLS[claim.direction]}({order.unicode()})"
        parts = [f"for {left.text()}"] * bool(left.names) + [f"if {', '.join(map(str, where))}"] * bool(where)
        typer.echo("   ".join([bound, *parts, f"[{labels.status(claim)}: {claim.source}]"]))
        for remark in labels.remarks([claim]):
            typer.echo(f"  {remark}")
        if number is not None:
            shown = number if isinstance(number, str) else format(number, ".6g")
            typer.echo(f"{order.unicode()} = {shown} at ε = {eps}, up to the constant the order leaves open")

    emit(data, as_json, text)
