"""`boundlab runs`: what a run store holds."""

from __future__ import annotations

from typing import Any

import typer

from boundlab.cli._group import Group
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import Run, Store

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="List, show, export or delete the measurements of a run store, or release its leases.",
)
RUN = typer.Argument(help="The start of a run's key.")


@app.command("list")
def list_runs(store: Store = "runs.db", as_json: JsonOption = False) -> None:
    """List the measurements."""
    from boundlab.runs.store import RunStore

    with RunStore(store, reading=True) as runs:
        found, data = runs.records(), runs.to_json()

    def line(run: str, first: str, tasks: int, finished: int, failed: int, created: str) -> list[str]:
        return [run, first, f"{finished}/{tasks}" + (f", {failed} failed" if failed else ""), created]

    lines = [line(*record.values()) for record in found]
    emit(data, as_json, lambda: table(store, ["run", "first task", "tasks", "created (UTC)"], lines))


@app.command()
def show(run: str = RUN, store: Store = "runs.db", as_json: JsonOption = False) -> None:
    """Show the rows of one measurement, its failures, and where the numbers come from."""
    from boundlab.runs.describe import describe
    from boundlab.runs.store import RunStore

    with RunStore(store, reading=True) as runs:
        rows, failures, origins = runs.rows(run), runs.failures(run), runs.origins(run)

    def text() -> None:
        _print_rows(rows)
        for origin in origins:
            typer.echo("measured with " + ", ".join(f"{key} {value}" for key, value in origin.items()))
        if failures:
            lines = [[f["key"][:10], describe(f["settings"], 90), f["error"], f["failed"]] for f in failures]
            table("Failed; the next run tries them again", ["task", "settings", "error", "failed (UTC)"], lines)

    emit({"rows": rows, "provenance": origins, "failures": failures}, as_json, text)


def _print_rows(rows: list[dict[str, Any]]) -> None:
    """Minimal sizes as `boundlab measure` shows them; of other rows, what fits into a cell."""
    from boundlab.cli.commands.measure import print_rows

    if all({"target", "bracket", "sup_error"} <= row.keys() for row in rows):
        print_rows(rows)
        return
    shown = [{k: v for k, v in row.items() if not isinstance(v, list | dict)} for row in rows]
    columns = list(dict.fromkeys(name for row in shown for name in row))
    table("Rows", columns, [["-" if row.get(name) is None else row[name] for name in columns] for row in shown])


@app.command()
def export(
    out: str = typer.Option(metavar="FILE", help="The file to write: .csv, .json or .parquet."),
    run: Run = None,
    store: Store = "runs.db",
) -> None:
    """Export result rows."""
    from pathlib import Path

    from boundlab.runs.export import export as write
    from boundlab.runs.store import RunStore

    with RunStore(store, reading=True) as runs:
        rows = runs.rows(run)
    write(rows, Path(out))
    typer.echo(f"wrote {len(rows)} rows to {out}")


@app.command()
def delete(run: str = RUN, store: Store = "runs.db") -> None:
    """Delete one measurement and the tasks that no other measurement uses."""
    from boundlab.runs.store import RunStore

    with RunStore(store, must_exist=True) as runs:
        gone = runs.delete(run)
    typer.echo(f"deleted {gone} tasks")


@app.command()
def release(
    keys: list[str] = typer.Argument(None, help="The starts of keys of tasks or runs."),  # noqa: B008
    all_: bool = typer.Option(False, "--all", help="Every lease."),
    store: Store = "runs.db",
) -> None:
    """Free tasks that a process of another host, or one that is gone, still has.

    Leases of processes that live on this host stay; stop these instead.
    """
    from boundlab.errors import bad_value
    from boundlab.runs.store import RunStore

    if bool(keys) == all_ or "" in (keys or []):
        raise bad_value("runs release", " ".join(keys or []) or "no key", "the starts of keys, or --all")
    with RunStore(store, must_exist=True) as runs:
        gone, stay = runs.free(keys or [""])
    typer.echo(f"released {gone} lease(s)" + (f"; {stay} of living processes of this host stay" if stay else ""))
