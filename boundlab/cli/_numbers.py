"""Options that hold a number read it by the grammar of `boundlab.numbers`, never by Python's own int and float; options
that hold a file have a name for it.

Those take `1_000`, digits of other scripts, `nan` and `inf`, and a float is already rounded.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import click

from boundlab.errors import BoundlabError, bad_value
from boundlab.numbers import integer, real

_FILES = {"FILE": "the name of a file", "DIR": "the name of a folder"}


def read_exactly(command: Any) -> None:
    """Give the options of `command` and of its subcommands that hold an int, a float or a file their readers."""
    for part in (command, *getattr(command, "commands", {}).values()):
        for parameter in part.params:
            if isinstance(parameter, click.Option) and parameter.metavar in _FILES:
                parameter.type = _named(parameter.type, parameter, _FILES[parameter.metavar])
            if isinstance(parameter.type, click.types.IntParamType):
                parameter.type = _reading(parameter.type, integer)
            elif isinstance(parameter.type, click.types.FloatParamType):
                parameter.type = _reading(parameter.type, real)


def _reading(kind: click.ParamType, read: Callable[[str], int | float]) -> click.ParamType:
    """A copy of `kind` (its name, its range) that reads text by `read`."""

    def convert(value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        if isinstance(value, str):
            try:
                value = read(value)
            except BoundlabError as error:
                kind.fail(error.reason, parameter, context)
        return kind.convert(value, parameter, context)

    exact = copy.copy(kind)
    exact.convert = convert  # type: ignore[method-assign, assignment]
    return exact


def _named(kind: click.ParamType, option: click.Option, expected: str) -> click.ParamType:
    """A copy of `kind` that refuses an empty name, of which the system would only say that there is no such file."""

    def convert(value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        if isinstance(value, str) and not value.strip():
            raise bad_value(max(option.opts, key=len), value, expected)
        return kind.convert(value, parameter, context)

    named = copy.copy(kind)
    named.convert = convert  # type: ignore[method-assign, assignment]
    return named
