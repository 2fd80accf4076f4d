"""The folder of figures, in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

NAME = "boundlab._figures"
_PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = _PACKAGE.parent / "figures"


def figures_part(module: str) -> ModuleType:
    """The file `module` of the folder of figures.

    A name such as `figures` may be anybody's, so it is imported as `boundlab._figures` in both places.

    Raises:
        ModuleNotFoundError: a library it needs is not installed.
        BoundlabError: the folder is not there.
    """
    if NAME not in sys.modules:
        _load_package()
    return importlib.import_module(f"{NAME}.{module}")


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


def draw_figure(name: str, folder: Path, formats: tuple[str, ...], data: Path) -> list[Path]:
    """Draw the figure `name` from `data` into `folder`; at top level, so that another process can be asked to."""
    files: list[Path] = figures_part("_catalogue").FigureFile(name).draw(folder, formats, data)
    return files
