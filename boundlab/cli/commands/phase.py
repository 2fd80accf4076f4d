"""`boundlab phase`: the best bounds over activation × selection × weights × depth."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import JsonOption, LatexOption, emit, table
from boundlab.cli._parameters import CsvFile, IncludeUnverified
from boundlab.cli._registry import RegistryFiles, registry_of

app = typer.Typer()


@app.command()
def phase(
    activation: Annotated[
        list[str] | None,
        typer.Option(autocompletion=activations, help="Only this activation, or set: '{relu, sin}'; may be repeated."),
    ] = None,
    csv: CsvFile = None,
    all_: Annotated[bool, typer.Option("--all", help="A line for each class of networks, with the sources.")] = False,
    include_unverified: IncludeUnverified = False,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Tabulate the best lower and upper orders for W_{r,m} in sup norm; with --all, with the rows they come from.

    Classes of networks with the same orders share a line. An empty cell says that no bound is known to the registry
    there; statuses are shown with every source.
    """
    from boundlab.claims.activation import activation_set, in_words
    from boundlab.claims.claim import Status
    from boundlab.derived.closure import closure_of
    from boundlab.derived.phase import ACTIVATIONS, COLUMNS, phase_table, summary
    from boundlab.derived.query import CERTAIN
    from boundlab.symbolic.grammar import parse_order

    chosen = [in_words(activation_set(a)) for a in activation] if activation else ACTIVATIONS
    statuses = frozenset(Status) if include_unverified else CERTAIN
    rows = list(phase_table(closure_of(registry_of(registry)), chosen, statuses))
    if csv is not None:
        from boundlab.files import write_csv

        write_csv(csv, COLUMNS, [[row[c] for c in COLUMNS] for row in rows])

    def text() -> None:
        if not latex:
            ranges = "; ".join(dict.fromkeys(row["range"] for row in rows if row["range"]))
            title = f"Best known orders for W_{{r,m}}, non-zero parameters; for {ranges}"
            told = rows if all_ else summary(rows)
            shown = [c for c in COLUMNS if c in told[0] and c != "range"]
            table(title, shown, [[row[c] for c in shown] for row in told])
            if not all_:
                typer.echo(f"{len(rows)} classes of networks; each on a line, with its claims: --all, --csv, --json")
            return
        shown = list(COLUMNS[:7])
        typer.echo(rf"\begin{{tabular}}{{{'l' * len(shown)}}}")
        typer.echo(" & ".join(shown) + r" \\ \hline")
        for row in rows:
            cells = [row[c] for c in shown]
            cells[4:6] = [
                ", ".join(f"${parse_order(o).latex()}$" for o in cell.split("; ") if o) for cell in cells[4:6]
            ]
            typer.echo(" & ".join(cells) + r" \\")
        typer.echo(r"\end{tabular}")

    emit(rows, as_json, text)
