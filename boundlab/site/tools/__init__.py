"""The pages that answer, one file each: `TITLE`, `INTRO`, and the data that its scripts load, `data(contents)`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from boundlab.site.contents import Contents


@dataclass(frozen=True)
class Tool:
    """A page with a template of its name, and scripts that load the data by name."""

    name: str
    title: str
    intro: str
    data: Callable[[Contents], dict[str, Any]]
    place: int


def tools() -> list[Tool]:
    """Return every tool, in the order of the menu.

    >>> "search" in [tool.name for tool in tools()]
    True
    """
    found = []
    for entry in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        found.append(Tool(entry.name, module.TITLE, module.INTRO, module.data, module.PLACE))
    return sorted(found, key=lambda tool: tool.place)
