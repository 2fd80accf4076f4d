"""Commands made from architectures: their options become command-line options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from boundlab.errors import BoundlabError


def option_parameters(row: Any) -> list[click.Parameter]:
    """One `--option` per option of the architecture `row`, all read as text by the option itself."""
    from dataclasses import fields

    defaults = {field.name: field.default for field in fields(row)}
    return [
        click.Option(
            [f"--{name.replace('_', '-')}", name],
            metavar="TEXT",
            default=None,
            help=f"{option.help} [{option.expected}; default: {shown(defaults[name])}]",
        )
        for name, option in row.options().items()
    ]


def shown(value: Any) -> str:
    """The text of an option's value, as it would be typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "none"
    return "automatic" if value is None else str(value)


def with_dashes(build: Callable[[], Any]) -> Any:
    """`build()`, its errors naming the option as it is typed on the command line."""
    try:
        return build()
    except BoundlabError as error:
        name, colon, rest = str(error).partition(":")
        raise BoundlabError(f"--{name.replace('_', '-')}{colon}{rest}") from None
