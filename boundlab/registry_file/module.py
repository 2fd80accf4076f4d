"""A registry in Python: `PARAMETERS`, `CLASSES`, `CLAIMS`, `REFERENCES`, `HYPOTHESES` of a module.

Their entries are dicts with the keys of a TOML file, or the objects that these stand for, such as `boundlab.Claim`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from boundlab.claims.registry import Registry
from boundlab.errors import BoundlabError, bad_value
from boundlab.extensions.origin import Origin
from boundlab.extensions.packages import Provided
from boundlab.registry_file.read import extended, read_file
from boundlab.registry_file.toml_text import Located

NAMES = {"PARAMETERS": "parameters", "CLASSES": "class", "CLAIMS": "claim", "REFERENCES": "reference",
         "HYPOTHESES": "hypothesis"}  # fmt: skip


def with_python_file(base: Registry, path: str) -> Registry:
    """Run the Python file at `path` and return `base` with its rows; raises BoundlabError for whatever it raises."""
    if not os.path.isfile(path):
        raise bad_value("registry", path, "a file; there is none")
    return with_module(base, _run(path), Origin("file", path), path)


def with_package(base: Registry, item: Provided) -> Registry:
    """Return `base` with the rows that a package provides: a module, the Path of a TOML file, or a list of rows."""
    found = item.load()
    try:
        if isinstance(found, Path):
            file = read_file(found)
            return extended(base, file, file.data, item.origin)
        if isinstance(found, list | tuple):
            rows = {"classes": "class", "claims": "claim"}[item.kind]
            return extended(base, Located("", {}), {rows: list(found)}, item.origin)
        return with_module(base, found, item.origin)
    except BoundlabError as error:
        raise item.refused(str(error).removeprefix(": ")) from None


def with_module(base: Registry, module: ModuleType, origin: Origin, name: str = "") -> Registry:
    """Return `base` with the rows of `module`; raises BoundlabError for a module that has none, and for wrong ones."""
    data: dict[str, Any] = {key: getattr(module, names) for names, key in NAMES.items() if hasattr(module, names)}
    if hasattr(module, "REFERENCE"):
        data["reference"] = [*data.get("reference", ()), module.REFERENCE]
    if not data:
        raise BoundlabError(": ".join(filter(None, (name, f"it has none of {', '.join(NAMES)}"))))
    return extended(base, Located(name, {}), data, origin)


def _run(path: str) -> ModuleType:
    name = f"_boundlab_registry_{Path(path).stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise BoundlabError(f"{path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    sys.path.insert(0, str(Path(path).resolve().parent))
    try:
        with contextlib.redirect_stdout(sys.stderr):  # the command's own output is what it says
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise BoundlabError(f"{path}: {' '.join(f'{type(error).__name__}: {error}'.split())[:300]}") from None
    finally:
        sys.path.pop(0)
        del sys.modules[name]
    return module
