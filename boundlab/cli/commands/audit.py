"""`boundlab audit`: can the hypotheses of a theorem be met, and what follows if not?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._certificates import STDOUT, save_each
from boundlab.cli._claims import Labels
from boundlab.cli._completion import claim_ids
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import Activation
from boundlab.cli._registry import RegistryFiles, registry_of

if TYPE_CHECKING:
    from boundlab.auditing.verdict import Verdict

app = typer.Typer()


@app.command()
def audit(
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            autocompletion=claim_ids,
            help="A claim, to audit its hypotheses; without one, all findings.",
        ),
    ] = None,
    activation: Activation = "tanh",
    finding: Annotated[str | None, typer.Option(help="Only this finding.")] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="The facts of the activation instead: certified, declared, or not known.")
    ] = False,
    certificates: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Write the certificates there, one file per verdict; - writes one bundle to standard output.",
        ),
    ] = None,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Audit the hypotheses of a claim, as transcribed here: satisfiable, unsatisfiable, or open.

    Without a claim, reproduce the findings about the statements of Galanti & Wolf 2020. Every certificate is re-checked
    before it is shown, and `boundlab check` re-checks the files. A verdict without one says so: by citation, or open.
    """
    from boundlab.auditing.finding import reproduce
    from boundlab.auditing.hypotheses import audit as audit_claim
    from boundlab.auditing.hypotheses import audit_activation
    from boundlab.errors import BoundlabError

    known = registry_of(registry)
    labels = Labels(known, activation)
    if id_ is not None and finding is not None:
        raise BoundlabError("--finding: findings are shown without a claim id")
    if facts and (id_ is not None or finding is not None):
        raise BoundlabError("--facts: the facts of an activation are shown without a claim or a finding")
    if facts:
        verdicts = audit_activation(activation)
        data: object = verdicts.to_json()
        sections: list[tuple[str, Sequence[Verdict]]] = [(f"facts of {activation}", verdicts)]
    elif id_ is not None:
        claim = known[id_]
        verdicts = audit_claim(claim, activation)
        data = {
            "id": claim.id,
            "status": str(claim.status),
            **labels.to_json(claim),
            "verdicts": verdicts.to_json(),
        }
        title = f"{claim.id} for {activation}, as transcribed here: {claim.landau}, status {labels.status(claim)}"
        sections = [(title, verdicts)]
    else:
        found = reproduce(known, finding)
        data = [section.to_json() for section in found]
        sections = [(section.title, section) for section in found]

    def text() -> None:
        for title, verdicts in sections:
            typer.echo(title)
            rows = [[cell or "" for cell in v.record().values()] for v in verdicts]
            table("", ("about", "for", "verdict", "because", "evidence"), rows)
            for warning in labels.warnings(id_ for v in verdicts for id_ in v.rests_on):
                typer.echo(warning)

    kept = [v.certificate for _, verdicts in sections for v in verdicts if v.certificate is not None]
    if certificates == STDOUT:
        parts = [p for c in kept for p in (c["certificates"] if c["kind"] == "bundle" else [c])]
        emit(data, as_json, text, {"kind": "bundle", "certificates": parts} if parts else None, STDOUT)
        return
    if certificates is not None:
        typer.echo(save_each(kept, certificates, "verdict"), err=True)
    emit(data, as_json, text)
