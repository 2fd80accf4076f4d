"""`boundlab count ARCH`: the parameter bill of an architecture; `boundlab count compare`: all of them ranked."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

import click
import typer

from boundlab.cli._architecture import option_parameters, shown
from boundlab.cli._group import Group
from boundlab.cli._numbers import read_exactly
from boundlab.cli._output import JsonOption, emit, table
from boundlab.errors import BoundlabError


class Architectures(Group):
    """A group with one subcommand per architecture; only the architecture in use is imported."""

    def list_commands(self, ctx: Any) -> list[str]:
        from boundlab import architectures

        return [*architectures.names(), *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        from boundlab import architectures

        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        if ".py:" not in cmd_name and cmd_name not in architectures.names():
            return None
        try:
            with contextlib.redirect_stdout(sys.stderr):  # the output is the answer's
                row = architectures.get(cmd_name)
        except BoundlabError as error:
            raise click.UsageError(str(error)) from None
        extra = [
            click.Option(["--torch"], is_flag=True, help="Build the torch module and compare its count."),
            click.Option(
                ["--certificate"],
                metavar="FILE",
                help="Write the structural claims as a certificate; - for standard output.",
            ),
            click.Option(["--json", "as_json"], is_flag=True, help="Print JSON instead of text."),
        ]

        def run(torch: bool, certificate: str | None, as_json: bool, **texts: str | None) -> int:
            given = {name: text for name, text in texts.items() if text is not None}
            if ".py:" not in cmd_name:
                return print_bill(architectures.count(cmd_name, **given), torch, certificate, as_json)
            try:
                return print_bill(row.from_text(given), torch, certificate, as_json)
            except (BoundlabError, click.ClickException, OSError):
                raise
            except Exception as error:  # of the user's code
                reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
                raise click.UsageError(f"architecture: got {cmd_name!r}, expected one that counts ({reason})") from None

        command = click.Command(
            cmd_name,
            params=[*option_parameters(row), *extra],
            callback=run,
            help=row.__doc__.partition(">>>")[0].strip() if row.__doc__ else None,
            short_help=row.title,
        )
        read_exactly(command)
        return command


app = typer.Typer(cls=Architectures)


@app.callback()
def count() -> None:
    """The parameter bill of an architecture: stored, trainable, active and generated parameters.

    file.py:NAME is an architecture of your own, a subclass of boundlab.architectures.Architecture.
    """


@app.command()
def compare(
    primary: str = typer.Option(..., help="Widths of the primary network, such as 784-100-10."),
    tasks: str = typer.Option("10", help="Number of tasks."),
    condition: str = typer.Option("", help="Dimension of the condition vector (default: one-hot, the tasks)."),
    embedding: str = typer.Option("8", help="Width of task, chunk and condition embeddings."),
    hidden: str = typer.Option("100-100", help="Hidden widths of the weight generator, or 'none'."),
    bias: str = typer.Option("all", help="Biases of the generator: all, hidden or none."),
    primary_bias: str = typer.Option("all", help="Biases of the primary: all, hidden or none."),
    activation: str = typer.Option("relu", help="Activation of the generator."),
    as_json: JsonOption = False,
) -> None:
    """Rank all architectures by trainable parameters for one primary network."""
    from boundlab.architectures import rank

    ranked = rank(primary, tasks, condition or None, embedding, hidden, bias, primary_bias, activation)
    base: Any = next(row for row in ranked if row.name() == "full")
    data = {
        "primary": shown(base.primary),
        "primary_size": base.generated,
        "tasks": base.tasks,
        "separate_networks": base.tasks * base.generated,
        "ranking": [row.record() for row in ranked],
    }
    emit(data, as_json, lambda: _print_ranking(data))


def _print_ranking(data: dict[str, Any]) -> None:
    print(
        f"Primary {data['primary']} (P = {data['primary_size']}), {data['tasks']} tasks; "
        f"{data['tasks']} separate networks: {data['separate_networks']}"
    )
    columns = ("architecture", "trainable", "stored", "generated", "per task", "growth", "generates", "status")
    keys = (
        "architecture",
        "trainable",
        "stored",
        "generated",
        "marginal_task",
        "growth",
        "generates",
        "status",
    )
    table("", columns, [[row[key] for key in keys] for row in data["ranking"]])


def print_bill(row: Any, torch: bool, certificate: str | None, as_json: bool) -> int:
    """Print the bill of `row`; exit code 1 if the torch module disagrees with it."""
    from boundlab import architectures
    from boundlab.errors import bad_value

    bill, data = row.bill(), row.to_json()
    proved = architectures.certificate(row.structure()) if data["structure"] else None
    if certificate and proved is None:
        wanted = f"an architecture with structural claims; these sizes of {row.name()} have none"
        raise bad_value("certificate", certificate, wanted)
    agrees = True
    if torch:
        from boundlab.networks.hypernetworks import count_module

        data["torch"] = count_module(row)
        agrees = all(data["torch"][key] == data[key] for key in ("stored", "trainable"))
    emit(data, as_json, lambda: _print_text(data, bill), proved, certificate)
    return 0 if agrees else 1


def _print_text(data: dict[str, Any], bill: Any) -> None:
    notes = [("" if item.active else "dead") if item.trainable else "fixed" for item in bill.items]
    rows = [(item.name, item.count, note) for item, note in zip(bill.items, notes, strict=True)]
    totals = [(name, data[name], "") for name in ("stored", "trainable", "active", "generated")]
    print(f"{data['architecture']} ({data['source']}; {data['status']})")
    table("", ("item", "count", ""), [*rows, *totals])
    where = "".join(f"; {symbol} = {text}" for symbol, text in data["formula"]["where"].items())
    even = {key: "never" if value is None else value for key, value in data["compression"].items()}
    print("options:    ", ", ".join(f"{name} {value}" for name, value in data["options"].items()))
    print("trainable = ", data["formula"]["trainable"] + where)
    print("growth:     ", data["growth"])
    print("one task:   ", f"+{data['marginal_task']}")
    print(f"N/P:          {even['ratio']}; N ≤ P from P: {even['break_even_size']}; ", end="")
    print(f"N ≤ T·P from T: {even['break_even_tasks']}")
    for claim in data["structure"]:
        print("structure:  ", claim["statement"])
    if "torch" in data:
        print("torch:      ", f"stored {data['torch']['stored']}, trainable {data['torch']['trainable']}")
