"""Target classes, one family per file: each TargetClass of a file is one, with its inclusions in other classes."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from boundlab.claims.target_class import NETWORKS, TargetClass

SHORT = {
    "sobolev": "sobolev-ball",
    "structured": "sobolev-ball-with-structured-selector",
    "barron": "barron-ball",
    "variation": "relu-k-variation-ball",
    "piecewise": "piecewise-smooth",
}
"""Short names of classes; none of them is an id."""


@cache
def target_classes() -> dict[str, TargetClass]:
    """Return every target class by its id, sorted.

    >>> print(target_classes()["barron-ball"].name)
    Barron ball
    """
    modules = (importlib.import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__))
    found = {c.id: c for module in modules for c in vars(module).values() if isinstance(c, TargetClass)}
    return {NETWORKS.id: NETWORKS, **dict(sorted(found.items()))}
