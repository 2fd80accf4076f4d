"""Discovery: every file of this folder without a leading underscore is a figure, named after the file.

A package adds one by an entry point `figures.NAME`; a file of one's own is named by its path. Either may lie beside its
data, NAME.csv and NAME.json, or draw without any.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.extensions.packages import Provided, provided

from ._files import DATA, HERE, copy, exists, read, save


@dataclass(frozen=True)
class FigureFile:
    """A discovered figure, one of a package, or the `file` of a user.

    The file is imported when it is drawn; its docstring is read without that.
    """

    name: str
    file: Path | None = None
    package: Provided | None = None

    @property
    def key(self) -> str:
        """What `select` finds it by."""
        return self.name if self.file is None else str(self.file)

    @property
    def module(self) -> Any:
        """The file, imported; raises BoundlabError for whatever the import of one's own file raises."""
        if self.package is not None:
            return self.package.holding("draw")
        return importlib.import_module(f"{__package__}.{self.name}") if self.file is None else self._own()

    def _own(self) -> Any:
        name = f"{__package__}._own_{self.name}"  # in this package, so that `from ._style import panels` works
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, str(self.file))
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            try:
                spec.loader.exec_module(module)
            except (Exception, SystemExit) as error:
                raise self._failed(error) from None
            sys.modules[name] = module
        if not hasattr(sys.modules[name], "draw"):
            raise bad_value("figure", self.key, "a file with draw(data), which returns a matplotlib figure")
        return sys.modules[name]

    def _failed(self, error: BaseException) -> BoundlabError:
        return BoundlabError(f"{self.key}: {' '.join(f'{type(error).__name__}: {error}'.split())[:300]}")

    @property
    def _path(self) -> Path:
        if self.package is not None:
            return self.package.path
        return HERE / f"{self.name}.py" if self.file is None else self.file

    @property
    def _docstring(self) -> str:
        text = self._path.read_text(encoding="utf-8")
        try:
            return inspect.cleandoc(ast.get_docstring(ast.parse(text)) or "")
        except SyntaxError as error:
            raise self._failed(error) from None

    @property
    def title(self) -> str:
        """The first line of the docstring, or the name."""
        return self._docstring.partition("\n")[0].rstrip(".") or self.name

    @property
    def caption(self) -> str:
        """The rest of the docstring."""
        return self._docstring.partition("\n")[2].strip()

    @property
    def _home(self) -> Path:
        """Where its data lie."""
        return DATA if self.file is None and self.package is None else self._path.parent

    @property
    def has_data(self) -> bool:
        """Whether data of it are committed, or lie beside it."""
        return exists(self.name, self._home)

    @property
    def built_in(self) -> bool:
        """Whether it is one of the project's."""
        return self.file is None and self.package is None

    def copy_data(self, folder: Path) -> None:
        """Copy its data to `folder`; one that is not the project's may have none."""
        if self.built_in or self.has_data:
            copy(self.name, folder, self._home)

    def draw(self, folder: Path, formats: Iterable[str], data: Path = DATA) -> list[Path]:
        """Draw from the data in `data`; return the files saved to `folder`."""
        from ._style import style

        given = self.read(data)
        with style():
            figure = self.module.draw(given) if self.built_in else self._drawn(given)
            return save(figure, self.name, folder, formats)

    def read(self, folder: Path) -> dict[str, Any]:
        """Return its data in `folder`: `rows` and `metadata`, both empty where there are none of one's own figure."""
        if self.built_in or exists(self.name, folder):
            return read(self.name, folder)
        return {"rows": [], "metadata": {}}

    def _drawn(self, data: dict[str, Any]) -> Any:
        from matplotlib.figure import Figure

        draw = self.module.draw
        try:
            found = draw(data)
        except (Exception, SystemExit) as error:
            raise self._failed(error) from None
        if not isinstance(found, Figure):
            raise bad_value("figure", self.key, f"draw to return a matplotlib figure, not {type(found).__name__}")
        return found


def figures() -> list[FigureFile]:
    """Every figure, by name; those of packages come last."""
    names = [path.stem for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_")]
    added = provided("figures", names).items()
    return [FigureFile(name) for name in names] + [FigureFile(name, package=item) for name, item in added]


def select(names: Iterable[str]) -> list[FigureFile]:
    """The figures called `names` (dashes or underscores), or in the files `names`, in that order.

    If there are no names: all that have data.

    Raises BoundlabError: there is no figure of a name; the nearest names are suggested.
    """
    known = {figure.name: figure for figure in figures()}
    chosen: dict[str, FigureFile] = {}
    for name in names:
        found = (
            _own(name, known, chosen) if name.endswith(".py") else known.get(name) or known.get(name.replace("-", "_"))
        )
        if found is None:
            near = difflib.get_close_matches(name.replace("-", "_"), known, n=3, cutoff=0.4)
            hint = f"nearest: {', '.join(near)}" if near else "`boundlab figures --list` shows them all"
            raise BoundlabError(f"unknown figure {name!r}; {hint}")
        chosen[found.name] = found
    return list(chosen.values()) or [figure for figure in known.values() if figure.has_data]


def _own(name: str, known: Mapping[str, FigureFile], chosen: Mapping[str, FigureFile]) -> FigureFile:
    """The figure in a file of the user's."""
    found = FigureFile(Path(name).stem, Path(name))
    if not Path(name).is_file():
        raise bad_value("figure", name, "a file; there is none")
    if found.name in known or chosen.get(found.name, found) != found:
        raise bad_value("figure", name, f"a name other than {found.name}, which is a figure's already")
    return found


def settings_text(settings: dict[str, Any]) -> str:
    """Settings on one line, for a caption."""
    return "; ".join(f"{key.replace('_', ' ')} {_value(value)}" for key, value in settings.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "(" + settings_text(value) + ")"
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return "none" if value is None else str(value)
