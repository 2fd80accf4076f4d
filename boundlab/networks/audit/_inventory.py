"""The tensors of a module: those it registers, and those it holds where `parameters()` does not look."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from boundlab.networks.audit._memory import covered

DEPTH = 4
# What torch itself keeps in every module: the registries, and hooks, which hold no tensors of the module.
_WHOLE = "(the module itself)"
_OWN = frozenset(vars(nn.Module()))


@dataclass
class Inventory:
    """Registered tensors by identity, each with all its names; parameters are those that `parameters()` gives."""

    names: dict[int, list[str]] = field(default_factory=dict)
    tensors: dict[int, Tensor] = field(default_factory=dict)
    parameters: dict[str, Tensor] = field(default_factory=dict)
    buffers: dict[str, Tensor] = field(default_factory=dict)
    by_name: int = 0

    @classmethod
    def of(cls, module: nn.Module) -> Inventory:
        """The inventory of `module`; a lazy tensor has no size and counts as none."""
        found = cls()
        for kind, pairs in (
            (found.parameters, module.named_parameters(remove_duplicate=False)),
            (found.buffers, module.named_buffers(remove_duplicate=False)),
        ):
            for name, tensor in pairs:
                if id(tensor) not in found.tensors:
                    kind[name] = tensor
                found.tensors[id(tensor)] = tensor
                found.names.setdefault(id(tensor), []).append(name)
                found.by_name += 0 if is_lazy(tensor) else tensor.numel()
        return found

    @property
    def named(self) -> dict[str, Tensor]:
        """Every tensor under its first name."""
        return self.parameters | self.buffers

    @property
    def lazy(self) -> list[str]:
        """The names of those without a shape."""
        return [name for name, tensor in self.named.items() if is_lazy(tensor)]


def parts(value: Any) -> Iterator[tuple[str, Any]]:
    """What a container holds, with the text that leads there: mappings, sequences, sets, dataclasses, namespaces."""
    if isinstance(value, Mapping):
        yield from ((f"[{key!r}]", part) for key, part in value.items())
    elif isinstance(value, list | tuple | set | frozenset | deque):
        yield from ((f"[{number}]", part) for number, part in enumerate(value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from ((f".{part.name}", getattr(value, part.name, None)) for part in fields(value))
    elif isinstance(value, SimpleNamespace):
        yield from ((f".{name}", part) for name, part in vars(value).items())


def unregistered(module: nn.Module, inventory: Inventory) -> Iterator[str]:
    """Tensors and modules in plain attributes that no optimiser given `module.parameters()` sees.

    A tensor with a grad_fn is a value, not a parameter; so is what a hook computes before every call (weight norm,
    pruning), and a view of registered memory.
    """
    modules = {id(part) for part in module.modules()}
    held = list(inventory.tensors.values())
    for path, value in _attributes(module):
        yield from _stray(path, value, held, modules, DEPTH)


def packed(module: nn.Module) -> dict[str, int]:
    """Numbers that neither `parameters()` nor `buffers()` gives, by module: packed objects of a quantised module, and
    the constants of a frozen script. Zero where the object does not say what it packs.
    """
    found: dict[str, int] = {}
    for prefix, part in module.named_modules():
        if isinstance(part, torch.jit.ScriptModule) and (numbers := _constants(part)):
            found[prefix or _WHOLE] = numbers
            break
    for path, value in _attributes(module):
        if isinstance(value, torch.ScriptObject) and not isinstance(value, torch._C.ScriptModule):
            owner = ".".join(part for part in path.split(".")[:-1] if not part.startswith("_packed"))
            found[owner or _WHOLE] = found.get(owner or _WHOLE, 0) + _packed_numbers(value)
    return found


def _constants(script: torch.jit.ScriptModule) -> int:
    if not hasattr(script, "forward"):
        return 0
    graph: Any = script.inlined_graph  # nodes live as long as their graph
    nodes = graph.findAllNodes("prim::Constant")
    return sum(n.t("value").numel() for n in nodes if n.hasAttribute("value") and n.kindOf("value") == "t")


def _packed_numbers(value: Any) -> int:
    try:
        state = value.__getstate__()
    except (RuntimeError, AttributeError, TypeError, ValueError):
        return 0
    return sum(_numbers_in(state, DEPTH + 2))


def _numbers_in(value: Any, depth: int) -> Iterator[int]:
    if isinstance(value, Tensor):
        # A packed convolution begins with its settings (strides, padding) as a vector of int16; these are no weights.
        yield 0 if value.dtype == torch.int16 else value.numel()
    elif isinstance(value, torch.ScriptObject):
        yield _packed_numbers(value)
    elif depth:
        for _, part in parts(value):
            yield from _numbers_in(part, depth - 1)


def _attributes(module: nn.Module) -> Iterator[tuple[str, Any]]:
    for prefix, part in module.named_modules():
        computed = {name for hook in part._forward_pre_hooks.values() for name in _computed_by(hook)}
        for attribute, value in vars(part).items():
            if attribute not in _OWN and attribute not in computed:
                yield f"{prefix}.{attribute}".lstrip("."), value


def _computed_by(hook: Any) -> Iterator[str]:
    yield from (getattr(hook, name) for name in ("name", "_tensor_name") if isinstance(getattr(hook, name, None), str))


def _stray(path: str, value: Any, held: list[Tensor], modules: set[int], depth: int) -> Iterator[str]:
    if isinstance(value, Tensor):
        if value.grad_fn is None and all(value is not tensor for tensor in held) and not covered(value, held):
            kind = "requires a gradient" if value.requires_grad else "tensor"
            yield f"{path} ({kind}, {'lazy' if is_lazy(value) else value.numel()})"
    elif isinstance(value, nn.Module):
        if id(value) not in modules:
            size = sum(p.numel() for p in value.parameters() if not is_lazy(p))
            yield f"{path} (module {type(value).__name__}, {size} parameters)"
    elif depth:
        for label, part in parts(value):
            yield from _stray(path + label, part, held, modules, depth - 1)
