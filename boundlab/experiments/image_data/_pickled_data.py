"""Reading pickled plain data without unpickling: nothing named in the file is imported or called.

`pickle` runs whatever a file names. Here the opcodes are parsed by the standard library's disassembler and acted out
by hand: numbers, text, bytes, lists, tuples, dicts, and arrays of unsigned bytes as numpy writes them. Anything else
ends the reading.
"""

from __future__ import annotations

import math
import pickletools
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np

from boundlab.errors import BoundlabError


class Refused(Exception):
    """The file is no pickle of plain data; the message says what it holds instead."""


class _Array:
    """What `numpy.core.multiarray._reconstruct` stands for here: an array whose state has not come yet."""

    value: np.ndarray | None = None

    def build(self, state: Any) -> None:
        match state:
            case (int(), tuple() as shape, _Dtype(), bool() as fortran, bytes() | str() as content):
                raw = content.encode("latin-1") if isinstance(content, str) else content
                self.value = _array_of_bytes(raw, shape, "F" if fortran else "C")
            case _:
                raise Refused("an array that is not of unsigned bytes")


def _array_of_bytes(raw: bytes | bytearray, shape: tuple[Any, ...], order: Literal["C", "F"]) -> np.ndarray:
    if not all(type(n) is int and n >= 0 for n in shape) or math.prod(shape) != len(raw):
        raise Refused(f"an array of shape {shape} with {len(raw)} bytes")
    return np.frombuffer(raw, np.uint8).reshape(shape, order=order)


class _Dtype:
    """The type of unsigned bytes; its state (byte order, alignment) says nothing more."""

    def build(self, state: Any) -> None:
        pass


def _reconstruct(arguments: tuple[Any, ...]) -> _Array:
    return _Array()


def _from_buffer(arguments: tuple[Any, ...]) -> _Array:
    match arguments:
        case (bytes() | bytearray() as raw, _Dtype(), tuple() as shape, "C" | "F" as order):
            array = _Array()
            array.value = _array_of_bytes(raw, shape, order)
            return array
    raise Refused("an array that is not of unsigned bytes")


def _dtype(arguments: tuple[Any, ...]) -> _Dtype:
    if not arguments or arguments[0] not in ("u1", "uint8"):
        raise Refused(f"numbers of type {arguments[0] if arguments else 'none'!r}, not unsigned bytes")
    return _Dtype()


def _encode(arguments: tuple[Any, ...]) -> bytes:
    match arguments:
        case (str() as text, "latin1" | "latin-1"):
            return text.encode("latin-1")
    raise Refused("text that is not Latin-1 bytes")


class _Name:
    """A name from the file that has a meaning here; `apply` stands for calling it."""

    def __init__(self, apply: Callable[[tuple[Any, ...]], Any]) -> None:
        self.apply = apply


def _no_call(arguments: tuple[Any, ...]) -> Any:
    raise Refused("a call of numpy.ndarray")


_NAMES = {
    "numpy.core.multiarray _reconstruct": _Name(_reconstruct),
    "numpy._core.multiarray _reconstruct": _Name(_reconstruct),
    "numpy.core.numeric _frombuffer": _Name(_from_buffer),
    "numpy._core.numeric _frombuffer": _Name(_from_buffer),
    "numpy ndarray": _Name(_no_call),
    "numpy dtype": _Name(_dtype),
    "_codecs encode": _Name(_encode),
}
_CONSTANTS: dict[str, Callable[[], Any]] = {
    "NONE": lambda: None,
    "NEWTRUE": lambda: True,
    "NEWFALSE": lambda: False,
    "EMPTY_DICT": dict,
    "EMPTY_LIST": list,
    "EMPTY_TUPLE": tuple,
}
_VALUES = {
    *("INT", "LONG", "BININT", "BININT1", "BININT2", "LONG1"),
    *("STRING", "BINSTRING", "SHORT_BINSTRING", "UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"),
    *("BINBYTES", "SHORT_BINBYTES", "BINBYTES8", "BYTEARRAY8"),
}
_MARK = object()


def read_pickled_data(path: Path, content: bytes | None = None) -> Any:
    """The plain data pickled in `path` (or in `content`, found there): arrays of unsigned bytes as numpy arrays;
    Python 2 text as str.

    Raises BoundlabError: the file is truncated, is no pickle, or holds anything but plain data.
    """
    try:
        return _finished(_act_out(path.read_bytes() if content is None else content))
    except Refused as error:
        raise BoundlabError(f"{path}: expected plain data (numbers, text, lists, byte arrays); found {error}") from None
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, UnicodeError, EOFError) as error:
        raise BoundlabError(f"{path}: expected a complete pickle of plain data; it is damaged ({error})") from None


def _act_out(content: bytes) -> Any:
    stack: list[Any] = []
    memo: dict[int, Any] = {}
    for opcode, argument, _ in pickletools.genops(content):
        name = opcode.name
        if name in _CONSTANTS:
            stack.append(_CONSTANTS[name]())
        elif name in _VALUES:
            stack.append(argument)
        elif name == "STOP":
            (result,) = stack
            return result
        else:
            _ACTIONS.get(name, _unknown(name))(stack, memo, argument)
    raise Refused("no end")


def _unknown(name: str) -> Callable[[list[Any], dict[int, Any], Any], None]:
    def refuse(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
        raise Refused(f"the instruction {name}")

    return refuse


def _above_mark(stack: list[Any]) -> list[Any]:
    place = max(i for i, item in enumerate(stack) if item is _MARK)
    items = stack[place + 1 :]
    del stack[place:]
    return items


def _named(name: str) -> _Name:
    if name not in _NAMES:
        raise Refused(f"the name {name.replace(' ', '.')}")
    return _NAMES[name]


def _reduce(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    arguments, called = stack.pop(), stack.pop()
    if not isinstance(called, _Name) or not isinstance(arguments, tuple):
        raise Refused("a call of something that is no name")
    stack.append(called.apply(arguments))


def _build(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    state, built = stack.pop(), stack[-1]
    if not isinstance(built, _Array | _Dtype):
        raise Refused("an object with attributes")
    built.build(state)


def _set_items(target: Any, items: list[Any]) -> None:
    if type(target) is not dict or len(items) % 2:
        raise Refused("items of something that is no dict")
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, str | bytes | int):
            raise Refused("a key that is no text or number")
        target[key] = value


def _append(target: Any, items: list[Any]) -> None:
    if type(target) is not list:
        raise Refused("elements of something that is no list")
    target.extend(items)


def _fold(count: int) -> Callable[[list[Any], dict[int, Any], Any], None]:
    def fold(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
        items = tuple(stack[len(stack) - count :])
        if len(items) != count:
            raise Refused("too short a stack")
        stack[len(stack) - count :] = [items]

    return fold


def _pairs(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    items = _above_mark(stack)
    _set_items(stack[-1], items)


def _pair(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    value, key = stack.pop(), stack.pop()
    _set_items(stack[-1], [key, value])


def _elements(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    items = _above_mark(stack)
    _append(stack[-1], items)


def _element(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    item = stack.pop()
    _append(stack[-1], [item])


def _put(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    memo[len(memo) if argument is None else int(argument)] = stack[-1]


def _global(stack: list[Any], memo: dict[int, Any], argument: Any) -> None:
    if argument is None:
        name, module = stack.pop(), stack.pop()
        argument = f"{module} {name}"
    stack.append(_named(argument))


_ACTIONS: dict[str, Callable[[list[Any], dict[int, Any], Any], None]] = {
    **dict.fromkeys(("PROTO", "FRAME"), lambda stack, memo, argument: None),
    **dict.fromkeys(("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"), _put),
    **dict.fromkeys(("GET", "BINGET", "LONG_BINGET"), lambda stack, memo, argument: stack.append(memo[int(argument)])),
    **dict.fromkeys(("GLOBAL", "STACK_GLOBAL"), _global),
    "MARK": lambda stack, memo, argument: stack.append(_MARK),
    "TUPLE": lambda stack, memo, argument: stack.append(tuple(_above_mark(stack))),
    "LIST": lambda stack, memo, argument: stack.append(_above_mark(stack)),
    "TUPLE1": _fold(1),
    "TUPLE2": _fold(2),
    "TUPLE3": _fold(3),
    "SETITEMS": _pairs,
    "SETITEM": _pair,
    "APPENDS": _elements,
    "APPEND": _element,
    "REDUCE": _reduce,
    "BUILD": _build,
}


def _finished(value: Any) -> Any:
    """The data with arrays in place of what stood for them; only the top level and its dict hold arrays."""
    if isinstance(value, dict):
        return {key: _finished_array(item) for key, item in value.items()}
    return _finished_array(value)


def _finished_array(value: Any) -> Any:
    if isinstance(value, _Array):
        if value.value is None:
            raise Refused("an array without content")
        return value.value
    return value
