"""What the command line brings to a site: the registry, the figures and the proofs, which lie beside the package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from boundlab.errors import bad_value

if TYPE_CHECKING:
    from boundlab.claims.registry import Registry
    from boundlab.site.contents import Contents, FigureShown, ProofCheck


def site_contents(registry: Registry, docs: str = "") -> Contents:
    """Return all that a site of `registry` shows; raises BoundlabError for an address that is none."""
    from boundlab.cli.commands.docs import pages
    from boundlab.site.contents import Contents

    known = frozenset(f"docs/{name}.html" for name in pages())
    return Contents(registry, _proofs(), _figures(), _address(docs), _files(registry), known)


def _address(docs: str) -> str:
    try:
        scheme = urlsplit(docs).scheme
    except ValueError:
        scheme = "?"
    if scheme not in {"", "http", "https"} or any(c in docs for c in " \t\n\"'<>\\") or docs.startswith("//"):
        raise bad_value("--docs", docs, "a path seen from the site, such as ../, or an http address")
    return f"{docs.removesuffix('/index.html').rstrip('/')}/" if docs else ""


def _files(registry: Registry) -> Sequence[str]:
    return sorted({origin.name for origin in registry.origins.values() if origin.kind == "file"})


def _proofs() -> list[ProofCheck]:
    from boundlab.site.contents import ProofCheck
    from proofs_numeric._checks import checks
    from proofs_numeric._kept import read

    verdicts = read()
    return [ProofCheck(check.id, check.title, verdicts.get(check.id), check.concerns) for check in checks()]


def _figures() -> list[FigureShown]:
    from boundlab.cli._figures import figures_part
    from boundlab.site.contents import FigureShown

    catalogue, files = figures_part("_catalogue"), figures_part("_files")
    found = []
    for figure in catalogue.figures():
        if not figure.built_in:
            continue
        drawing = files.OUT / f"{figure.name}.svg"
        data = [path for suffix in ("csv", "json") if (path := files.DATA / f"{figure.name}.{suffix}").exists()]
        metadata: dict[str, Any] = figure.read(files.DATA)["metadata"]
        shown = drawing if drawing.exists() else None
        found.append(FigureShown(figure.name, figure.title, figure.caption, metadata, drawing=shown, data=data))
    return found
