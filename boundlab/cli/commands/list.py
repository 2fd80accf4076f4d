"""`boundlab list`: every claim the registry holds, or all there is of another kind, and where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from boundlab.cli._claims import Labels
from boundlab.cli._output import JsonOption, LatexOption, emit, stream, table
from boundlab.cli._registry import RegistryFiles, registry_of
from boundlab.errors import bad_value, one_of

if TYPE_CHECKING:
    from boundlab.claims.claim import Claim
    from boundlab.claims.registry import Registry

app = typer.Typer()
KINDS = ("lower", "upper", "tight", "quoted", "derived", "recalled", "unverified", "conjecture")
FOLDERS = {
    "activations": "boundlab.activations",
    "architectures": "boundlab.architectures",
    "engines": "boundlab.rigorous.engines",
    "experiments": "boundlab.experiments.paper",
    "methods": "boundlab.adversary.methods",
}
WHAT = ("claims", "classes", *FOLDERS, "figures")


@app.command(name="list")
def list_(
    what: Annotated[
        str, typer.Argument(metavar="[WHAT]", help=f"What to list: {', '.join(WHAT)} (default: claims).")
    ] = "claims",
    kind: Annotated[
        str | None, typer.Option(help=f"Only claims of this direction or status: {', '.join(KINDS)}.")
    ] = None,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """List the claims: what is bounded, by which order, for what, from where; or what there is of another kind.

    Everything has an origin: built-in, an installed package, or a file of your own.
    """
    one_of("what", what, WHAT)
    if kind is not None:
        one_of("--kind", kind, KINDS)
    if what == "claims":
        _list_claims(registry_of(registry), kind, as_json, latex)
        return
    for option, given in (("--kind", kind), ("--latex", latex)):
        if given:
            raise bad_value(option, given, "to be given with claims only")
    if what == "classes":
        rows = _classes(registry_of(registry))
    else:
        rows = [{"name": name, "origin": origin} for name, origin in _origins(what).items()]
    emit(rows, as_json, lambda: table(what.capitalize(), tuple(rows[0]), [tuple(row.values()) for row in rows]))


def _list_claims(known: Registry, kind: str | None, as_json: bool, latex: bool) -> None:
    labels = Labels(known)
    claims = [c for c in known if kind is None or kind in {str(c.direction), str(c.status)}]

    def show() -> None:
        if latex:
            for c in claims:
                typer.echo(f"% {c.id}\n${c.latex()}$")
            return
        columns = ("id", "statement", "for", "conditions", "status", "repaired form", "source", "origin")
        rows = [
            (c.id, c.landau, c.target.name, ", ".join(c.conditions), labels.status(c), _repaired(labels, c), c.source,
             str(labels.origin(c)))
            for c in claims
        ]  # fmt: skip
        table(f"{len(claims)} claims, as ε → 0", columns, rows)

    if as_json:
        stream({**c.to_json(), **labels.to_json(c)} for c in claims)
    else:
        show()


def _repaired(labels: Labels, claim: Claim) -> str:
    found = labels.vacuity(claim)
    return ", ".join(found.repaired) if found is not None else ""


def _classes(known: Registry) -> list[dict[str, str]]:
    from boundlab.function_classes.classes import target_classes

    found = {**target_classes(), **known.classes}
    return [
        {"id": c.id, "name": c.name, "statement": c.statement, "origin": str(known.origin(f"class {c.id}"))}
        for _, c in sorted(found.items())
    ]


def _origins(what: str) -> dict[str, str]:
    """Where everything of a kind comes from; only names are read, so that no library is needed."""
    import pkgutil
    from importlib.util import find_spec

    from boundlab.extensions.packages import origins

    if what == "figures":
        from boundlab.cli._figures import figures_part

        names = [figure.name for figure in figures_part("_catalogue").figures() if figure.built_in]
    else:
        spec = find_spec(FOLDERS[what])
        files = pkgutil.iter_modules(spec.submodule_search_locations if spec else None)
        names = [entry.name for entry in files if not entry.name.startswith("_")]
        if what != "experiments":
            names = [name.replace("_", "-") for name in names]
    return {name: str(origin) for name, origin in origins(what, names).items()}
