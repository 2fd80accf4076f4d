"""Building a site: every page of every kind, the indexes, the search and the pages that answer."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from boundlab import __version__
from boundlab.site.contents import Contents
from boundlab.site.destination import Destination
from boundlab.site.kinds import PageKind, kinds
from boundlab.site.page import Page, plain
from boundlab.site.prose import without_latex
from boundlab.site.tools import Tool, tools
from boundlab.site.writing import Writer


def build(out: str | Path, contents: Contents) -> dict[str, int]:
    """Write the site to the folder `out`; return how many pages there are of each kind.

    A folder that holds anything but a site that was built before is left alone: raises BoundlabError, also where a
    library is missing. The site is there whole or not at all.
    """
    destination = Destination(Path(out))
    with destination.beside() as folder:
        made = _write(folder, contents)
        destination.take(folder)
    return made


def _write(folder: Path, contents: Contents) -> dict[str, int]:
    menu, answering = kinds(), tools()
    writer = Writer(folder, _shared(contents, menu, answering), contents.doc_pages if contents.docs else ())
    writer.copies()
    found = {kind.name: list(kind.pages(contents)) for kind in menu}
    for kind in menu:
        _write_kind(writer, kind, found[kind.name])
    writer.script_data("search", [
        (kind.name.replace("_", " "), page.id, without_latex(page.title), page.path, _words(page))
        for kind in menu for page in found[kind.name]
    ])  # fmt: skip
    for tool in answering:
        for name, data in tool.data(contents).items():
            writer.script_data(name, data)
        writer.page(tool.name, tool.name, title=tool.title)
    yours = [p for pages in found.values() for p in pages if any(b.kind == "yours" for b in p.badges)]
    counts = {name: len(pages) for name, pages in found.items()}
    writer.page("index", "home", title="Everything boundlab knows", counts=counts, yours=yours)
    for figure in contents.figures:
        for file in [figure.drawing, *figure.data]:
            if file is not None:
                (folder / "figures").mkdir(exist_ok=True)
                shutil.copyfile(file, folder / "figures" / file.name)
    return counts


def _shared(contents: Contents, menu: Sequence[PageKind], answering: Sequence[Tool]) -> dict[str, Any]:
    def docs_from(root: str) -> str:
        return contents.docs if "://" in contents.docs else root + contents.docs

    return {
        "menu": menu,
        "tools": answering,
        "docs": contents.docs,
        "docs_from": docs_from,
        "version": __version__,
        "files": contents.files,
    }


def _write_kind(writer: Writer, kind: PageKind, pages: Sequence[Page]) -> None:
    for page in pages:
        writer.object(page, kind)
    names = list(dict.fromkeys(name for page in pages for name in page.filters))
    filters = {"names": names, "rows": [[list(p.filters.get(name, ())) for name in names] for p in pages]}
    writer.page(kind.name, "index", kind=kind, title=kind.title, pages=pages, filters=filters)
    writer.table(f"{kind.name}.csv", kind.columns, [page.row for page in pages])
    writer.json(f"{kind.name}.json", [{"id": p.id, "title": p.title, "page": f"{p.path}.html",
                                       "data": f"{p.path}.json"} for p in pages])  # fmt: skip


def _words(page: Page) -> str:
    facts = " ".join(plain(value) for name, value in page.facts if name in {"source", "targets", "activation"})
    return f"{page.words} {facts}".strip()
