"""Commands made from architectures: their options become command-line options."""

from __future__ import annotations

from typing import Any

import click

from boundlab.architectures._options import shown


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
