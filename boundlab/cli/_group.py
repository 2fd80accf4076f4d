"""The top-level command group: commands are discovered as files and imported only when used."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import shlex
from collections.abc import Sequence
from functools import cache
from typing import Any

import click
import typer
from typer.core import TyperGroup

from boundlab.cli import commands
from boundlab.cli._numbers import read_exactly
from boundlab.errors import BoundlabError, bad_value, suggestion

NAME = "boundlab"
_WHOLE = 10_000  # characters of a summary
_OF_FORMULAS = {"prove", "minimise", "invert"}


class Group(TyperGroup):
    """A group whose help shows each summary whole, and which knows what a mistyped name was meant to be."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, command.get_short_help_str(_WHOLE)) for name, command in commands if command]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        command = self.get_command(ctx, args[0])
        if command is None:
            near = suggestion(args[0], self.list_commands(ctx)) or f"; `{ctx.command_path} --help` lists them"
            raise click.UsageError(f"no command {args[0]!r}{near}", ctx)
        return command.name, command, args[1:]


def refuse_options_before(ctx: Any) -> None:
    """Raise BoundlabError if options of a group stand before its subcommand, which would not see them."""
    sources = {name: ctx.get_parameter_source(name) for name in ctx.params}
    given = [name for name, source in sources.items() if source is not None and source.name == "COMMANDLINE"]
    if given:
        option, command = f"--{given[0].replace('_', '-')}", ctx.invoked_subcommand
        raise bad_value(option, f"before {command}", f"options of {command} after its name")


class DiscoveredCommands(Group):
    """A group whose subcommands are the files of `boundlab.cli.commands`."""

    def start(self, arguments: Sequence[str]) -> Any:
        """Run a command line; what it raises is the caller's to tell, an interruption included."""
        self._main_shell_completion({}, NAME)
        words = list(arguments)
        if words[:1] and words[0] in _OF_FORMULAS:  # no option starts with one minus, but formulas do
            words = [f" {word}" if word[:1] == "-" != word[1:2] and word[1:] else word for word in words]
        with self.make_context(NAME, words) as context:
            return self.invoke(context)

    def list_commands(self, ctx: Any) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return _command(cmd_name) if cmd_name in self.list_commands(ctx) else None


@cache
def _command(name: str) -> Any:
    module = importlib.import_module(f"{commands.__name__}.{name.replace('-', '_')}")
    # completion belongs to the whole program, and plain help starts faster than rich's
    module.app._add_completion, module.app.rich_markup_mode = False, None
    command = typer.main.get_command(module.app)
    command.name = name
    read_exactly(command)
    return command


@cache
def build() -> Any:
    """Return the command-line parser."""
    app = typer.Typer(cls=DiscoveredCommands, rich_markup_mode=None, no_args_is_help=True)

    @app.callback()
    def boundlab(
        version: bool = typer.Option(
            False, "--version", help="Print the version and exit.", is_eager=True, callback=_print_version
        ),
    ) -> None:
        """A laboratory for theorems about how many parameters a neural network needs."""

    return typer.main.get_command(app)


def as_typed(error: BoundlabError, arguments: Sequence[str]) -> str:
    """The message of `error`, its argument named by the option of this command line that gives it."""
    if error.argument is None:
        return str(error) + _next_step(error)
    command = build()
    context = click.Context(command)
    for word in arguments:
        command = (command.get_command(context, word) if isinstance(command, click.Group) else None) or command
    options = {p.name: max(p.opts, key=len) for p in command.params if isinstance(p, click.Option)}
    option = options.get(error.argument, error.argument)
    if "at" in options and error.argument in _names_given_at(arguments):
        option = f"--at {error.argument}"
    return f"{option}: {error.reason}"


def _next_step(error: BoundlabError) -> str:
    """The command that lists all failures of a measurement."""
    run, store = getattr(error, "run", ""), getattr(error, "store", "")
    return f"; all of them: boundlab runs show {run[:10]} --store {shlex.quote(str(store))}" if run else ""


def _names_given_at(arguments: Sequence[str]) -> set[str]:
    """The names in `--at NAME=VALUE,…` and `--at=NAME=VALUE,…`."""
    following = [word for option, word in itertools.pairwise(arguments) if option == "--at"]
    joined = [word.removeprefix("--at=") for word in arguments if word.startswith("--at=")]
    return {item.partition("=")[0].strip() for word in following + joined for item in word.split(",")}


def _print_version(wanted: bool) -> None:
    if wanted:
        from boundlab import __version__

        typer.echo(f"boundlab {__version__}")
        raise typer.Exit
