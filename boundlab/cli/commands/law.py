"""`boundlab law`: scaling laws against theory, rivals and controls; other systems' claims against controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from boundlab.cli import _comparisons, _laws
from boundlab.cli._backend import Where, backend_options
from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import AnyStore, Store

if TYPE_CHECKING:
    from boundlab.comparisons import Comparison
    from boundlab.scaling import OrderLaw

app = typer.Typer(cls=Group, no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="A law or a comparison, as `boundlab law list` shows it.")]
Scale = Annotated[str, typer.Option("--scale", help="tiny (seconds), small (minutes on two cores) or full.")]
Data = Annotated[
    str | None,
    typer.Option("--data", metavar="DIR", help="Comparisons on tables: a folder of CSV files with a column target."),
]


@app.callback()
def law() -> None:
    """Scaling laws, and comparisons of what other systems claim: measured, with rivals and mandatory controls."""


@app.command("list")
def list_(
    out: str = typer.Option(None, metavar="FILE", help="Write the comparisons with all numbers as a Markdown page."),
    as_json: JsonOption = False,
) -> None:
    """List the laws and the comparisons, with the verdicts on the measurements that come with boundlab."""
    from boundlab.comparisons import comparisons
    from boundlab.scaling import laws

    if out is not None:
        from boundlab.comparisons._page import page
        from boundlab.files import write_text

        write_text(out, page())

    found = [_laws.listed(one) for one in laws().values()]
    compared = [_comparisons.listed(one) for one in comparisons().values()]

    def show_tables() -> None:
        columns = ("id", "statement", "status", "exact half", "verdict")
        table("Scaling laws", columns, [[row[name] for name in columns] for row in found])
        columns = ("id", "statement", "status", "verdict", "numbers")
        table("Comparisons", columns, [[row[name] for name in columns] for row in compared])

    emit([*found, *compared], as_json, show_tables)


@app.command()
def show(id: Id, as_json: JsonOption = False) -> None:
    """Show a law or a comparison: what is claimed, by whom, what it is told from, and what the numbers cannot say."""
    found, kind = _find(id)
    emit(found.to_json(), as_json, lambda: kind.show(found))


@app.command()
@backend_options
def measure(
    id: Id, scale: Scale = "small", data: Data = None, store: Store = "runs.db",
    out: str = typer.Option(None, metavar="DIR", help="A folder for the rows, ID.csv, and the verdict, ID.json."),
    as_json: JsonOption = False, *, where: Where,
) -> None:  # fmt: skip
    """Measure a law or a comparison, and judge it. What was cut off continues when the same command is given again."""
    from pathlib import Path

    from boundlab.errors import bad_value

    found, kind = _find(id)
    planned = kind.plan(found, scale, data)
    if out is not None and not Path(out).is_dir():
        raise bad_value("--out", out, "an existing folder")
    backend, device = where()
    from boundlab.runs.store import RunStore

    with RunStore(store) as runs:
        result = kind.measure(planned, runs, device, backend, out)
    emit(result, as_json, lambda: kind.print_result(result))


@app.command()
def fit(id: Id, scale: Scale = "small", data: Data = None, store: AnyStore = None, as_json: JsonOption = False) -> None:
    """Judge what was measured: in a store, or without one the measurements that come with boundlab."""
    from boundlab.runs.store import RunStore

    found, kind = _find(id)
    planned = kind.plan(found, scale, data)
    if store is None:
        result = kind.judge_committed(found)
    else:
        with RunStore(store, reading=True) as runs:
            result = kind.judge_stored(planned, runs)
    emit(result, as_json, lambda: kind.print_result(result))


def _find(id: str) -> tuple[Any, Any]:
    """The law or comparison of this id, and the functions for its kind."""
    from boundlab.comparisons import comparisons
    from boundlab.errors import one_of
    from boundlab.scaling import laws

    known: dict[str, OrderLaw | Comparison] = {**laws(), **comparisons()}
    found = known[one_of("id", id.replace("_", "-"), tuple(known))]
    return found, _comparisons if found.id in comparisons() else _laws
