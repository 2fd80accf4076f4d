"""`boundlab runs`: what a run store holds."""

from __future__ import annotations

import typer

from boundlab.cli._output import JsonOption, emit, table

app = typer.Typer(no_args_is_help=True, help="List, show, export or delete the measurements of a run store.")
STORE = typer.Option("runs.db", "--store", help="The run store.")
RUN = typer.Argument(help="The start of a run's key.")


@app.command("list")
def list_runs(store: str = STORE, as_json: JsonOption = False) -> None:
    """List the measurements."""
    from boundlab.experiments.run_store import RunStore

    with RunStore(store, must_exist=True) as runs:
        found = runs.measurements()
    lines = []
    for run in found:
        first = run["settings"]["units"][0]
        search = first["search"]
        lines.append([
            run["key"][:10],
            first["targets"][0] + (f" and {len(first['targets']) - 1} more" if len(first["targets"]) > 1 else ""),
            search["activation"] + (" + skip" if search["skip"] else ""),
            f"{run['finished']}/{len(run['units'])}",
            search["seed"],
            run["created"],
        ])  # fmt: skip
    data = [
        {"run": run["key"], "finished": run["finished"], "units": len(run["units"]), "created": run["created"]}
        for run in found
    ]
    emit(data, as_json, lambda: table(store, ["run", "first target", "σ", "units", "seed", "created (UTC)"], lines))


@app.command()
def show(run: str = RUN, store: str = STORE, as_json: JsonOption = False) -> None:
    """Show the rows of one measurement and where they come from."""
    from boundlab.cli.commands.measure import print_rows
    from boundlab.experiments.run_store import RunStore

    with RunStore(store, must_exist=True) as runs:
        rows = runs.rows(run)
        units = [runs.unit(key) for key in runs.find(run)["units"]]
    origins = [{**unit["provenance"], "finished": unit["finished"]} for unit in units if unit]

    def text() -> None:
        print_rows(rows)
        for origin in {tuple(sorted((k, v) for k, v in o.items() if k != "finished")) for o in origins}:
            typer.echo("measured with " + ", ".join(f"{key} {value}" for key, value in origin))

    emit({"rows": rows, "provenance": origins}, as_json, text)


@app.command()
def export(
    out: str = typer.Option(help="The file to write: .csv, .json or .parquet."),
    run: str = typer.Option(None, help="The start of a run's key (default: all runs)."),
    store: str = STORE,
) -> None:
    """Export result rows."""
    from pathlib import Path

    from boundlab.experiments.run_store import RunStore
    from boundlab.experiments.run_store import export as write

    with RunStore(store, must_exist=True) as runs:
        rows = runs.rows(run)
    write(rows, Path(out))
    typer.echo(f"wrote {len(rows)} rows to {out}")


@app.command()
def delete(run: str = RUN, store: str = STORE) -> None:
    """Delete one measurement and the units that no other measurement uses."""
    from boundlab.experiments.run_store import RunStore

    with RunStore(store, must_exist=True) as runs:
        gone = runs.delete(run)
    typer.echo(f"deleted {gone} units")
