"""`boundlab best`: the best known bounds for a class of networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, emit
from boundlab.cli._parameters import (
    Activations,
    AnyD,
    AnyM,
    AnyM1,
    AnyM2,
    AnyP,
    AnyR,
    AnyS,
    At,
    IncludeUnverified,
    values_of,
)
from boundlab.cli._query import (
    Assume,
    ClassName,
    ConnectionsName,
    CountingName,
    DepthName,
    NormName,
    Part,
    PrecisionName,
    Quantity,
    QueryWhere,
    SelectionName,
    WeightsName,
    WidthName,
)
from boundlab.cli._registry import RegistryFiles, registry_of

if TYPE_CHECKING:
    from boundlab.derived.applied import Applied

app = typer.Typer()
_RELATION = {"lower": "≥", "upper": "≤"}
_ANSWERS = {
    "unattainable": "for small ε no size suffices",
    "dense": "some size suffices for every ε; no order is known",
    "open": "tight: unknown, a bound is missing",
}


@app.command()
def best(
    activation: Activations = "tanh",
    selection: SelectionName = "any",
    weights: WeightsName = "any",
    precision: PrecisionName = "any",
    connections: ConnectionsName = "free",
    depth: DepthName = "any",
    width: WidthName = "any",
    class_: ClassName = "sobolev",
    norm: NormName = "sup",
    counting: CountingName = "nonzero",
    part: Part = "network",
    quantity: Quantity = None,
    assume: Assume = None,
    where: QueryWhere = None,
    why_not: Annotated[
        bool, typer.Option("--why-not", help="Also list bounds that say more but do not apply, and why not.")
    ] = False,
    include_unverified: IncludeUnverified = False,
    m: AnyM = None,
    m1: AnyM1 = None,
    m2: AnyM2 = None,
    r: AnyR = None,
    s: AnyS = None,
    d: AnyD = None,
    p: AnyP = None,
    at: At = None,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Print the best known lower and upper bound for a class of networks, the gap, and how each is derived.

    Lower bounds are those that hold for every network of the class, upper bounds those that some network of it attains.
    """
    from boundlab.derived.best import best
    from boundlab.derived.bounds import near_misses
    from boundlab.derived.closure import closure_of
    from boundlab.derived.query import Query
    from boundlab.symbolic.statement import split_list

    known = registry_of(registry)
    closure = closure_of(known)
    found = best(
        activation,
        selection=selection,
        weights=weights,
        precision=precision,
        connections=connections,
        depth=depth,
        width=width,
        class_=class_,
        norm=norm,
        counting=counting,
        part=part,
        quantity=quantity,
        assume=assume or (),
        where=split_list(where or (), "--where"),
        values=values_of(at, m=m, m1=m1, m2=m2, r=r, s=s, d=d, p=p),
        include_unverified=include_unverified,
        closure=closure,
    )
    missed = near_misses(closure, found) if why_not else []
    query = found.query
    labels = Labels(known, query.activation)
    data = found.to_json()
    sides = {"lower": found.lower, "upper": found.upper, "conditional": [a for a, _ in found.conditional]}
    if why_not:
        data["why_not"] = [m.to_json() for m in missed]
    for name, bounds in sides.items():
        data[name] = [{**entry, **labels.to_json(a.claim)} for entry, a in zip(data[name], bounds, strict=True)]

    def text() -> None:
        defaults = Query(query.activation, query.target).regimes()
        limits = (f"{n} {regime}" for n, regime in query.regimes().items() if n != "kind" and regime is not defaults[n])
        scope = ", ".join(limits) or "no restriction"
        typer.echo(f"{query.quantity} for {query.target.name}, {query.kind}, {query.activation}; {scope}; "
                   f"{query.norm}; {query.counting}")  # fmt: skip
        if found.ranges.names or query.where:
            typer.echo(f"for {', '.join(filter(None, (found.ranges.text(), *query.where)))}")
        for a in found.density if found.answer in {"dense", "unattainable"} else ():
            typer.echo(f"{a.claim.landau}   [{labels.status(a.claim)}]")
            _tree(a, labels)
        for name, symbol, bounds in (("lower", "Ω", found.lower), ("upper", "O", found.upper)):
            for a in bounds:
                said = f"{_RELATION[name]} {a.order.unicode()}" if a.exact else f"= {symbol}({a.order.unicode()})"
                typer.echo(f"{name}: {query.quantity} {said}   [{labels.status(a.claim)}]")
                _tree(a, labels)
            if not bounds:
                typer.echo(f"{name}: no bound is known here")
        for a in found.logarithm:
            symbol = "O" if a.claim.direction == "upper" else "Ω"
            typer.echo(f"{a.claim.direction}: ln N = {symbol}({a.order.unicode()})   [{labels.status(a.claim)}]")
            _tree(a, labels)
        typer.echo(_summary())
        for remark in labels.remarks(a.claim for a in (*found.lower, *found.upper)):
            typer.echo(remark)
        for a, condition in found.conditional:
            typer.echo(f"sharper, {condition}: {a.order.unicode()}   {a.claim.id} [{labels.status(a.claim)}]")
            if (vacuous := labels.vacuity(a.claim)) is not None:
                typer.echo(f"  {vacuous.text}")
        for m_ in missed:
            typer.echo(f"not used, {m_.direction}: {m_.applied.order.unicode()}   {m_.applied.claim.id}")
            for why in m_.failures:
                typer.echo(f"  {why}")

    def _summary() -> str:
        if found.contradictions:
            pairs = ", ".join(f"{low.claim.id} and {up.claim.id}" for low, up in found.contradictions)
            return f"contradictory: {pairs}"
        if found.answer in {"unattainable", "dense", "open"}:
            return f"{found.answer}: {_ANSWERS[found.answer]}"
        if found.tight:
            return "tight: yes, the orders agree"
        return "tight: no" + (f", gap {found.gap.unicode()}" if found.gap is not None else "")

    emit(data, as_json, text)


def _tree(applied: Applied, labels: Labels) -> None:
    for step in applied.inclusions:
        typer.echo(f"  by inclusion, {step}")
    for depth, node in enumerate(applied.derivation.chain()):
        why = f"by {node.rule.id}" if node.rule else node.claim.source
        if node.rule is None and node.claim.compared.name == "ABSTRACT":
            why += " (compared with its abstract)"
        typer.echo(f"  {'  ' * depth}{node.claim.id}: {node.claim.landau} [{labels.status(node.claim)}] {why}")
        if node.rule is None and node.claim.depends_on:
            typer.echo(f"  {'  ' * (depth + 1)}depends on {', '.join(node.claim.depends_on)}")
