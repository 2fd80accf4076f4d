"""`boundlab site`: a static site of everything boundlab knows."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, emit
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def site(
    out: Annotated[
        str, typer.Option("--out", metavar="DIR", help="Where it goes: a new or an empty folder, or a site to replace.")
    ],
    docs: Annotated[
        str, typer.Option("--docs", metavar="URL", help="Where the documentation lies, seen from DIR, such as ../")
    ] = "",
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
) -> None:
    """Write a site: a page for each claim, hypothesis, class, architecture, proof, figure, law and more.

    Its query page answers `best` in the browser. It needs no server and no network: open DIR/index.html.
    """
    from boundlab.cli._site import site_contents
    from boundlab.site.build import build

    made = build(out, site_contents(registry_of(registry), docs))
    data = {"out": out, "pages": made}

    def text() -> None:
        typer.echo(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in made.items()))
        typer.echo(f"open {out.rstrip('/')}/index.html")

    emit(data, as_json, text)
