"""Hypernetwork designs and their relatives, counted: one file per architecture, discovered.

>>> from boundlab import architectures
>>> row = architectures.get("full")(primary=(784, 100, 10), tasks=10, embedding=8, hidden=(100,))
>>> row.bill().trainable, row.bill().generated
(8031490, 79510)
>>> str(row.formula().bill.trainable)
'T*c + c*l1 + u*l1 + l1*P + l1 + P'
"""

from __future__ import annotations

import importlib
import pkgutil

from boundlab.architectures._architecture import (
    Architecture,
    Bill,
    Compression,
    Formula,
    Growth,
    Item,
    Setting,
)
from boundlab.architectures._structure import as_data, certificate
from boundlab.errors import bad_value

__all__ = [
    "Architecture",
    "Bill",
    "Compression",
    "Formula",
    "Growth",
    "Item",
    "Setting",
    "as_data",
    "certificate",
    "get",
    "names",
]


def names() -> list[str]:
    """The names of all architectures: the files of this folder."""
    found = (module.name for module in pkgutil.iter_modules(__path__))
    return sorted(name.replace("_", "-") for name in found if not name.startswith("_"))


def get(name: str) -> type[Architecture]:
    """The architecture called `name`; only its file is imported.

    Raises BoundlabError if there is none.
    """
    if name not in names():
        raise bad_value("architecture", name, f"one of {', '.join(names())}")
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    (row,) = (
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Architecture) and value.__module__ == module.__name__
    )
    return row
