"""`boundlab list`: every claim the registry holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, LatexOption, emit, table
from boundlab.errors import one_of

if TYPE_CHECKING:
    from boundlab.claims.claim import Claim

app = typer.Typer()
KINDS = ("lower", "upper", "tight", "quoted", "derived", "recalled", "unverified", "conjecture")


@app.command(name="list")
def list_(
    kind: Annotated[
        str | None, typer.Option(help=f"Only claims of this direction or status: {', '.join(KINDS)}.")
    ] = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """List the claims: what is bounded, by which order, for what, from where."""
    from boundlab.derived.load import load

    if kind is not None:
        one_of("--kind", kind, KINDS)
    registry = load()
    labels = Labels(registry)
    claims = [c for c in registry if kind is None or kind in {str(c.direction), str(c.status)}]

    def show() -> None:
        if latex:
            for c in claims:
                typer.echo(f"% {c.id}\n${c.latex()}$")
            return
        columns = ("id", "statement", "for", "conditions", "status", "repaired form", "source")
        rows = [
            (c.id, c.landau, c.target.name, ", ".join(c.conditions), labels.status(c), _repaired(labels, c), c.source)
            for c in claims
        ]
        table(f"{len(claims)} claims, as ε → 0", columns, rows)

    emit([{**c.to_json(), **labels.to_json(c)} for c in claims], as_json, show)


def _repaired(labels: Labels, claim: Claim) -> str:
    found = labels.vacuity(claim)
    return ", ".join(found.repaired) if found is not None else ""
