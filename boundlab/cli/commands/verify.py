"""`boundlab verify [ID …]`: run the proofs."""

from __future__ import annotations

from typing import Annotated

import typer

from boundlab.cli import _interrupt
from boundlab.cli._completion import check_ids
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import Seed
from boundlab.errors import one_of

app = typer.Typer()


@app.command()
def verify(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", autocompletion=check_ids, help="Checks, all by default.")
    ] = None,
    budget: Annotated[str, typer.Option("--budget", help="quick (a minute for everything) or full.")] = "quick",
    seed: Seed = 0,
    jobs: Annotated[int, typer.Option("--jobs", help="Processes.", min=1, max=64)] = 2,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Reports, and finished checks.")] = "results/verify",
    fresh: Annotated[bool, typer.Option("--fresh", help="Run everything again, finished or not.")] = False,
    controls: Annotated[bool, typer.Option("--controls", help="Also plant errors; each must be refuted.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the checks and stop.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Run the steps of the proofs: proved, certified on samples, no counterexample, refuted, or not checkable.

    Finished checks are kept in DIR and not run again until a source, the budget or the seed changes, so an interrupted
    run resumes. Exit code 1 if a step is refuted that its file does not mark as known, or a planted error
    survives; 3 if a check failed or a known refutation was not reproduced.
    """
    import sys
    from pathlib import Path

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from boundlab.cli._certificates import require_valid
    from proofs_numeric import _report
    from proofs_numeric._checks import select
    from proofs_numeric._runner import Store, run_checks

    one_of("--budget", budget, ("quick", "full"))
    chosen = select(ids or ())
    if list_:
        listed = [(c.id, c.title, len(c.known), len(c.controls)) for c in chosen]
        columns = ("id", "statement", "known refutations", "planted errors")
        as_data = [dict(zip(columns, row, strict=True)) for row in listed]
        emit(as_data, as_json, lambda: table("Checks", columns, listed))
        return
    _interrupt.same_command_continues("the same command without --fresh continues" if fresh else "")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "checks.jsonl"
    if fresh:
        file.unlink(missing_ok=True)
    terminal = sys.stderr.isatty()
    columns_ = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns_, console=Console(stderr=True), transient=True, disable=not terminal) as progress:
        task = progress.add_task("checking proofs", total=len(chosen))
        results = run_checks(
            chosen,
            budget,  # type: ignore[arg-type]
            seed,
            jobs=jobs,
            store=Store(file),
            finished=lambda result: progress.update(task, advance=1, description=f"{result.id}: done"),
        )
        survived, unplanted = [], 0
        if controls:
            planted = [(c.id, control) for c in chosen for control in c.controls]
            task = progress.add_task("planted errors", total=len(planted))
            for id_, control in planted:
                step = control.run(budget, seed)  # type: ignore[arg-type]
                unplanted += step.outcome == "skipped"
                if step.outcome != "skipped" and (step.outcome != "refuted" or not step.witness):
                    survived.append(f"{id_}: {control.error}")
                progress.advance(task)
    data = {**_report.data(results), **({"survived": survived} if controls else {})}

    require_valid(data)
    files = _report.write(results, folder)

    def text() -> None:
        table("Proofs, executed", _report.COLUMNS, _report.rows(results))
        if controls:
            tried = len(planted) - unplanted
            typer.echo(f"planted errors: {tried - len(survived)} of {tried} refuted")
        for line in survived:
            typer.echo(f"  survived: {line}")
        if count := len(data["skipped"]) + unplanted:
            typer.echo(f"skipped: {count} steps that need the extra networks: pip install 'boundlab[networks]'")
        typer.echo("wrote " + ", ".join(map(str, files)))

    emit(data, as_json, text)
    if data["unexpected"] or survived:
        raise typer.Exit(1)
    raise typer.Exit(3 if data["failed"] or data["unreproduced"] else 0)
