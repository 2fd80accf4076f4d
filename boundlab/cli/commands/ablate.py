"""`boundlab ablate ID`: what becomes of a claim when a hypothesis is dropped."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer()


@app.command()
def ablate(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim, as `boundlab list` shows it.")],
    as_json: JsonOption = False,
) -> None:
    """Drop each hypothesis of a claim in turn, then the smallest sets whose absence contradicts other rows.

    Each case is still true (another row implies it), contradicted (by which rows), or unknown to the registry.
    """
    from boundlab.derived.ablation import ablate as ablations
    from boundlab.symbolic.registry import load

    registry = load()
    claim = registry[id_]
    found = list(ablations(registry, claim.id))
    data = {"id": claim.id, "status": str(claim.status), "ablations": [a.to_json() for a in found]}

    def text() -> None:
        rows = [(", ".join(a.dropped), a.outcome, a.reason) for a in found]
        table(f"{claim.id}: {claim.landau}, status {claim.status}", ("without", "then", "because"), rows)
        if not found:
            typer.echo("this claim has no hypotheses to drop")

    emit(data, as_json, text)
