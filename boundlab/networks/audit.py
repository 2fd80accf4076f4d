"""What a torch module stores, trains and wastes, counted by the identity of its tensors.

Summing a state_dict counts a shared tensor once per name; here every tensor counts once. Flags: tied (one tensor
under several names), sharing storage (different tensors, same memory), frozen (requires no gradient), dead (receives
no gradient, or only zeros, in every probe), unregistered (a tensor or module in a plain attribute, which an optimiser
given `module.parameters()` never sees).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from boundlab.errors import bad_value

_DEPTH, _PROBES = 4, 3


@dataclass(frozen=True)
class Audit:
    """The findings; names are those of `named_parameters` and `named_buffers`, attributes are dotted paths.

    active is None and dead is empty if the module was not probed.
    """

    stored: int
    trainable: int
    active: int | None
    buffers: int
    by_name: int
    tied: tuple[tuple[str, ...], ...]
    sharing_storage: tuple[tuple[str, ...], ...]
    frozen: tuple[str, ...]
    dead: dict[str, str]
    unregistered: tuple[str, ...]
    parameters: tuple[tuple[str, tuple[int, ...], int], ...]

    @property
    def flagged(self) -> bool:
        return bool(self.tied or self.sharing_storage or self.frozen or self.dead or self.unregistered)


def audit(module: nn.Module, inputs: Any = None) -> Audit:
    """Audit `module`; with `inputs` (a tuple of arguments or a dict of keyword arguments) gradients are probed, too.

    The module is left as it was: gradients are not accumulated and buffers are restored. Raises BoundlabError for a
    lazy parameter that has no shape yet, and for a forward call that fails or returns nothing differentiable.

    >>> shared = nn.Linear(3, 3)
    >>> found = audit(nn.Sequential(shared, nn.ReLU(), shared), (torch.ones(1, 3),))
    >>> found.stored, found.by_name, found.tied
    (12, 24, (('0.weight', '2.weight'), ('0.bias', '2.bias')))
    """
    names: dict[int, list[str]] = {}
    tensors: dict[int, Tensor] = {}
    for name, tensor in _registered(module):
        if is_lazy(tensor):
            raise bad_value(name, "a lazy parameter", "parameters with shapes; run the module once first")
        names.setdefault(id(tensor), []).append(name)
        tensors[id(tensor)] = tensor
    parameters = {key: t for key, t in tensors.items() if isinstance(t, nn.Parameter)}
    trainable = {key: p for key, p in parameters.items() if p.requires_grad}
    dead = {} if inputs is None else _dead(module, inputs, {names[key][0]: p for key, p in trainable.items()})
    lost = sum(p.numel() for key, p in trainable.items() if names[key][0] in dead)
    total = sum(p.numel() for p in trainable.values())
    return Audit(
        stored=sum(t.numel() for t in tensors.values()),
        trainable=total,
        active=None if inputs is None else total - lost,
        buffers=sum(t.numel() for key, t in tensors.items() if key not in parameters),
        by_name=sum(t.numel() for _, t in _registered(module)),
        tied=tuple(tuple(found) for found in names.values() if len(found) > 1),
        sharing_storage=_same_storage({names[key][0]: t for key, t in tensors.items()}),
        frozen=tuple(names[key][0] for key, p in parameters.items() if not p.requires_grad),
        dead=dead,
        unregistered=tuple(_unregistered(module, set(tensors))),
        parameters=tuple((names[key][0], tuple(p.shape), p.numel()) for key, p in parameters.items()),
    )


def _registered(module: nn.Module) -> Iterator[tuple[str, Tensor]]:
    yield from module.named_parameters(remove_duplicate=False)
    yield from module.named_buffers(remove_duplicate=False)


def _same_storage(tensors: dict[str, Tensor]) -> tuple[tuple[str, ...], ...]:
    groups: dict[tuple[str, int], list[str]] = {}
    for name, tensor in tensors.items():
        if tensor.numel() and not tensor.is_meta:
            key = (str(tensor.device), tensor.untyped_storage().data_ptr())
            groups.setdefault(key, []).append(name)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _dead(module: nn.Module, inputs: Any, parameters: dict[str, Tensor]) -> dict[str, str]:
    """Why each dead parameter is dead, by name."""
    reasons = dict.fromkeys(parameters, "no gradient")
    buffers = {name: buffer.clone() for name, buffer in module.named_buffers()}
    for _ in range(_PROBES if parameters else 0):
        outputs = _call(module, inputs)
        loss = sum((output * torch.randn_like(output)).sum() for output in outputs)
        gradients = torch.autograd.grad(loss, list(parameters.values()), allow_unused=True)  # type: ignore[arg-type]
        for name, gradient in zip(parameters, gradients, strict=True):
            if gradient is not None and name in reasons:
                reasons[name] = f"zero gradient in {_PROBES} probes"
                if bool(gradient.any()):
                    del reasons[name]
    with torch.no_grad():
        for name, buffer in module.named_buffers():
            buffer.copy_(buffers[name])
    return reasons


def _call(module: nn.Module, inputs: Any) -> list[Tensor]:
    """The differentiable outputs of one call; floating-point inputs given by shape are redrawn for every probe."""
    arguments = inputs() if callable(inputs) else inputs
    try:
        result = module(**arguments) if isinstance(arguments, dict) else module(*arguments)
    except Exception as error:
        raise bad_value("inputs", f"{type(error).__name__}: {error}", "inputs the module accepts") from None
    outputs = [output for output in _tensors(result, _DEPTH) if output.requires_grad]
    if not outputs:
        raise bad_value("outputs", type(result).__name__, "at least one output that requires a gradient")
    return outputs


def _tensors(value: Any, depth: int) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif depth and isinstance(value, dict):
        for part in value.values():
            yield from _tensors(part, depth - 1)
    elif depth and isinstance(value, (list, tuple)):
        for part in value:
            yield from _tensors(part, depth - 1)


def _unregistered(module: nn.Module, registered: set[int]) -> Iterator[str]:
    modules = {id(part) for part in module.modules()}
    for prefix, part in module.named_modules():
        for attribute, value in vars(part).items():
            if attribute not in {"_parameters", "_buffers", "_modules"}:
                path = f"{prefix}.{attribute}".lstrip(".")
                yield from _stray(path, value, registered, modules, _DEPTH)


def _stray(path: str, value: Any, registered: set[int], modules: set[int], depth: int) -> Iterator[str]:
    if isinstance(value, Tensor) and id(value) not in registered:
        kind = "requires a gradient" if value.requires_grad else "tensor"
        yield f"{path} ({kind}, {value.numel()})"
    elif isinstance(value, nn.Module) and id(value) not in modules:
        size = sum(p.numel() for p in value.parameters())
        yield f"{path} (module {type(value).__name__}, {size} parameters)"
    elif depth and isinstance(value, dict):
        for key, part in value.items():
            yield from _stray(f"{path}[{key!r}]", part, registered, modules, depth - 1)
    elif depth and isinstance(value, (list, tuple, set)):
        for number, part in enumerate(value):
            yield from _stray(f"{path}[{number}]", part, registered, modules, depth - 1)
