"""Activations σ: R → R, one file each: the facts that theorems and explicit bounds ask for, and σ on balls.

Adding one is adding a file with an `ACTIVATION` here, its formula on tensors in `boundlab.networks.activations` if it
can be trained, and its second writing in `boundlab.checking` if certificates speak of it. Nothing else lists them.
An installed package adds one by an entry point `activations.NAME` (`boundlab.extensions`), `add` one for this process.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from boundlab.activations._activation import Activation, Fact, ReluEmulation
from boundlab.activations._declared import refuse_contradictions
from boundlab.errors import BoundlabError, bad_value
from boundlab.extensions.packages import provided

__all__ = ["Activation", "Fact", "ReluEmulation", "activation", "add", "built_in", "catalogue"]


@cache
def built_in() -> dict[str, Activation]:
    """Return the activations of the project by name, sorted: what its own statements are audited for."""
    modules = (entry.name for entry in pkgutil.iter_modules(__path__) if not entry.name.startswith("_"))
    found = [importlib.import_module(f"{__name__}.{name}").ACTIVATION for name in modules]
    return {a.name: a for a in sorted(found, key=lambda a: a.name)}


@cache
def catalogue() -> dict[str, Activation]:
    """Return every activation by its name, sorted, those of installed packages included.

    >>> catalogue()["tanh"].lipschitz
    Fraction(1, 1)
    """
    found = dict(built_in())
    for name, item in provided("activations", found).items():
        found[name] = item.member("ACTIVATION", Activation)
        if found[name].name != name:
            raise item.refused(f"the activation calls itself {found[name].name!r}")
        try:
            refuse_contradictions(found[name])
        except BoundlabError as error:
            raise item.refused(str(error)) from None
    found |= _ADDED
    return dict(sorted(found.items()))


def activation(name: str) -> Activation:
    """Return the activation called `name`; raises BoundlabError, with the names there are, if there is none."""
    if name not in catalogue():
        raise bad_value("activation", name, f"one of {', '.join(catalogue())}")
    return catalogue()[name]


_ADDED: dict[str, Activation] = {}


def add(activation: Activation) -> str:
    """Put an activation of one's own into the catalogue of this process, and return its name; its facts are declared.

    Raises BoundlabError for what is none, for a name that is taken, and for a declared number that its jet contradicts.
    """
    if not isinstance(activation, Activation):
        raise bad_value("activation", activation, "a boundlab.activations.Activation")
    there = catalogue().get(activation.name)
    if there is not None and activation.name not in _ADDED:
        raise bad_value("activation", activation.name, "another name: this one is taken")
    refuse_contradictions(activation)
    _ADDED[activation.name] = activation
    catalogue.cache_clear()
    return activation.name
