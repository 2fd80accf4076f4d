"""`boundlab docs [PAGE]`: the pages that messages and sources name, such as docs/audit.md."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from boundlab.cli._output import JsonOption, emit

app = typer.Typer()
_PACKAGE = Path(__file__).resolve().parents[2]


def pages() -> dict[str, Path]:
    """Every page by name, from the wheel or the checkout: `audit`, `laws/taylor-terms`."""
    for folder in (_PACKAGE / "_docs", _PACKAGE.parent / "docs"):
        if found := sorted(folder.rglob("*.md")):
            return {path.relative_to(folder).with_suffix("").as_posix(): path for path in found}
    return {}


@app.command()
def docs(
    page: Annotated[
        str | None,
        typer.Argument(help="A page, such as audit or docs/audit.md.", autocompletion=lambda: list(pages())),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print a page of the documentation, or list all of them."""
    from boundlab.errors import bad_value, suggestion

    known = pages()
    if page is None:
        titles = {
            name: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ") for name, path in known.items()
        }
        data = [{"page": name, "title": title, "file": str(known[name])} for name, title in titles.items()]
        width = max(map(len, titles), default=0)
        emit(data, as_json, lambda: typer.echo("\n".join(f"{name:{width}}  {title}" for name, title in titles.items())))
        return
    name = page.removeprefix("docs/").removesuffix(".md")
    if name not in known:
        raise bad_value("page", page, f"a page{suggestion(name, known) or '; `boundlab docs` lists them'}")
    text = known[name].read_text(encoding="utf-8")
    emit({"page": name, "text": text}, as_json, lambda: typer.echo(text.rstrip()))
