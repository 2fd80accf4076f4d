"""The top-level command group: commands are discovered as files and imported only when used."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import typer
from typer.core import TyperGroup

from boundlab.cli import commands


class DiscoveredCommands(TyperGroup):
    """A group whose subcommands are the files of `boundlab.cli.commands`."""

    def list_commands(self, ctx: Any) -> list[str]:
        names = (module.name for module in pkgutil.iter_modules(commands.__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        # completion belongs to the whole program, and plain help starts faster than rich's
        module.app._add_completion, module.app.rich_markup_mode = False, None
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command


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


def _print_version(wanted: bool) -> None:
    if wanted:
        from boundlab import __version__

        typer.echo(f"boundlab {__version__}")
        raise typer.Exit
