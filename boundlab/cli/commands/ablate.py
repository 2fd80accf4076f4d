"""`boundlab ablate ID`: what becomes of a claim when a hypothesis is dropped."""

from __future__ import annotations

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import ClaimId
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def ablate(
    id_: ClaimId,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Drop each hypothesis of a claim in turn, then the smallest sets whose absence contradicts other rows.

    Each case is still true (another row implies it), contradicted (by which rows), or unknown to the registry.
    """
    from boundlab.derived.ablation import ablate as ablations

    known = registry_of(registry)
    claim = known[id_]
    found = list(ablations(known, claim.id))
    labels = Labels(known)
    warnings = labels.warnings(id_ for a in found for id_ in a.by)
    data = {
        "id": claim.id,
        "status": str(claim.status),
        **labels.to_json(claim),
        "ablations": [a.to_json() for a in found],
        "warnings": warnings,
    }

    def text() -> None:
        rows = [(", ".join(a.dropped), a.outcome, a.reason) for a in found]
        typer.echo(f"{claim.id}: {claim.landau}, status {labels.status(claim)}")
        for remark in labels.remarks([claim]):
            typer.echo(f"  {remark}")
        if rows:
            table("", ("without", "then", "because"), rows)
        else:
            typer.echo("this claim has no hypotheses to drop")
        for warning in warnings:
            typer.echo(warning)

    emit(data, as_json, text)
