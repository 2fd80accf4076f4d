"""`boundlab consistency`: do any two bounds of the registry, or of what follows from it, contradict each other?"""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, emit
from boundlab.cli._parameters import IncludeUnverified
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def consistency(
    drop: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID[:HYPOTHESIS]",
            help="First drop a hypothesis of a claim, or all that its scope does not express; may be repeated.",
        ),
    ] = None,
    include_unverified: IncludeUnverified = False,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Find every upper bound whose networks lie in the scope of a lower bound and whose order is provably smaller.

    A lower bound with assumptions that its scope cannot express contradicts nothing, since the networks of the upper
    bound need not satisfy them. Exit code 0 if there is no contradiction, 1 if there is.
    """
    from boundlab.derived.consistency import consistency

    known = registry_of(registry)
    found = consistency(drop or (), include_unverified=include_unverified, registry=known)

    def text() -> None:
        typer.echo(str(found))
        for c in found:
            typer.echo(f"for {c.activation}, {c.range}   [{c.status}]")
            labels = Labels(known, c.activation)
            for name, derivation in (("lower", c.lower), ("upper", c.upper)):
                for depth, node in enumerate(derivation.chain()):
                    why = f"by {node.rule.id}" if node.rule else node.claim.source
                    label = f"{name}: " if depth == 0 else " " * len(name) + "  " + "  " * depth
                    typer.echo(f"  {label}{node.claim.id}: {node.claim.landau} [{labels.status(node.claim)}] {why}")

    emit(found.to_json(), as_json, text)
    raise typer.Exit(1 if found else 0)
