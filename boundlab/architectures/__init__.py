"""Hypernetwork designs and their relatives, counted: one file per architecture, discovered.

One of one's own is a subclass of `Architecture`, with `option`s as fields and counts as `Item`s, in a file that is
named, or in a package with an entry point; a method `torch_module` makes its torch module.

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
from types import ModuleType
from typing import Any

from boundlab.architectures import _options as option
from boundlab.architectures._architecture import (
    Architecture,
    Bill,
    Compression,
    Formula,
    Growth,
    Item,
    Setting,
    primary_generated,
)
from boundlab.architectures._counting import head, trunk
from boundlab.architectures._structure import as_data, certificate
from boundlab.display import Table
from boundlab.errors import bad_value
from boundlab.extensions import packages
from boundlab.extensions.named import is_named, named
from boundlab.extensions.origin import BUILT_IN, Origin
from boundlab.extensions.packages import Provided

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
    "count",
    "get",
    "head",
    "names",
    "option",
    "origins",
    "primary_generated",
    "rank",
    "trunk",
]


def origins() -> dict[str, Origin]:
    """Where each architecture comes from, by name: the files of this folder, and what installed packages add."""
    files = (module.name for module in pkgutil.iter_modules(__path__))
    return packages.origins("architectures", (name.replace("_", "-") for name in files if not name.startswith("_")))


def names() -> list[str]:
    """The names of all architectures."""
    return list(origins())


def get(name: str) -> type[Architecture]:
    """The architecture called `name`, or the subclass of Architecture at `file.py:NAME`; only its file is imported.

    Raises BoundlabError if there is none.
    """
    if is_named(name):
        found, _ = named(name, "architecture")
        if not (isinstance(found, type) and issubclass(found, Architecture)):
            raise bad_value("architecture", name, "a subclass of boundlab.architectures.Architecture")
        if missing := sorted(getattr(found, "__abstractmethods__", ())):
            raise bad_value("architecture", name, f"an architecture with {', '.join(missing)}")
        return found
    known = origins()
    if name not in known:
        raise bad_value("architecture", name, f"one of {', '.join(known)}")
    if known[name] != BUILT_IN:
        return _of_package(packages.provided("architectures")[name])
    (row,) = _rows(importlib.import_module(f"{__name__}.{name.replace('-', '_')}"))
    return row


def _rows(module: ModuleType) -> list[type[Architecture]]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Architecture) and value.__module__ == module.__name__
    ]


def _of_package(item: Provided) -> type[Architecture]:
    found = item.load()
    rows = _rows(found) if isinstance(found, ModuleType) else [found]
    if len(rows) != 1 or not (isinstance(rows[0], type) and issubclass(rows[0], Architecture)):
        raise item.refused("expected one subclass of boundlab.architectures.Architecture")
    if rows[0].name() != item.name:
        raise item.refused(f"the architecture calls itself {rows[0].name()!r}")
    return rows[0]


def count(architecture: str, **options: Any) -> Architecture:
    """The architecture with these options, values or their text, and its bill.

    Raises BoundlabError for an unknown architecture or option, and for a value that an option does not take.

    >>> count("full", primary="784-100-10", tasks=10, hidden=(100,)).bill().trainable
    8031490
    """
    return get(architecture).from_text(options)


def rank(
    primary: Any = (784, 100, 10),
    tasks: Any = 10,
    condition: Any = None,
    embedding: Any = 8,
    hidden: Any = (100, 100),
    bias: str = "all",
    primary_bias: str = "all",
    activation: str = "relu",
) -> Table[Architecture]:
    """All architectures for one primary network and the same conventions, by trainable parameters.

    `condition` is the dimension of the condition vector, by default one-hot: the number of tasks.

    >>> [row.name() for row in rank(primary="784-100-10", tasks=10)[:1]]
    ['random-matrix']
    """
    shared = {"embedding": embedding, "hidden": hidden, "bias": bias, "primary_bias": primary_bias}
    base: Any = count("full", primary=primary, tasks=tasks, activation=activation, **shared)
    vector: Any = count("standard", condition=base.tasks if condition is None else condition)
    setting = Setting(
        base.primary, base.tasks, vector.condition, base.embedding, base.hidden, base.bias, base.primary_bias,
        base.activation,
    )  # fmt: skip
    rows = [get(name).for_setting(setting) for name in names()]
    return Table(sorted(rows, key=lambda row: (row.bill().trainable, row.name())), "architectures")
