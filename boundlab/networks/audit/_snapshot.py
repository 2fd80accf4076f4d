"""A module's whole state, to be put back after a forward call that wrote to it.

Not a deep copy: modules hold tensors that cannot be copied (values with a grad_fn), hooks that refer to the original,
locks and handles. Everything reachable from the module is recorded and later put back in place, objects kept.
"""

from __future__ import annotations

import random
import sys
import types
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn

from boundlab.networks.audit._memory import distinct, leaves

_ATOMS = (int, float, complex, str, bytes, bool, type(None), type, types.ModuleType, torch.dtype, torch.device)
# Compilers and graphs of torch keep caches that belong to no state of the module.
_FOREIGN = ("torch._", "torch.fx", "torch.jit", "logging", "threading")


class Snapshot:
    """The state of `module` when this was made: attributes, containers, tensors, gradients, training mode."""

    def __init__(self, module: nn.Module) -> None:
        self._undo: list[Callable[[], None]] = []
        self._seen: dict[int, Any] = {}
        # A scripted module keeps its tensors where Python does not reach.
        todo = [module, *module.parameters(), *module.buffers()]
        while todo:
            value = todo.pop()
            if not isinstance(value, _ATOMS) and id(value) not in self._seen:
                self._seen[id(value)] = value
                todo.extend(self._record(value))

    def restore(self) -> None:
        """Put everything back."""
        for undo in self._undo:
            undo()

    def _record(self, value: Any) -> Iterator[Any]:
        if isinstance(value, Tensor):
            self._undo.append(_tensor_undo(value))
            yield from vars(value).values() if hasattr(value, "__dict__") else ()
        elif isinstance(value, dict):
            yield from self._record_items(value, dict(value), lambda kept: _refill(value, kept))
        elif isinstance(value, list):
            yield from self._record_items(value, list(value), lambda kept: value.__setitem__(slice(None), kept))
        elif isinstance(value, set):
            yield from self._record_items(value, set(value), lambda kept: _refill(value, kept))
        elif isinstance(value, deque):
            yield from self._record_items(value, list(value), lambda kept: _refill(value, kept))
        elif isinstance(value, tuple | frozenset):
            yield from value
        elif isinstance(value, types.FunctionType):
            yield from (part for cell in value.__closure__ or () for part in self._record_cell(cell))
        elif isinstance(value, types.MethodType):
            yield value.__self__
        elif isinstance(value, torch.Generator):
            state = value.get_state()
            self._undo.append(lambda: _quietly(value.set_state, state))
        elif isinstance(value, random.Random):
            position = value.getstate()
            self._undo.append(lambda: value.setstate(position))
        elif "numpy" in sys.modules and isinstance(value, sys.modules["numpy"].ndarray):
            content = value.copy()
            self._undo.append(lambda: _quietly(sys.modules["numpy"].copyto, value, content))
        if isinstance(value, torch.jit.ScriptModule):
            yield from self._record_script(value)
        if isinstance(value, nn.Module):
            yield from (part for kind in type(value).__mro__ for part in self._record_class(kind))
        if isinstance(value, nn.Module) or not type(value).__module__.startswith(_FOREIGN):
            yield from self._record_attributes(value)

    def _record_items(self, value: Any, kept: Any, put: Callable[[Any], object]) -> Iterator[Any]:
        def undo() -> None:
            if not _same(value, kept):
                put(kept)

        self._undo.append(undo)
        yield from kept.values() if isinstance(kept, dict) else kept

    def _record_cell(self, cell: types.CellType) -> Iterator[Any]:
        with suppress(ValueError):  # an empty cell
            content = cell.cell_contents
            self._undo.append(lambda: setattr(cell, "cell_contents", content))
            yield content

    def _record_class(self, kind: type) -> Iterator[Any]:
        if kind.__module__.startswith(("builtins", "torch")) or id(kind) in self._seen:
            return
        self._seen[id(kind)] = kind
        kept = {name: value for name, value in vars(kind).items() if not name.startswith("__")}

        def undo() -> None:
            for name in [name for name in vars(kind) if not name.startswith("__") and name not in kept]:
                delattr(kind, name)
            for name, value in kept.items():
                if vars(kind).get(name, undo) is not value:
                    setattr(kind, name, value)

        self._undo.append(undo)
        yield from kept.values()

    def _record_script(self, value: Any) -> Iterator[Any]:
        """Attributes of a scripted module lie in its C++ half, which gives copies of numbers and containers."""
        for name in (getattr(value, "_concrete_type", None) and value._concrete_type.get_attributes()) or ():
            content = value._c.getattr(name)
            self._undo.append(partial(_quietly, value._c.setattr, name, content))
            yield content

    def _record_attributes(self, value: Any) -> Iterator[Any]:
        attributes = getattr(value, "__dict__", None)
        if type(attributes) is dict and not isinstance(value, Tensor):
            yield attributes
        for name in {name for kind in type(value).__mro__ for name in _slots(kind)}:
            with suppress(AttributeError):
                content = getattr(value, name)
                self._undo.append(partial(_quietly, setattr, value, name, content))
                yield content


def _slots(kind: type) -> tuple[str, ...]:
    slots = vars(kind).get("__slots__", ()) if not kind.__module__.startswith(("builtins", "torch", "numpy")) else ()
    names = (slots,) if isinstance(slots, str) else tuple(slots)
    return tuple(name for name in names if not name.startswith("__"))


def _same(value: Any, kept: Any) -> bool:
    if len(value) != len(kept):
        return False
    if isinstance(kept, dict):
        return all(a is c and b is d for (a, b), (c, d) in zip(dict.items(value), kept.items(), strict=True))
    return value == kept if isinstance(kept, set) else all(a is b for a, b in zip(value, kept, strict=True))


def _refill(value: Any, kept: Any) -> None:
    value.clear()
    (value.extend if isinstance(value, deque) else value.update)(kept)


def _quietly(function: Callable[..., object], *arguments: Any) -> None:
    # Frozen objects and read-only arrays: what cannot be written was not changed.
    with suppress(AttributeError, TypeError, ValueError, RuntimeError):
        function(*arguments)


def _tensor_undo(tensor: Tensor) -> Callable[[], None]:
    """Puts back content, size, memory, `requires_grad` and gradient of one tensor, without a trace in autograd."""
    kept = [(leaf, distinct(leaf).detach().clone()) for leaf in leaves(tensor) if not leaf.is_meta]
    plain = bool(kept) and kept[0][0] is tensor
    alias = tensor.data if plain else None
    place = (tensor.data_ptr(), tensor.shape, tensor.stride()) if plain else None
    leaf = tensor.is_leaf
    needs, gradient = tensor.requires_grad, tensor.grad if leaf else None
    inner = None if gradient is None else _tensor_undo(gradient)

    def undo() -> None:
        if alias is not None and (tensor.data_ptr(), tensor.shape, tensor.stride()) != place:
            tensor.data = alias
        for part, content in kept:
            write(part, content)
        if leaf and tensor.requires_grad != needs:
            _quietly(tensor.requires_grad_, needs)
        if leaf and tensor.grad is not gradient:
            tensor.grad = gradient
        if inner is not None:
            inner()

    return undo


def write(leaf: Tensor, content: Tensor) -> None:
    """Copy `content` into the memory of `leaf`; its version does not change, so graphs that hold it stay valid."""
    with torch.no_grad(), torch.inference_mode(leaf.is_inference()):
        distinct(leaf.detach() if leaf.is_inference() else leaf.data).copy_(content)


@contextmanager
def random_state_kept() -> Iterator[None]:
    """Seeded random numbers inside, and every global generator afterwards as it was."""
    numpy = sys.modules["numpy"].random if "numpy" in sys.modules else None
    python, legacy = random.getstate(), numpy.get_state() if numpy else None
    devices = list(range(torch.cuda.device_count())) if torch.cuda.is_initialized() else []
    with torch.random.fork_rng(devices):
        torch.manual_seed(0)
        random.seed(0)
        if numpy:
            numpy.seed(0)
        try:
            yield
        finally:
            random.setstate(python)
            if numpy:
                numpy.set_state(legacy)


def random_state() -> list[Any]:
    """What changes when a global generator is drawn from."""
    states: list[Any] = [random.getstate(), torch.get_rng_state().tolist()]
    if "numpy" in sys.modules:
        name, keys, *rest = sys.modules["numpy"].random.get_state()
        states += [name, keys.tobytes(), rest]
    if torch.cuda.is_initialized():
        states += [state.tolist() for state in torch.cuda.get_rng_state_all()]
    return states
