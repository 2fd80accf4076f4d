"""`boundlab show ID`: one claim, whole."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, LatexOption, emit

app = typer.Typer()


@app.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim, as `boundlab list` shows it.")],
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Show a claim with its hypotheses, scope, source and status."""
    from boundlab.symbolic.registry import load

    claim = load()[id_]

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
            *([("checked", claim.checked)] if claim.checked else []),
            ("status", str(claim.status)),
            *(("hypothesis", f"{h.name}: {h.statement}") for h in claim.hypotheses),
            *(("depends on", id_) for id_ in claim.depends_on),
            *(("note", note) for note in claim.notes),
        ]  # fmt: skip
        typer.echo(claim.id)
        for name, value in lines:
            typer.echo(f"  {name + ':':<15}{value}" if name else f"  {value}")

    emit(claim.to_json(), as_json, text)
