"""Options that hold a number read it by the grammar of `boundlab.numbers`, never by Python's own int and float.

Those take `1_000`, digits of other scripts, `nan` and `inf`, and a float is already rounded.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import click

from boundlab.errors import BoundlabError
from boundlab.numbers import integer, real


def read_exactly(command: Any) -> None:
    """Give the options of `command` and of its subcommands that hold an int or a float the readers of the grammar."""
    for part in (command, *getattr(command, "commands", {}).values()):
        for parameter in part.params:
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
