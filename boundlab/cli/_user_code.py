"""Code that the user names on the command line, imported and run on purpose: `pkg.mod:name` or `path/file.py:name`."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from boundlab.errors import bad_value

EXPECTED = "pkg.mod:name or file.py:name"


@contextlib.contextmanager
def user_code(target: str) -> Iterator[None]:
    """Run user code as if it were alone: its arguments are none, its output goes to stderr, its folder is importable.

    The command's own output is for what the command says, so that `--json` stays JSON.
    """
    place, _ = _split(target)
    argv, path = sys.argv, list(sys.path)
    sys.argv = [place]
    sys.path.insert(0, os.getcwd())
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        stack.enter_context(_descriptor_to_stderr())
        try:
            yield
        finally:
            sys.argv, sys.path[:] = argv, path


def load(target: str) -> Any:
    """The object that `target` names.

    Raises BoundlabError: there is no such module, file or name, or importing it fails or exits.
    """
    place, name = _split(target)
    with failures(target):
        found = _from_file(place) if _is_path(place) else importlib.import_module(place)
        for part in name.split("."):
            found = getattr(found, part)
        return found


@contextlib.contextmanager
def failures(target: str) -> Iterator[None]:
    """Whatever user code raises, `SystemExit` included, becomes one line: nothing was done, so nothing may pass."""
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise bad_value("target", target, f"{EXPECTED}; {type(error).__name__}: {error}") from None


def own_activations(text: str) -> str:
    """What `--activation` names, with `file.py:NAME` loaded, put into the catalogue, and replaced by its own name."""
    if not isinstance(text, str) or ".py:" not in text:
        return text
    from boundlab.activations import add
    from boundlab.extensions.named import named

    found = []
    for part in text.strip().removeprefix("{").removesuffix("}").split(","):
        name = part.strip()
        if ".py:" in name:
            with contextlib.redirect_stdout(sys.stderr):
                name = add(named(name, "activation")[0])
        found.append(name)
    return ", ".join(found)


def _split(target: str) -> tuple[str, str]:
    place, _, name = target.rpartition(":")
    if not place or not all(name.split(".")):
        raise bad_value("target", target, EXPECTED)
    return place, name


def _is_path(place: str) -> bool:
    return place.endswith(".py") or "/" in place or os.sep in place


def _from_file(place: str) -> ModuleType:
    """The module in a file, under its dotted name where it lies in a package, so that relative imports work."""
    path = Path(place).resolve()
    if path.is_dir():
        path /= "__init__.py"
    if not path.is_file():
        raise FileNotFoundError(f"no such file: {place}")
    names, folder = ([] if path.name == "__init__.py" else [path.stem]), path.parent
    while (folder / "__init__.py").is_file():
        names.insert(0, folder.name)
        folder = folder.parent
    sys.path.insert(0, str(folder))
    name = ".".join(names)
    if len(names) > 1 and all(part.isidentifier() for part in names):
        found = importlib.import_module(name)
        if found.__file__ and Path(found.__file__).resolve() == path:
            return found
    there = sys.modules.get(name)
    if there is not None and Path(getattr(there, "__file__", None) or "").resolve() != path:
        name = f"_user_{abs(hash(path)):x}_{path.stem}"  # a file may be called like a module that is in use
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{place} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


@contextlib.contextmanager
def _descriptor_to_stderr() -> Iterator[None]:
    """Descriptor 1 is 2 for a while: what libraries and child processes write does not pass through sys.stdout."""
    if sys.__stdout__ is not None:
        sys.__stdout__.flush()
    try:
        kept = os.dup(1)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(OSError):
            os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
