"""Discovery: every file of this folder without a leading underscore is a figure, named after the file."""

from __future__ import annotations

import ast
import difflib
import importlib
import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from boundlab.errors import BoundlabError

from ._files import DATA, HERE, read, save


@dataclass(frozen=True)
class FigureFile:
    """A discovered figure. The file is imported when it is drawn; its docstring is read without that."""

    name: str

    @property
    def module(self) -> ModuleType:
        """The file."""
        return importlib.import_module(f"{__package__}.{self.name}")

    @property
    def _docstring(self) -> str:
        text = (HERE / f"{self.name}.py").read_text(encoding="utf-8")
        return inspect.cleandoc(ast.get_docstring(ast.parse(text)) or "")

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self._docstring.partition("\n")[0].rstrip(".")

    @property
    def caption(self) -> str:
        """The rest of the docstring."""
        return self._docstring.partition("\n")[2].strip()

    @property
    def has_data(self) -> bool:
        """Whether data of it are committed."""
        return all((DATA / f"{self.name}.{suffix}").exists() for suffix in ("csv", "json"))

    def draw(self, folder: Path, formats: Iterable[str], data: Path = DATA) -> list[Path]:
        """Draw from the data in `data`; return the files saved to `folder`."""
        from ._style import style

        with style():
            return save(self.module.draw(read(self.name, data)), self.name, folder, formats)


def figures() -> list[FigureFile]:
    """Every figure, by name."""
    return [FigureFile(path.stem) for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_")]


def select(names: Iterable[str]) -> list[FigureFile]:
    """The figures called `names` (dashes or underscores), in that order; all that have data if there are none.

    Raises:
        BoundlabError: there is no figure of a name; the nearest names are suggested.
    """
    known = {figure.name: figure for figure in figures()}
    chosen: dict[str, FigureFile] = {}
    for name in names:
        key = name.replace("-", "_")
        if key not in known:
            near = difflib.get_close_matches(key, known, n=3, cutoff=0.4)
            hint = f"nearest: {', '.join(near)}" if near else "`boundlab figures --list` shows them all"
            raise BoundlabError(f"unknown figure {name!r}; {hint}")
        chosen[key] = known[key]
    return list(chosen.values()) or [figure for figure in known.values() if figure.has_data]


def settings_text(settings: dict[str, Any]) -> str:
    """Settings on one line, for a caption."""
    return "; ".join(f"{key.replace('_', ' ')} {_value(value)}" for key, value in settings.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + settings_text(value) + ")"
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return "none" if value is None else str(value)
