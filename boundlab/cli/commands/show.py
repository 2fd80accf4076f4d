"""`boundlab show ID`: one claim, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, LatexOption, emit
from boundlab.cli._parameters import ClaimId
from boundlab.cli._registry import RegistryFiles, registry_of

if TYPE_CHECKING:
    from boundlab.claims.claim import Claim

app = typer.Typer()


@app.command()
def show(
    id_: ClaimId,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Show a claim with its hypotheses, scope, source and status."""

    known = registry_of(registry)
    claim, labels = known[id_], Labels(known)

    def text() -> None:
        if latex:
            typer.echo(f"${claim.latex()}$")
            return
        scope = claim.approximators
        lines = [
            ("", claim.title),
            ("statement", claim.landau + (f"   if {', '.join(claim.conditions)}" if claim.conditions else "")),
            ("targets", f"{claim.target.name}: {claim.target.statement}"),
            ("approximators", f"{scope.kind}; activation {scope.activation}; depth {scope.depth}; "
                              f"width {scope.width}; weights {scope.weights}; selection {scope.selection}"),
            ("error", claim.norm),
            ("counting", str(claim.counting)),
            ("quantifiers", str(claim.quantifiers)),
            ("source", claim.source),
            *([("compared with", str(claim.compared))] if claim.status != "derived" else []),
            *([("checked", claim.checked)] if claim.checked else []),
            ("status", labels.status(claim)),
            *(("take care", remark) for remark in labels.remarks([claim])),
            *(("parameter", f"{n}, {d}{_meaning(claim, n)}") for n, d in claim.ranges.items),
            *(("hypothesis", f"{h.name}: {h.statement}") for h in claim.hypotheses),
            *(("depends on", id_) for id_ in claim.depends_on),
            *(("note", note) for note in claim.notes),
        ]  # fmt: skip
        typer.echo(claim.id)
        for name, value in lines:
            typer.echo(f"  {name + ':':<15}{value}" if name else f"  {value}")

    emit({**claim.to_json(), **labels.to_json(claim)}, as_json, text)


def _meaning(claim: Claim, name: str) -> str:
    return next((f": {p.meaning}" for p in claim.declared if p.name == name and p.meaning), "")
