"""What a user's function is made of: its module and the modules of the user's that it imports, as one digest.

Modules of the standard library, of site-packages and boundlab itself are not followed. An import is followed whether
it stands at the top or within a function, also `importlib.import_module` of a literal name; what a module reads from
other files is not seen.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import sys
import sysconfig
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

_PACKAGES = {"site-packages", "dist-packages"}
_LIBRARY = Path(sysconfig.get_path("stdlib")).resolve()
_OWN = __name__.partition(".")[0]


class SourceError(Exception):
    """The source of a module cannot be read; the text says which and why."""


def sources(module: str) -> dict[str, str]:
    """The digest of the file of `module` and of each module of the user's that it imports, by name.

    The modules are looked for on `sys.path` and are not run.

    Raises ModuleNotFoundError: there is no such module; SourceError: the file of one of them cannot be read.
    """
    found: dict[str, str] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        spec = None if name in found else _find(name)
        if spec is None or (name != module and not _is_users(spec)):
            if name == module and spec is None and name not in found:
                raise ModuleNotFoundError(f"No module named {name!r}")
            continue
        content = _content(name, spec)
        if content is None:  # a folder without a file of its own
            continue
        found[name] = hashlib.sha256(content).hexdigest()
        parts = name.split(".")
        waiting += [".".join(parts[:length]) for length in range(1, len(parts))]
        if _is_users(spec) and not _is_binary(spec):
            waiting += _imports(content, name, spec.submodule_search_locations is not None)
    return found


def digest(modules: dict[str, str], version: str = "") -> str:
    """One digest of all of them, and of the version of the package if it is not the user's."""
    text = "\n".join(f"{name} {value}" for name, value in sorted(modules.items()))
    return hashlib.sha256(f"{text}\n{version}".encode()).hexdigest()


def version_of(module: str) -> str:
    """The version that the package of a loaded module gives itself, which stands for its other files."""
    return str(getattr(sys.modules.get(module.partition(".")[0]), "__version__", ""))


def _find(name: str) -> ModuleSpec | None:
    """Where the module is, without running it or its packages."""
    spec, path = None, None
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        part = ".".join(parts[:length])
        spec = next((s for s in (_ask(finder, part, path) for finder in sys.meta_path) if s is not None), None)
        if spec is None:
            return None
        path = spec.submodule_search_locations
        if path is None and length < len(parts):
            return None
    return spec


def _ask(finder: Any, name: str, path: Any) -> ModuleSpec | None:
    try:
        spec: ModuleSpec | None = finder.find_spec(name, path)
    except (AttributeError, ImportError, ValueError, OSError):
        return None
    return spec


def _is_users(spec: ModuleSpec) -> bool:
    if spec.name.partition(".")[0] == _OWN or not (spec.has_location or spec.submodule_search_locations):
        return False
    places = [spec.origin] if spec.origin else list(spec.submodule_search_locations or [])
    paths = [Path(place).resolve() for place in places]
    return not any(_PACKAGES & set(path.parts) or _LIBRARY in path.parents for path in paths)


def _is_binary(spec: ModuleSpec) -> bool:
    return not str(spec.origin).endswith((".py", ".pyw"))


def _content(name: str, spec: ModuleSpec) -> bytes | None:
    if spec.origin in ("built-in", "frozen") or not spec.origin:
        if spec.submodule_search_locations is not None:
            return None
        return f"{spec.origin} {sys.version}".encode()
    read = getattr(spec.loader, "get_data", None)
    try:
        return bytes(read(spec.origin) if read else Path(spec.origin).read_bytes())
    except OSError as error:
        raise SourceError(f"the file of the module {name} cannot be read ({error.strerror or error})") from None


def _imports(content: bytes, name: str, is_package: bool) -> Iterator[str]:
    """The names of the modules that a source imports; for `from a import b` both a and a.b."""
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"the module {name} is no Python source ({error})") from None
    package = name.split(".") if is_package else name.split(".")[:-1]
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield alias.name
            case ast.ImportFrom(module=module, names=names, level=level):
                start = package[: len(package) - level + 1] if level else []
                base = ".".join([*start, *([module] if module else [])])
                if base:
                    yield base
                for alias in names:
                    yield f"{base}.{alias.name}" if base else alias.name
            case ast.Call(args=[ast.Constant(value=str() as text), *_]) if _called(node) in _IMPORTERS:
                yield text if not text.startswith(".") else ".".join([*package, text.lstrip(".")])


_IMPORTERS = {"import_module", "__import__"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def load(module: str) -> tuple[Any, dict[str, str]]:
    """Import `module`, run anew if it or what it imports has changed since it was loaded, with its `sources`.

    No byte code is written: it is kept by the second and the size, and would hide a quick edit.

    Raises SourceError: the source cannot be read; Exception: whatever running the module raises.
    """
    importlib.invalidate_caches()
    now = sources(module)
    before = _LOADED.get(module, now if _is_same_file(module) else None)
    if before != now:
        for name in {*(before or {}), *now}:
            spec = _find(name)
            if spec is not None and _is_users(spec):
                sys.modules.pop(name, None)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loaded = importlib.import_module(module)
    finally:
        sys.dont_write_bytecode = writes
    _LOADED[module] = now
    return loaded, now


_LOADED: dict[str, dict[str, str]] = {}


def _is_same_file(module: str) -> bool:
    """Whether a module of that name is loaded from where it is found now."""
    spec, loaded = _find(module), sys.modules.get(module)
    return loaded is None or (spec is not None and getattr(loaded, "__file__", None) == spec.origin)
