"""The architectures as torch modules: one file per architecture, paired by name with `boundlab.architectures`.

Every module has one interface: `weights = generator(condition)` maps a batch of conditions to a batch of weight
vectors, which `generator.network(x, weights)` evaluates; `generator.predict(x, condition)` does both.
"""

from __future__ import annotations

import importlib

import torch
from torch import nn

from boundlab.architectures import Architecture
from boundlab.errors import bad_value
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model, Shape

# Options that say how many separate tensors a module has, and what can be addressed at all.
_LISTED, _MOST_LISTED, _MOST_STORED = {"tasks", "blocks", "depth"}, 10**5, 2**60

__all__ = ["Generator", "Model", "Shape", "Tasks", "benchmark_model", "count_module", "module_for", "tally"]


def module_for(row: Architecture) -> Generator:
    """The torch module of the configuration `row`; an architecture of one's own makes it by its method `torch_module`.

    Raises BoundlabError if it has none.

    >>> from boundlab import architectures
    >>> row = architectures.get("full")(primary=(2, 3, 1), tasks=4, embedding=2, hidden=(5,))
    >>> generator = module_for(row)
    >>> generator(torch.tensor([0, 3])).shape
    torch.Size([2, 13])
    """
    own = getattr(row, "torch_module", None)
    if own is not None:
        found: Generator = own()
        return found
    try:
        return _module(row.name()).build(row)
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{row.name().replace('-', '_')}":
            raise
        raise bad_value(
            "architecture", row.name(), "one with a torch module: a method torch_module of its own"
        ) from None


def benchmark_model(name: str, shape: Shape, scale: int) -> Model:
    """The architecture `name` as a model of y(x, I) for problems of this `shape`; `scale` sets its size.

    Raises BoundlabError for an unknown name or a scale below 1.
    """
    if scale < 1:
        raise bad_value("scale", scale, "an integer of at least 1")
    return _module(name).benchmark_model(shape, scale)


def _module(name: str):  # type: ignore[no-untyped-def]  # a module with `build` and `benchmark_model`
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")


def tally(module: nn.Module) -> dict[str, int]:
    """Stored, trainable and per-child trainable numbers of `module`, every tensor counted once by identity."""
    counts = {"stored": 0, "trainable": 0}
    seen: set[int] = set()
    for name, tensor in [*module.named_parameters(), *module.named_buffers()]:
        if id(tensor) in seen:
            continue
        seen.add(id(tensor))
        counts["stored"] += tensor.numel()
        if tensor.requires_grad:
            item = "item " + name.partition(".")[0]
            counts["trainable"] += tensor.numel()
            counts[item] = counts.get(item, 0) + tensor.numel()
    return counts


def count_module(row: Architecture) -> dict[str, int]:
    """Stored and trainable numbers of the torch module of `row`, built without memory (on the meta device).

    Raises BoundlabError for a row with too many separate tensors, or too many numbers, to build.
    """
    for name in _LISTED & set(row.options()):
        if getattr(row, name) > _MOST_LISTED:
            raise bad_value(name, getattr(row, name), f"at most {_MOST_LISTED} to build the torch module")
    if row.bill().stored > _MOST_STORED:
        raise bad_value("stored", row.bill().stored, f"at most {_MOST_STORED} numbers to build the torch module")
    with torch.device("meta"):
        counts = tally(module_for(row))
    return {key: counts[key] for key in ("stored", "trainable")}
