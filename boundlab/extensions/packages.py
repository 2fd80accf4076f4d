"""Installed packages that add something, by their entry points."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError, missing_extra, suggestion
from boundlab.extensions.origin import BUILT_IN, Origin

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

GROUP = "boundlab"
KINDS = (
    "activations",
    "architectures",
    "claims",
    "classes",
    "engines",
    "experiments",
    "figures",
    "methods",
    "networks",
)
SWITCH = "BOUNDLAB_PACKAGES"


@dataclass(frozen=True)
class Provided:
    """One thing that a package provides: `name` as the built-in files of its kind are named, unread until `load`."""

    kind: str
    name: str
    origin: Origin
    _point: EntryPoint

    @property
    def path(self) -> Path:
        """The file of the module, which is not imported; raises BoundlabError if there is none."""
        from importlib.util import find_spec

        try:
            spec = find_spec(self._point.module)
        except ImportError as error:
            raise self.refused(f"{type(error).__name__}: {error}") from None
        if spec is None or spec.origin is None:
            raise self.refused(f"no module {self._point.module}")
        return Path(spec.origin)

    def load(self) -> Any:
        """Import and return the module or object; raises BoundlabError for whatever its import raises."""
        try:
            return self._point.load()
        except (Exception, SystemExit) as error:
            needed = missing_extra(error) if isinstance(error, ImportError) else None
            raise self.refused(needed or f"{type(error).__name__}: {error}") from None

    def member(self, name: str, type_: type) -> Any:
        """Return the object itself, or what the module calls `name`; raises BoundlabError unless it is a `type_`."""
        found = self.load()
        if isinstance(found, ModuleType):
            found = getattr(found, name, None)
        if not isinstance(found, type_):
            raise self.refused(f"expected {name} to be of type {type_.__name__}, got {type(found).__name__}")
        return found

    def holding(self, *names: str) -> Any:
        """Return the module (or object); raises BoundlabError unless it has all of `names`."""
        found = self.load()
        for name in names:
            if not hasattr(found, name):
                raise self.refused(f"it has no {name}")
        return found

    def refused(self, reason: str) -> BoundlabError:
        """Return the error that this package is not usable, and what to do about it."""
        return BoundlabError(
            f"{self.origin}: entry point {self.kind}.{self.name} = {self._point.value}: {reason};"
            f" {SWITCH}=0 leaves out what packages add"
        )


def provided(kind: str, built_in: Iterable[str] = ()) -> dict[str, Provided]:
    """Return what packages provide of `kind`, by name.

    Raises BoundlabError, which names the packages, for a name that two of them or `built_in` have.

    >>> provided("activations", ["tanh"])
    {}
    """
    taken: dict[str, Origin] = dict.fromkeys(built_in, BUILT_IN)
    found = {}
    for item in _all():
        if item.kind != kind:
            continue
        if item.name in taken:
            raise item.refused(f"the name {item.name} is taken: {taken[item.name]}")
        taken[item.name] = item.origin
        found[item.name] = item
    return found


def origins(kind: str, built_in: Iterable[str]) -> dict[str, Origin]:
    """Return where everything of `kind` comes from, by name: `built_in`, and what packages provide."""
    names = list(built_in)
    added = {name: item.origin for name, item in provided(kind, names).items()}
    return dict(sorted({**dict.fromkeys(names, BUILT_IN), **added}.items()))


@cache
def _all() -> tuple[Provided, ...]:
    if os.environ.get(SWITCH) == "0":
        return ()
    return tuple(sorted((p for d in _distributions() for p in _of(d)), key=lambda p: (p.kind, p.name, str(p.origin))))


def _of(distribution: Distribution) -> Iterable[Provided]:
    origin = Origin("package", f"{distribution.metadata['Name']} {distribution.version}")
    for point in distribution.entry_points.select(group=GROUP):
        kind, dot, name = point.name.partition(".")
        item = Provided(kind, name, origin, point)
        if not (dot and name):
            raise BoundlabError(f"{origin}: entry point {point.name}: expected KIND.NAME, such as activations.softsign")
        if kind not in KINDS:
            known = f"expected one of {', '.join(KINDS)}{suggestion(kind, KINDS)}"
            raise BoundlabError(f"{origin}: entry point {point.name}: no kind {kind!r}, {known}")
        yield item


def _distributions() -> Iterable[Distribution]:
    """The installed packages with entry points of the group; a search for its name in their files comes first, since
    importing importlib.metadata takes as long as a short command."""
    seen: set[str] = set()
    for folder in dict.fromkeys(os.path.abspath(place) for place in sys.path):
        for path in sorted(_metadata(folder)):
            from importlib.metadata import Distribution

            found = Distribution.at(Path(path))
            name = (found.metadata["Name"] or "").lower().replace("_", "-")
            if name not in seen:  # the first on the path is the one that is imported
                seen.add(name)
                yield found


def _metadata(folder: str) -> Iterable[str]:
    try:
        with os.scandir(folder) as entries:
            places = [e.path for e in entries if e.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return
    for place in places:
        try:
            with open(os.path.join(place, "entry_points.txt"), encoding="utf-8") as file:
                if any(line.strip() == f"[{GROUP}]" for line in file):
                    yield place
        except (OSError, UnicodeDecodeError):
            continue
