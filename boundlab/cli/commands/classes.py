"""`boundlab classes`: the target classes, their parameters, and which lies in which."""

from __future__ import annotations

import typer

from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def classes(registry: RegistryFiles = None, as_json: JsonOption = False) -> None:
    """List the target classes that bounds speak of, with their parameters and the inclusions between them."""
    from boundlab.function_classes.classes import target_classes

    known = registry_of(registry)
    found = list({**target_classes(), **known.classes}.values())
    inclusions = list(dict.fromkeys(i for c in found for i in c.inclusions))
    data = {
        "classes": [{**c.to_json(), "origin": str(known.origin(f"class {c.id}"))} for c in found],
        "inclusions": [
            {"small": i.small, "large": i.large, "where": list(i.where), "source": i.source} for i in inclusions
        ],
    }

    def text() -> None:
        rows = [(c.id, c.name, "; ".join(f"{n}: {d}" for n, d in c.domains.items()), c.statement) for c in found]
        table(f"{len(found)} target classes", ("id", "name", "parameters", "statement"), rows)
        shown = [(i.small, i.large, ", ".join(i.where), i.source) for i in inclusions]
        table("inclusions, up to constants", ("class", "lies in", "where", "because"), shown)

    emit(data, as_json, text)
