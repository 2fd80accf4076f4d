"""A section for every command and subcommand, in Markdown, made from its options and from the examples of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
from name_reference import escaped

from boundlab.cli._group import build

ROOT = Path(__file__).resolve().parents[2]
# What takes minutes is shown as text.
_BLOCK = re.compile(r"^```(console|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MOST = 25  # lines of an example


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command and subcommand that does something, with its name as typed after `boundlab`."""
    root = build()
    yield from _below(root, click.Context(root, info_name="boundlab"))


def _below(group: Any, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context)
        yield inner.command_path.removeprefix("boundlab "), command, inner
        if isinstance(command, click.Group):
            yield from _below(command, inner)


def markdown() -> str:
    """The sections of all commands, groups before what is in them."""
    return "\n".join(_section(*each) for each in commands())


def _section(name: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    parts = [
        f"{'##' if ' ' not in name else '###'} boundlab {name}",
        "\n\n".join(escaped(each) for each in (command.help or "").split("\n\n")),
        f"```text\n{usage}\n```",
        _options(command, context),
        _example(name),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _options(command: click.Command, context: click.Context) -> str:
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and "--help" not in parameter.opts:
            rows.append((f"`{record[0].replace(' / ', '` `')}`", record[1]))
        elif isinstance(parameter, click.Argument):
            rows.append((f"`{parameter.make_metavar(context)}`", getattr(parameter, "help", None) or ""))
    if not rows:
        return ""
    lines = [f"| {option} | {escaped(' '.join(what.split())).replace('|', chr(92) + '|')} |" for option, what in rows]
    return "\n".join(["| option | |", "| --- | --- |", *lines])


def _example(name: str) -> str:
    found = examples().get(name)
    if found is None:
        return ""
    page, language, lines = found
    if len(lines) > _MOST:
        lines = [*lines[:_MOST], "..."]
    return "\n".join(
        [f"```{language}", *lines, "```", "", f"From [{_title(page)}]({page.relative_to(ROOT / 'docs').as_posix()})."]
    )


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


@cache
def examples() -> dict[str, tuple[Path, str, list[str]]]:
    """For every command the plainest example that the pages hold, its page, and `console` if the tests run it."""
    names = [name for name, _, _ in commands()]
    found: dict[str, tuple[Path, str, list[str]]] = {}
    for page in sorted((ROOT / "docs").rglob("*.md")):
        for language, block in _BLOCK.findall(page.read_text(encoding="utf-8")):
            for text in re.split(r"^(?=(?:\$ )?boundlab )", block, flags=re.MULTILINE):
                name = _command_of(text, names)
                lines = text.rstrip().split("\n")
                if name and (name not in found or _rank(language, lines) < _rank(*found[name][1:])):
                    found[name] = page, language, lines
    return found


def _rank(language: str, lines: list[str]) -> tuple[bool, bool, bool, int]:
    """First what the tests run, then what needs no file of one's own, what shows an answer, the shortest."""
    return language != "console", bool(re.search(r"\w\.(py|toml|csv|db)\b", lines[0])), len(lines) < 3, len(lines)


def _command_of(text: str, names: list[str]) -> str | None:
    """The longest name of a command that the line after the prompt starts with."""
    words = text.partition("\n")[0].removeprefix("$ ").removeprefix("boundlab ").split()
    known = [name for name in names if words[: len(name.split())] == name.split()]
    return max(known, key=len, default=None) if re.match(r"(\$ )?boundlab ", text) else None
