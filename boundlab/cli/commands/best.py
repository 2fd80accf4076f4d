"""`boundlab best`: the best known bounds for a class of networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, emit
from boundlab.cli._parameters import Activations, AnyM, AnyM1, AnyM2, AnyR, At, IncludeUnverified, values_of
from boundlab.cli._query import (
    Assume,
    ClassName,
    CountingName,
    DepthName,
    NormName,
    Part,
    SelectionName,
    WeightsName,
    WidthName,
)
from boundlab.cli._registry import RegistryFiles, registry_of

if TYPE_CHECKING:
    from boundlab.derived.query import Applied

app = typer.Typer()


@app.command()
def best(
    activation: Activations = "tanh",
    selection: SelectionName = "any",
    weights: WeightsName = "any",
    depth: DepthName = "any",
    width: WidthName = "any",
    class_: ClassName = "sobolev",
    norm: NormName = "sup",
    counting: CountingName = "nonzero",
    part: Part = "network",
    assume: Assume = None,
    include_unverified: IncludeUnverified = False,
    m: AnyM = None,
    m1: AnyM1 = None,
    m2: AnyM2 = None,
    r: AnyR = None,
    at: At = None,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Print the best known lower and upper bound for a class of networks, the gap, and how each is derived.

    Lower bounds are those that hold for every network of the class, upper bounds those that some network of it attains.
    """
    from boundlab.derived.best import best

    known = registry_of(registry)
    found = best(
        activation,
        selection=selection,
        weights=weights,
        depth=depth,
        width=width,
        class_=class_,
        norm=norm,
        counting=counting,
        part=part,
        assume=assume or (),
        values=values_of(at, m=m, m1=m1, m2=m2, r=r),
        include_unverified=include_unverified,
        registry=known,
    )
    query = found.query
    labels = Labels(known, query.activation)
    data = found.to_json()
    sides = {"lower": found.lower, "upper": found.upper, "conditional": [a for a, _ in found.conditional]}
    for name, bounds in sides.items():
        data[name] = [{**entry, **labels.to_json(a.claim)} for entry, a in zip(data[name], bounds, strict=True)]

    def text() -> None:
        typer.echo(
            f"{query.quantity} for {query.target.name}, {query.kind}, {query.activation}; depth {query.depth}, width "
            f"{query.width}, weights {query.weights}, selection {query.selection}; {query.norm}; {query.counting}"
        )
        if found.ranges.names:
            typer.echo(f"for {found.ranges.text()}")
        for name, symbol, bounds in (("lower", "Ω", found.lower), ("upper", "O", found.upper)):
            for a in bounds:
                typer.echo(f"{name}: {query.quantity} = {symbol}({a.order.unicode()})   [{labels.status(a.claim)}]")
                _tree(a, labels)
            if not bounds:
                typer.echo(f"{name}: no bound is known here")
        typer.echo(_summary())
        for remark in labels.remarks(a.claim for a in (*found.lower, *found.upper)):
            typer.echo(remark)
        for a, condition in found.conditional:
            typer.echo(f"sharper, {condition}: {a.order.unicode()}   {a.claim.id} [{labels.status(a.claim)}]")
            if (vacuous := labels.vacuity(a.claim)) is not None:
                typer.echo(f"  {vacuous.text}")

    def _summary() -> str:
        if found.contradictions:
            pairs = ", ".join(f"{low.claim.id} and {up.claim.id}" for low, up in found.contradictions)
            return f"contradictory: {pairs}"
        if found.tight is None:
            return "tight: unknown, a bound is missing"
        if found.tight:
            return "tight: yes, the orders agree"
        return "tight: no" + (f", gap {found.gap.unicode()}" if found.gap is not None else "")

    emit(data, as_json, text)


def _tree(applied: Applied, labels: Labels) -> None:
    for step in applied.inclusions:
        typer.echo(f"  by inclusion, {step}")
    for depth, node in enumerate(applied.derivation.chain()):
        why = f"by {node.rule.id}" if node.rule else node.claim.source
        typer.echo(f"  {'  ' * depth}{node.claim.id}: {node.claim.landau} [{labels.status(node.claim)}] {why}")
        if node.rule is None and node.claim.depends_on:
            typer.echo(f"  {'  ' * (depth + 1)}depends on {', '.join(node.claim.depends_on)}")
