"""All claims there are: of the literature and repaired, what packages add, and the rows of files that are given."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterable
from functools import cache

from boundlab import literature
from boundlab.claims.claim import Claim, Reference
from boundlab.claims.registry import Registry
from boundlab.derived import repaired
from boundlab.errors import bad_value
from boundlab.extensions.packages import provided

Given = Registry | str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A registry, or what is laid over everything there is: the path of a registry file, or several."""


def load(registry: Given | None = None) -> Registry:
    """Return everything the project and installed packages hold, with the rows of the files in `registry` laid over it.

    A file is TOML, or Python if it is called `*.py`: that one is run. A Registry is returned as it is. Raises
    BoundlabError, which names file, line and key, for what is wrong in a file.

    >>> load()["devore-howard-micchelli-1989"].landau
    'N = Ω(ε^(-m/r))'
    """
    if isinstance(registry, Registry):
        return registry
    found = _built_in()
    for kind in ("classes", "claims"):
        for item in provided(kind).values():
            from boundlab.registry_file.module import with_package

            found = with_package(found, item)
    for path in _paths(registry):
        found = _with_file(found, path)
    return found


@cache
def _built_in() -> Registry:
    """Read every file of both rooms: `CLAIMS`, a tuple of claims, and `REFERENCE`, the paper, where there is one."""
    claims: list[Claim] = []
    references: list[Reference] = []
    for room in (literature, repaired):
        for entry in pkgutil.iter_modules(room.__path__):
            if not entry.name.startswith("_"):
                module = importlib.import_module(f"{room.__name__}.{entry.name}")
                claims += module.CLAIMS
                if hasattr(module, "REFERENCE"):
                    references.append(module.REFERENCE)
    return Registry(claims, references)


def _paths(given: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | None) -> list[str]:
    if given is None:
        return []
    if isinstance(given, str | os.PathLike):
        given = [given]
    try:
        return [os.fspath(path) for path in given]
    except TypeError:
        raise bad_value("registry", given, "a Registry, the path of a registry file, or a list of paths") from None


def _with_file(base: Registry, path: str) -> Registry:
    if path.endswith(".py"):
        from boundlab.registry_file.module import with_python_file

        return with_python_file(base, path)
    from boundlab.registry_file.settings import with_toml_file

    return with_toml_file(base, path, "registry")


def claim_of(given: Claim | str, registry: Given | None = None, argument: str = "claim") -> Claim:
    """Return `given` itself, or the claim with that id in `registry`, by default in all there is."""
    if isinstance(given, Claim):
        return given
    if not isinstance(given, str):
        raise bad_value(argument, given, "a claim, or its id such as 'galanti-wolf-2020/thm-3'")
    return load(registry)[given]
