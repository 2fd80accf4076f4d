"""Activations σ: R → R, one file each: the facts that theorems and explicit bounds ask for, and σ on balls.

Adding one is adding a file with an `ACTIVATION` here, its formula on tensors in `boundlab.networks.activations` if it
can be trained, and its second writing in `boundlab.checking` if certificates speak of it. Nothing else lists them.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from boundlab.activations._activation import Activation, Fact, ReluEmulation
from boundlab.errors import bad_value

__all__ = ["Activation", "Fact", "ReluEmulation", "activation", "catalogue"]


@cache
def catalogue() -> dict[str, Activation]:
    """Return every activation by its name, sorted.

    >>> catalogue()["tanh"].lipschitz
    Fraction(1, 1)
    """
    modules = (entry.name for entry in pkgutil.iter_modules(__path__) if not entry.name.startswith("_"))
    found = [importlib.import_module(f"{__name__}.{name}").ACTIVATION for name in modules]
    return {a.name: a for a in sorted(found, key=lambda a: a.name)}


def activation(name: str) -> Activation:
    """Return the activation called `name`; raises BoundlabError, with the names there are, if there is none."""
    if name not in catalogue():
        raise bad_value("activation", name, f"one of {', '.join(catalogue())}")
    return catalogue()[name]
