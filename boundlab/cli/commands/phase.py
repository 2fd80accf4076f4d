"""`boundlab phase`: the best bounds over activation × selection × weights × depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli._completion import activations
from boundlab.cli._output import JsonOption, LatexOption, emit, table
from boundlab.cli._parameters import CsvFile, IncludeUnverified
from boundlab.cli._query import ClassName, CountingName, NormName, QueryWhere
from boundlab.cli._registry import RegistryFiles, registry_of

if TYPE_CHECKING:
    from boundlab.derived.query import Query

app = typer.Typer()


@app.command()
def phase(
    activation: Annotated[
        list[str] | None,
        typer.Option(autocompletion=activations, help="Only this activation, or set: '{relu, sin}'; may be repeated."),
    ] = None,
    class_: ClassName = "sobolev",
    norm: NormName = "sup",
    counting: CountingName = "nonzero",
    rows: Annotated[str | None, typer.Option(help="A table with this regime in its rows, such as depth.")] = None,
    columns: Annotated[str | None, typer.Option(help="And this one in its columns, such as weights or norm.")] = None,
    where: QueryWhere = None,
    csv: CsvFile = None,
    all_: Annotated[bool, typer.Option("--all", help="A line for each class of networks, with the sources.")] = False,
    include_unverified: IncludeUnverified = False,
    registry: RegistryFiles = None,
    as_json: JsonOption = False,
    latex: LatexOption = False,
) -> None:
    """Tabulate the best lower and upper orders; with --all, with the rows they come from.

    With --rows and --columns: a cell for each pair of values of any two of activation, norm, depth, width, weights,
    precision, connections, selection. Classes of networks with the same orders share a line. An empty cell says that no
    bound is known to the registry there; statuses are shown with every source.
    """
    from boundlab.claims.activation import activation_set, in_words
    from boundlab.claims.claim import Status
    from boundlab.derived.best import best
    from boundlab.derived.closure import closure_of
    from boundlab.derived.phase import ACTIVATIONS, COLUMNS, phase_table, summary
    from boundlab.derived.phase_grid import ACTIVATIONS as GRID
    from boundlab.derived.phase_grid import phase_grid
    from boundlab.derived.query import CERTAIN
    from boundlab.errors import BoundlabError
    from boundlab.files import write_csv
    from boundlab.symbolic.grammar import parse_order

    chosen = [in_words(activation_set(a)) for a in activation] if activation else ACTIVATIONS
    statuses = frozenset(Status) if include_unverified else CERTAIN
    closure = closure_of(registry_of(registry))
    asked = best(chosen[0], class_=class_, norm=norm, counting=counting, where=_listed(where), closure=closure).query
    if (rows is None) != (columns is None):
        raise BoundlabError("--rows and --columns are given together")
    if rows is not None and columns is not None:
        alone = "activation" not in (rows, columns)
        if alone and len(chosen) > 1 and activation:
            raise BoundlabError(f"--activation: got {len(chosen)}, expected one, or --rows activation")
        grid = replace(asked, activation=chosen[0] if activation or not alone else "relu")
        cells = list(phase_grid(closure, grid, rows, columns, chosen if activation else GRID, statuses))
        if csv is not None:
            write_csv(csv, tuple(cells[0]), [tuple(c.values()) for c in cells])
        emit(cells, as_json, lambda: _pivot(grid, cells, rows, columns))
        return
    table_rows = list(phase_table(closure, chosen, statuses, asked))
    if csv is not None:
        write_csv(csv, COLUMNS, [[row[c] for c in COLUMNS] for row in table_rows])

    def text() -> None:
        if not latex:
            ranges = "; ".join(dict.fromkeys(row["range"] for row in table_rows if row["range"]))
            title = f"Best known orders for {asked.target.name}, {asked.norm}, {asked.counting}; for {ranges}"
            told = table_rows if all_ else summary(table_rows)
            shown = [c for c in COLUMNS if c in told[0] and c != "range"]
            table(title, shown, [[row[c] for c in shown] for row in told])
            if not all_:
                typer.echo(
                    f"{len(table_rows)} classes of networks; each on a line, with its claims: --all, --csv, --json"
                )
            return
        shown = list(COLUMNS[:7])
        typer.echo(rf"\begin{{tabular}}{{{'l' * len(shown)}}}")
        typer.echo(" & ".join(shown) + r" \\ \hline")
        for row in table_rows:
            cells = [row[c] for c in shown]
            cells[4:6] = [
                ", ".join(f"${parse_order(o).latex()}$" for o in cell.split("; ") if o) for cell in cells[4:6]
            ]
            typer.echo(" & ".join(cells) + r" \\")
        typer.echo(r"\end{tabular}")

    emit(table_rows, as_json, text)


def _pivot(asked: Query, cells: Sequence[dict[str, Any]], rows: str, columns: str) -> None:
    """Print the cells as a table: an order with Θ is exact, A … B are a lower and an upper bound."""
    across = list(dict.fromkeys(c[columns] for c in cells))
    lines = [
        (name, *(next(c["cell"] for c in cells if (c[rows], c[columns]) == (name, other)) for other in across))
        for name in dict.fromkeys(c[rows] for c in cells)
    ]
    fixed = "" if "activation" in (rows, columns) else f", {asked.activation}"
    norm = "" if "norm" in (rows, columns) else f", {asked.norm}"
    table(f"Best known orders for {asked.target.name}{fixed}{norm}, {asked.counting}", (rows, *across), lines)
    for text in dict.fromkeys(c["range"] for c in cells if c["range"]):
        typer.echo(f"for {text}")


def _listed(where: list[str] | None) -> Sequence[str]:
    from boundlab.symbolic.statement import split_list

    return split_list(where or (), "--where")
