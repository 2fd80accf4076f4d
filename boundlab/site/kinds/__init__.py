"""The kinds of objects that have pages, one file each: `TITLE`, `INTRO`, `COLUMNS`, `DOCS`, `pages(contents)`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from boundlab.site.contents import Contents
from boundlab.site.page import Page


@dataclass(frozen=True)
class PageKind:
    """A kind: its index has a line for each page, with these columns; `place` orders the kinds.

    `docs` is the page of the documentation that explains it, as `make docs` lays them out.
    """

    name: str
    title: str
    intro: str
    columns: Sequence[str]
    pages: Callable[[Contents], Iterable[Page]]
    place: int
    docs: str


def kinds() -> list[PageKind]:
    """Return every kind, in the order of the menu.

    >>> [kind.name for kind in kinds()][:2]
    ['claims', 'papers']
    """
    found = []
    for entry in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        told = (module.TITLE, module.INTRO, module.COLUMNS, module.pages, module.PLACE, module.DOCS)
        found.append(PageKind(entry.name, *told))
    return sorted(found, key=lambda kind: (kind.place, kind.name))
