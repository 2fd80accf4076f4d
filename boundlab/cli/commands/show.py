"""`boundlab show ID`: one claim, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, LatexOption, emit
from boundlab.cli._parameters import ClaimId
from boundlab.cli._registry import RegistryFiles, registry_of

if TYPE_CHECKING:
    pass

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
            ("approximators", str(scope).replace(", ", "; ")),
            ("error", claim.norm),
            ("counting", str(claim.counting)),
            ("quantifiers", str(claim.quantifiers)),
            ("source", claim.source),
            *([("compared with", str(claim.compared))] if claim.status != "derived" else []),
            *([("checked", claim.checked)] if claim.checked else []),
            ("status", labels.status(claim)),
            *(("take care", remark) for remark in labels.remarks([claim])),
            *(("parameter", ": ".join(filter(None, (f"{n}, {d}", claim.meaning(n))))) for n, d in claim.ranges.items),
            *(("hypothesis", f"{h.name}: {h.statement}") for h in claim.hypotheses),
            *(("depends on", id_) for id_ in claim.depends_on),
            *(("note", note) for note in claim.notes),
        ]  # fmt: skip
        typer.echo(claim.id)
        for name, value in lines:
            typer.echo(f"  {name + ':':<15}{value}" if name else f"  {value}")

    emit({**claim.to_json(), **labels.to_json(claim)}, as_json, text)
