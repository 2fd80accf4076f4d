"""Where a registry is named without being given: `BOUNDLAB_REGISTRY`, else a file of the working folder.

`BOUNDLAB_REGISTRY` holds paths of TOML files, separated as in PATH; empty, it says that there is none. Without it,
`boundlab.toml`, or else the table `[tool.boundlab]` of `pyproject.toml`, is read: its `registry` is the path of a file
or a list of them, seen from its folder, and it may hold rows itself. Python files are run only if they are given.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from boundlab.errors import BoundlabError
from boundlab.extensions.origin import Origin

if TYPE_CHECKING:
    from boundlab.claims.registry import Registry

VARIABLE = "BOUNDLAB_REGISTRY"
OWN, PROJECT = "boundlab.toml", "pyproject.toml"


def with_settings(base: Registry, folder: str = ".") -> Registry:
    """Return `base` with what the environment, or else the files of `folder`, name; BoundlabError for what is wrong."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        for path in filter(None, named.split(os.pathsep)):
            base = with_toml_file(base, path, VARIABLE)
        return base
    if os.path.isfile(own := os.path.join(folder, OWN)):
        return _with_table(base, own, ())
    if os.path.isfile(project := os.path.join(folder, PROJECT)) and _mentions(project):
        return _with_table(base, project, ("tool", "boundlab"))
    return base


def with_toml_file(base: Registry, path: str, argument: str) -> Registry:
    """Return `base` with the rows of the TOML file at `path`; `argument` is where a Python file was named."""
    if path.endswith(".py"):
        raise BoundlabError(
            f"got {path!r}: a Python file is run only if it is given itself, not through a setting", argument
        )
    # imported where a file is named: most commands name none
    from boundlab.registry_file.read import extended, read_file

    file = read_file(path, argument)
    return extended(base, file, file.data, Origin("file", path))


def _mentions(path: str) -> bool:
    """Most projects are not about boundlab: their file, of whatever size, is not read as TOML."""
    with open(path, "rb") as file:
        return any(b"boundlab" in line and b"tool" in line for line in file)


def _with_table(base: Registry, path: str, keys: tuple[str, ...]) -> Registry:
    from boundlab.registry_file.read import extended, read_file
    from boundlab.registry_file.table import Table

    file = read_file(os.path.normpath(path))
    table = Table(file, (), file.data)
    for key in keys:
        if key not in table.data:
            return base
        table = table.table(key)
    rows = {key: value for key, value in table.data.items() if key != "registry"}
    for each in table.texts("registry"):
        with table.reading("registry"):
            base = with_toml_file(base, os.path.normpath(os.path.join(os.path.dirname(path), each)), "registry")
    return extended(base, file, rows, Origin("file", file.name), keys) if rows else base
