"""`boundlab registry check|new`: a registry file of one's own, checked or begun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit
from boundlab.errors import bad_value

if TYPE_CHECKING:
    from boundlab.claims.registry import Registry

app = typer.Typer(cls=Group, no_args_is_help=True, help="Check a registry file of your own, or begin one.")


@app.command()
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A registry file, TOML or Python.")],
    as_json: JsonOption = False,
) -> None:
    """Say whether a registry file is right, what follows, and which known bounds it beats, meets or contradicts.

    Bounds are compared with the best known ones for the networks and targets that they speak of. Exit code 0 if nothing
    contradicts, 1 if something does, 2 if the file is wrong.
    """
    from boundlab.derived.closure import Closure
    from boundlab.derived.consistency import contradictions
    from boundlab.derived.load import load
    from boundlab.derived.standing import standings, without_added

    known = load([file])
    own = [claim for claim in known if known.origin(claim.id).kind == "file"]
    closure, before = Closure(known), without_added(known)
    follows = {c.id: [d for d in closure if d.rule and d.root.id == c.id] for c in own}
    beside = {c.id: list(standings(before, c)) for c in own}
    found = [c for c in contradictions(closure, also=known.added) if {c.lower.root, c.upper.root} & set(own)]
    classes = _classes(known)
    data = {
        "file": file,
        "classes": [{**known.classes[id_].to_json(), "inclusions": lines} for id_, lines in classes.items()],
        "claims": [
            {
                **c.to_json(),
                "derived": [{"id": d.claim.id, "statement": d.claim.landau} for d in follows[c.id]],
                "beside": [s.to_json() for s in beside[c.id]],
            }
            for c in own
        ],
        "contradictions": [c.to_json() for c in found],
    }

    def text() -> None:
        typer.echo(f"{file}: {_count(len(own), 'claim')}, {_count(len(classes), 'target class', 'target classes')}")
        for id_, lines in classes.items():
            for line in lines:
                typer.echo(f"  class {id_}: {line}")
        for c in own:
            typer.echo(f"{c.id}: {c.landau} for {c.target.name}   [{c.status}]")
            for line in (*(f"follows: {d.claim.id}: {d.claim.landau}" for d in follows[c.id]), *_lines(beside[c.id])):
                typer.echo(f"  {line}")
        for contradiction in found:
            typer.echo(f"contradiction: {contradiction}, {contradiction.range}")
        if not found:
            typer.echo("no contradictions")

    emit(data, as_json, text)
    raise typer.Exit(1 if found else 0)


@app.command()
def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to write it; there must be no such file yet.")],
) -> None:
    """Write a commented example of a registry file, which is right as it is."""
    import os
    from importlib.resources import files

    from boundlab.files import write_text

    if os.path.lexists(file):
        raise bad_value("FILE", file, "the name of a file that does not exist yet")
    if not file.endswith(".toml"):
        raise bad_value("FILE", file, "a name that ends in .toml")
    example = files("boundlab.registry_file").joinpath("example.toml").read_text(encoding="utf-8")
    write_text(file, example.replace("FILE", file))
    typer.echo(f"{file} is written; `boundlab registry check {file}` checks it")


def _classes(known: Registry) -> dict[str, list[str]]:
    """The inclusions of each class of the file, as one reads them."""
    own = (c for c in known.classes.values() if known.origin(f"class {c.id}").kind == "file")
    return {c.id: [str(inclusion) for inclusion in c.inclusions] or ["no inclusions"] for c in own}


def _lines(standings: Any) -> Iterator[str]:
    """The standings that say the same for several activations in one line."""
    together: dict[str, list[str]] = {}
    for standing in standings:
        together.setdefault(str(standing).partition(": ")[2], []).append(standing.activation)
    for said, activations in together.items():
        yield f"for {', '.join(activations)}: {said}"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
