"""`boundlab cite ID`: the BibTeX entry of a claim's source."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._completion import source_ids
from boundlab.cli._output import JsonOption, emit
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def cite(
    id_: Annotated[str, typer.Argument(metavar="ID", autocompletion=source_ids, help="The id of a claim or a paper.")],
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Print the BibTeX of a paper, or of all papers that a claim, or a derived bound, rests on."""
    from boundlab.derived.closure import Closure, Derivation, references

    known = registry_of(registry)
    if id_ in known.references:
        found = [known.references[id_]]
    elif id_ not in known and id_ in (closure := Closure(known)):
        found = references(closure[id_], known)
    else:
        found = references(Derivation(known[id_]), known)
    data = [{"key": r.key, "bibtex": r.bibtex} for r in found]
    emit(data, as_json, lambda: typer.echo("\n\n".join(r.bibtex for r in found)))
