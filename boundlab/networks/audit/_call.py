"""What goes into a forward call and what comes out of it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.parameter import UninitializedBuffer, is_lazy

from boundlab.errors import BoundlabError, bad_value
from boundlab.networks.audit._inventory import DEPTH, parts
from boundlab.networks.audit._snapshot import random_state_kept

_DRAWN = (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.complex128)


@dataclass(frozen=True)
class RandomInput:
    """An input drawn anew for every call: normal numbers, or integers from 0 to `below` - 1 (truth values for bool).

    Of `dtype`; without one, numbers have that of the module, and integers are int64.
    """

    shape: tuple[int, ...]
    below: int | None = None
    dtype: torch.dtype | None = None

    def draw(self, dtype: torch.dtype, device: torch.device) -> Tensor:
        if self.below is not None:
            return torch.randint(self.below, self.shape, dtype=self.dtype or torch.int64, device=device)
        return torch.randn(self.shape, dtype=self.dtype or dtype, device=device)


Draw = Callable[[], Any]


def draws(module: nn.Module, inputs: Any) -> Sequence[Draw]:
    """Ways to draw the inputs, the most likely first: a module of several dtypes does not say which one it takes.

    Tensors that were given are copied for every call, for a forward may write to them.
    """
    if callable(inputs):
        return [inputs]
    given = dict(inputs) if isinstance(inputs, Mapping) else tuple(inputs)
    tensors = [*module.parameters(), *module.buffers()]
    device = next((tensor.device for tensor in tensors), torch.device("cpu"))
    dtypes = dict.fromkeys([t.dtype for t in tensors if t.dtype in _DRAWN] + [torch.float32])
    random_ = [part for part in (given.values() if isinstance(given, dict) else given) if _drawn_float(part)]
    return [partial(_fresh, given, dtype, device) for dtype in dtypes][: None if random_ else 1]


def _drawn_float(part: Any) -> bool:
    return isinstance(part, RandomInput) and part.below is None and part.dtype is None


def _fresh(value: Any, dtype: torch.dtype, device: torch.device) -> Any:
    if isinstance(value, RandomInput):
        return value.draw(dtype, device)
    if isinstance(value, Tensor):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if type(value) is dict:
        return {key: _fresh(part, dtype, device) for key, part in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_fresh(part, dtype, device) for part in value)
    return value


def arguments(draw: Draw) -> Any:
    """The arguments of one call.

    Raises BoundlabError: they cannot be drawn, for instance in a dtype that has no random numbers.
    """
    with _refusing():
        return draw()


def call(module: nn.Module, given: Any, differentiable: bool = True) -> list[Tensor]:
    """The outputs of one call, those that can be differentiated or all.

    Raises BoundlabError: the module refuses the inputs, or gives back nothing that can be differentiated.
    """
    with _refusing(), torch.inference_mode(False), torch.enable_grad():
        result = module(**given) if isinstance(given, Mapping) else module(*given)
        tensors = list(_tensors(result, DEPTH))
    outputs = [output for output in tensors if output.requires_grad or not differentiable]
    if outputs:
        return outputs
    if not tensors:
        expected = "a tensor, or tensors in a mapping, sequence, dataclass or plain object"
    else:
        expected = "at least one output that requires a gradient"
    raise bad_value("outputs", type(result).__name__, expected)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit, too: it is not for a module to end the audit
        expected = "inputs the module accepts (sizes, dtypes; integers where it looks up an embedding)"
        raise bad_value("inputs", f"{type(error).__name__}: {error}", expected) from None


def _tensors(value: Any, depth: int) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value if value.layout == torch.strided or not value.requires_grad else value.to_dense()
    elif depth and not isinstance(value, nn.Module):
        inside = list(value) if isinstance(value, Iterator) else [part for _, part in parts(value)]
        if not inside and not isinstance(value, type):
            slots = getattr(type(value), "__slots__", ())
            names = (slots,) if isinstance(slots, str) else slots
            inside = [*getattr(value, "__dict__", {}).values(), *(getattr(value, name, None) for name in names)]
        for part in inside:
            yield from _tensors(part, depth - 1)


def _unshaped(buffer: Tensor) -> Tensor:
    kind: Any = UninitializedBuffer
    return kind(requires_grad=buffer.requires_grad, device=buffer.device, dtype=buffer.dtype)


def initialised(module: nn.Module, inputs: Any, lazy: str) -> nn.Module:
    """A copy of `module` whose lazy parameters got their shapes from one call.

    Raises BoundlabError: the module cannot be copied or called, or the call leaves the parameter `lazy` without a
    shape.
    """
    failure: BoundlabError | None = None
    for draw in draws(module, inputs):
        try:
            # torch's own copy of a buffer without a shape fails; an empty one is as good.
            fresh = copy.deepcopy(module, {id(b): _unshaped(b) for b in module.buffers() if is_lazy(b)})
        except Exception as error:
            expected = "a module that can be copied, or run once first"
            raise bad_value(lazy, f"a lazy parameter ({type(error).__name__}: {error})", expected) from None
        try:
            with random_state_kept(), _refusing(), torch.no_grad():
                given = draw()
                fresh(**given) if isinstance(given, Mapping) else fresh(*given)
        except BoundlabError as error:
            failure = failure or error
            continue
        if any(is_lazy(tensor) for tensor in [*fresh.parameters(), *fresh.buffers()]):
            raise bad_value(lazy, "a lazy parameter", "a shape after one call; this input does not reach it")
        return fresh
    assert failure is not None
    raise failure
