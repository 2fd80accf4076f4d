"""`boundlab audit`: can the hypotheses of a theorem be met, and what follows if not?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli._certificates import STDOUT
from boundlab.cli._claims import Labels
from boundlab.cli._completion import claim_ids
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import Activation
from boundlab.cli._registry import RegistryFiles, registry_of
from boundlab.errors import one_of

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
    from boundlab.auditing.finding import discover
    from boundlab.auditing.hypotheses import audit as audit_claim
    from boundlab.errors import BoundlabError

    known = registry_of(registry)
    labels = Labels(known, activation)
    if id_ is not None and finding is not None:
        raise BoundlabError("--finding: findings are shown without a claim id")
    if id_ is not None:
        claim = known[id_]
        verdicts = audit_claim(claim, activation)
        data: object = {
            "id": claim.id,
            "status": str(claim.status),
            **labels.to_json(claim),
            "verdicts": verdicts.to_json(),
        }
        title = f"{claim.id} for {activation}, as transcribed here: {claim.landau}, status {labels.status(claim)}"
        sections: list[tuple[str, Sequence[Verdict]]] = [(title, verdicts)]
    else:
        findings = discover()
        chosen = list(findings) if finding is None else [one_of("--finding", finding, list(findings))]
        found = [(findings[name], findings[name].verdicts(known)) for name in chosen]
        data = [f.to_json(verdicts) for f, verdicts in found]
        sections = [(f"{f.id}: {f.statement}", verdicts) for f, verdicts in found]

    def text() -> None:
        for title, verdicts in sections:
            columns = ("about", "for", "verdict", "because", "evidence")
            typer.echo(title)
            table("", columns, [(v.subject, v.activation or "", v.outcome, v.reason, v.evidence) for v in verdicts])
            for warning in labels.warnings(id_ for v in verdicts for id_ in v.rests_on):
                typer.echo(warning)

    kept = [v for _, verdicts in sections for v in verdicts if v.certificate is not None]
    if certificates == STDOUT:
        parts = [p for v in kept for p in _parts(v.certificate)]
        emit(data, as_json, text, {"kind": "bundle", "certificates": parts} if parts else None, STDOUT)
        return
    if certificates is not None:
        _save(certificates, kept)
    emit(data, as_json, text)


def _parts(certificate: Any) -> list[Any]:
    return list(certificate["certificates"]) if certificate["kind"] == "bundle" else [certificate]


def _save(folder: str, kept: list[Verdict]) -> None:
    import os

    from boundlab.cli._certificates import require_valid
    from boundlab.files import write_json

    require_valid([v.certificate for v in kept])
    os.makedirs(folder, exist_ok=True)
    for number, verdict in enumerate(kept, start=1):
        write_json(os.path.join(folder, f"verdict-{number:02}.json"), verdict.certificate)
    typer.echo(f"{len(kept)} certificates written to {folder}; `boundlab check FILE` re-checks one", err=True)
