"""The experiments of Galanti & Wolf, "On the Modularity of Hypernetworks" (NeurIPS 2020), one file each.

All are configurations of one trainer. Repetitions are independent seeds: each draws its own target, data order and
start values, and shares nothing with the others. The two arms of a comparison share the target and the data.
An installed package adds one by an entry point `experiments.NAME` (`boundlab.extensions`).
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from functools import cache

import torch

from boundlab.errors import bad_value
from boundlab.experiments.paper._experiment import SCALES, Configuration, Experiment, Repetitions
from boundlab.extensions.packages import provided

__all__ = ["SCALES", "Configuration", "Experiment", "Repetitions", "default_scale", "experiments", "get"]


@cache
def experiments() -> dict[str, Experiment]:
    """Every experiment by name.

    >>> sorted(experiments())[:2]
    ['assumption_1', 'assumption_2']
    """
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    found = {name: dataclasses.replace(module.EXPERIMENT, name=name) for name, module in modules.items()}
    for name, item in provided("experiments", found).items():
        found[name] = dataclasses.replace(item.member("EXPERIMENT", Experiment), name=name)
    return found


def get(name: str) -> Experiment:
    """The experiment called `name`; hyphens count as underscores.

    Raises BoundlabError: there is none.
    """
    found = experiments().get(name.replace("-", "_"))
    if found is None:
        raise bad_value("experiment", name, f"one of {', '.join(experiments())}")
    return found


def default_scale(device: torch.device) -> str:
    """The scale of the paper where there is a GPU, else the small one."""
    return "full" if device.type == "cuda" else "small"
