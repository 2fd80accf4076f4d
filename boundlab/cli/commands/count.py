"""`boundlab count ARCH`: the parameter bill of an architecture; `boundlab count compare`: all of them ranked."""

from __future__ import annotations

from typing import Any

import click
import typer

from boundlab.cli._architecture import option_parameters, shown, with_dashes
from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit, table


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
        if cmd_name not in architectures.names():
            return None
        row = architectures.get(cmd_name)
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
            return print_bill(with_dashes(lambda: row.from_text(given)), torch, certificate, as_json)

        return click.Command(
            cmd_name,
            params=[*option_parameters(row), *extra],
            callback=run,
            help=row.__doc__.partition(">>>")[0].strip() if row.__doc__ else None,
            short_help=row.title,
        )


app = typer.Typer(cls=Architectures)


@app.callback()
def count() -> None:
    """The parameter bill of an architecture: stored, trainable, active and generated parameters."""


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
    from boundlab import architectures
    from boundlab.architectures import Setting

    read = architectures.get("full").from_text
    texts = {
        "primary": primary,
        "tasks": tasks,
        "embedding": embedding,
        "hidden": hidden,
        "bias": bias,
        "primary_bias": primary_bias,
        "activation": activation,
    }
    base: Any = with_dashes(lambda: read(texts))
    vector: Any = with_dashes(
        lambda: architectures.get("standard").from_text({"condition": condition or str(base.tasks)})
    )
    setting = Setting(
        base.primary,
        base.tasks,
        vector.condition,
        base.embedding,
        base.hidden,
        base.bias,
        base.primary_bias,
        base.activation,
    )
    rows = [architectures.get(name).for_setting(setting) for name in architectures.names()]
    ranked = sorted(rows, key=lambda row: (row.bill().trainable, row.name()))
    data = {
        "primary": shown(setting.primary),
        "primary_size": base.generated,
        "tasks": setting.tasks,
        "separate_networks": setting.tasks * base.generated,
        "ranking": [_summary(row) for row in ranked],
    }
    emit(data, as_json, lambda: _print_ranking(data))


def _summary(row: Any) -> dict[str, Any]:
    bill, compression = row.bill(), row.compression()
    return {
        "architecture": row.name(),
        "stored": bill.stored,
        "trainable": bill.trainable,
        "active": bill.active,
        "generated": bill.generated,
        "marginal_task": row.marginal_task(),
        "growth": row.growth().text,
        "compression": str(compression.ratio),
        "break_even_tasks": compression.break_even_tasks,
        "generates": row.generates,
        "status": row.status,
    }


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

    bill, formula, compression = row.bill(), row.formula(), row.compression()
    claims = [architectures.as_data(claim) for claim in row.structure()]
    options = {name: shown(getattr(row, name)) for name in row.options()}
    data: dict[str, Any] = {
        "architecture": row.name(),
        "stored": bill.stored,
        "trainable": bill.trainable,
        "active": bill.active,
        "generated": bill.generated,
        "items": {item.name: item.count for item in bill.items},
        "fixed": [item.name for item in bill.items if not item.trainable],
        "dead": [item.name for item in bill.items if not item.active],
        "options": options,
        "formula": {"trainable": str(formula.bill.trainable), "symbols": formula.values, "where": formula.meanings},
        "growth": row.growth().text,
        "marginal_task": row.marginal_task(),
        "compression": {
            "ratio": str(compression.ratio),
            "break_even_size": compression.break_even_size,
            "break_even_tasks": compression.break_even_tasks,
        },
        "structure": claims,
        "source": row.source,
        "status": row.status,
    }
    proved = architectures.certificate(row.structure()) if claims else None
    if certificate and proved is None:
        wanted = f"an architecture with structural claims; these sizes of {row.name()} have none"
        raise bad_value("--certificate", certificate, wanted)
    agrees = True
    if torch:
        from boundlab.networks.hypernetworks import count_module

        data["torch"] = with_dashes(lambda: count_module(row))
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
