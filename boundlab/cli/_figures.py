"""The folder of figures, in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

NAME = "boundlab._figures"
_PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = _PACKAGE.parent / "figures"


def figures_part(module: str) -> ModuleType:
    """The file `module` of the folder of figures.

    A name such as `figures` may be anybody's, so it is imported as `boundlab._figures` in both places.

    Raises ModuleNotFoundError: a library it needs is not installed; BoundlabError: the folder is not there.
    """
    if NAME not in sys.modules:
        _load_package()
    with _own_canvas():
        return importlib.import_module(f"{NAME}.{module}")


@contextmanager
def _own_canvas() -> Iterator[None]:
    """Files are drawn with the canvas of their format.

    A notebook's kernel leaves its own backend in the environment, and importing matplotlib fails where that backend is
    not installed.
    """
    inherited = os.environ.pop("MPLBACKEND", None)
    try:
        yield
    finally:
        if inherited is not None:
            os.environ["MPLBACKEND"] = inherited


def _load_package() -> None:
    from boundlab.errors import BoundlabError

    for folder in (_PACKAGE / "_figures", CHECKOUT):
        if (folder / "__init__.py").exists():
            spec = importlib.util.spec_from_file_location(
                NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
            )
            assert spec is not None
            assert spec.loader is not None
            package = importlib.util.module_from_spec(spec)
            sys.modules[NAME] = package
            spec.loader.exec_module(package)
            return
    raise BoundlabError("the figures are neither in the installed package nor in a checkout beside it")


def draw_figure(key: str, folder: Path, formats: tuple[str, ...], data: Path) -> list[Path]:
    """Draw the figure `key` from `data` into `folder`; at top level, so that another process can be asked to."""
    figures_part("_style")
    (figure,) = figures_part("_catalogue").select([key])
    files: list[Path] = figure.draw(folder, formats, data)
    return files
