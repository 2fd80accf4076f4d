"""`boundlab consistency`: do any two bounds of the registry, or of what follows from it, contradict each other?"""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, emit

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
    include_unverified: Annotated[
        bool, typer.Option("--include-unverified", help="Use unverified rows and conjectures as well.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Find every upper bound whose networks lie in the scope of a lower bound and whose order is provably smaller.

    A lower bound with assumptions that its scope cannot express contradicts nothing, since the networks of the upper
    bound need not satisfy them. Exit code 0 if there is no contradiction, 1 if there is.
    """
    from boundlab.claims.claim import Status
    from boundlab.derived.closure import Closure
    from boundlab.derived.consistency import assumptions, contradictions, without
    from boundlab.derived.load import load
    from boundlab.derived.query import CERTAIN

    registry = load()
    for item in drop or ():
        id_, _, hypothesis = item.partition(":")
        claim = registry[id_]
        registry = without(registry, claim.id, [hypothesis] if hypothesis else [h.id for h in assumptions(claim)])
    closure = Closure(registry)
    found = list(contradictions(closure, frozenset(Status) if include_unverified else CERTAIN))
    data = {"claims": len(registry), "derived": len(closure), "contradictions": [c.to_json() for c in found]}

    def text() -> None:
        count = f"{len(registry)} claims, {len(closure)} with everything derived"
        typer.echo(f"{count}: {len(found) or 'no'} contradiction{'' if len(found) == 1 else 's'}")
        for c in found:
            typer.echo(f"for {c.activation}, {c.range}   [{c.status}]")
            labels = Labels(registry, c.activation)
            for name, derivation in (("lower", c.lower), ("upper", c.upper)):
                for depth, node in enumerate(derivation.chain()):
                    why = f"by {node.rule.id}" if node.rule else node.claim.source
                    label = f"{name}: " if depth == 0 else " " * len(name) + "  " + "  " * depth
                    typer.echo(f"  {label}{node.claim.id}: {node.claim.landau} [{labels.status(node.claim)}] {why}")

    emit(data, as_json, text)
    raise typer.Exit(1 if found else 0)
