"""Scaling laws, one file each: a predicted order, an exact half, a measured half, controls that must fail, rivals."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from boundlab.errors import one_of
from boundlab.scaling._law import SCALES, Control, OrderLaw, Series

__all__ = ["SCALES", "Control", "OrderLaw", "Series", "get", "laws"]


@cache
def laws() -> dict[str, OrderLaw]:
    """Every law by its id.

    >>> "hyperkernel-error" in laws()
    True
    """
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}").LAW for name in names}


def get(id: str) -> OrderLaw:
    """The law with this id; underscores count as hyphens.

    Raises:
        BoundlabError: there is none.
    """
    return laws()[one_of("id", id.replace("_", "-"), tuple(laws()))]
