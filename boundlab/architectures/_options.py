"""The options of an architecture: what each one may hold, its symbol, and how its text is read.

An option is a dataclass field carrying an `Option`. The same `Option` reads the command line, checks the Python
API and names the symbols of the count, so the three cannot disagree.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.activations import catalogue
from boundlab.errors import BoundlabError, bad_value
from boundlab.numbers import integer, rational

LARGEST = 10**12
_DEEPEST = 64

_TRAINABLE = [a for a in catalogue().values() if a.jet is not None]
ACTIVATIONS = ("identity", *(a.name for a in _TRAINABLE))
MONOTONE = ("identity", *(a.name for a in _TRAINABLE if a.monotone))
BIASES = ("all", "hidden", "none")


@dataclass(frozen=True)
class Option:
    """One option: its meaning, its symbols in the count, its reader (text → value) and its check."""

    help: str
    symbols: Callable[[Any], Any]
    read: Callable[[str], Any]
    expected: str
    accepts: Callable[[Any], bool]

    def parse(self, name: str, text: str) -> Any:
        """Read `text`, the value given for option `name`."""
        try:
            return self.read(text)
        except (ValueError, BoundlabError):
            raise bad_value(name, text, self.expected) from None

    def check(self, name: str, value: Any) -> None:
        """Raise the one-line error unless `value` is allowed for option `name`."""
        if not self.accepts(value):
            shown = "-".join(map(str, value)) if isinstance(value, tuple) else value
            raise bad_value(name, shown, self.expected)


def _is_integer(value: Any, minimum: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and minimum <= value <= LARGEST


def size(symbol: str, help: str, default: int | None, minimum: int = 1) -> Any:
    """A positive integer written `symbol` in the count; a default of None is filled in by the architecture."""
    option = Option(
        help,
        lambda value: symbol,
        integer,
        f"an integer between {minimum} and 10^12",
        lambda value: _is_integer(value, minimum) or (default is None and value is None),
    )
    return dataclasses.field(default=default, metadata={"option": option})


def _read_widths(text: str) -> tuple[int, ...]:
    text = text.strip()
    return () if text in {"", "none"} else tuple(integer(part) for part in re.split(r"[-,]", text))


def widths(names: Callable[[int], tuple[str, ...]], help: str, default: tuple[int, ...], least: int) -> Any:
    """A list of layer widths such as 784-100-10; `names(n)` are the symbols of a list of n widths."""
    expected = (
        f"at least {least} positive widths joined by '-', such as 784-100-10"
        if least
        else ("positive widths joined by '-', such as 100-100, or 'none'")
    )
    option = Option(
        help,
        lambda value: names(len(value)),
        _read_widths,
        expected,
        lambda value: (
            isinstance(value, tuple)
            and least <= len(value) <= _DEEPEST
            and all(_is_integer(width, 1) for width in value)
        ),
    )
    return dataclasses.field(default=default, metadata={"option": option})


def choice(help: str, values: tuple[str, ...], default: str) -> Any:
    """One of `values`."""
    option = Option(help, lambda value: None, str, f"one of {', '.join(values)}", lambda value: value in values)
    return dataclasses.field(default=default, metadata={"option": option})


def _flag(text: str) -> bool:
    if text.strip().lower() not in {"yes", "no", "true", "false"}:
        raise ValueError(text)
    return text.strip().lower() in {"yes", "true"}


def flag(help: str, default: bool) -> Any:
    """Yes or no."""
    option = Option(help, lambda value: None, _flag, "yes or no", lambda value: isinstance(value, bool))
    return dataclasses.field(default=default, metadata={"option": option})


def share(help: str, default: Fraction) -> Any:
    """An exact fraction in (0, 1], such as 3/4."""
    option = Option(
        help,
        lambda value: None,
        rational,
        "a fraction with 0 < value <= 1, such as 3/4",
        lambda value: isinstance(value, Fraction) and 0 < value <= 1,
    )
    return dataclasses.field(default=default, metadata={"option": option})


def primary_widths(default: tuple[int, ...] = (784, 100, 10)) -> Any:
    """Widths of the primary network from input to output."""
    return widths(
        lambda n: ("m1", *(f"h{i}" for i in range(1, n - 1)), "o"),
        "Widths of the primary network, input to output.",
        default,
        2,
    )


def hidden_widths(default: tuple[int, ...] = (100, 100)) -> Any:
    """Hidden widths of the network that generates the weights; may be empty."""
    return widths(
        lambda n: tuple(f"l{i}" for i in range(1, n + 1)),
        "Hidden widths of the weight generator ('none': it is affine).",
        default,
        0,
    )


def bias_convention(of: str = "the weight generator") -> Any:
    """Where a stack of layers has biases: on all layers, on all but the output layer, or nowhere."""
    return choice(f"Biases of {of}: all layers, all but the output layer, or none.", BIASES, "all")


def activation(values: tuple[str, ...] = ACTIVATIONS) -> Any:
    """The activation between the layers of the weight generator and of the primary network."""
    return choice("Activation of the weight generator and of the primary network.", values, "relu")


def shown(value: Any) -> str:
    """The text of an option's value, as it would be typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "none"
    return "automatic" if value is None else str(value)
