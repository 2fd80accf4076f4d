"""`boundlab figures [NAME …]`: draw the figures, or make their data again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from boundlab.cli._backend import Where, backend_options
from boundlab.cli._completion import figure_names
from boundlab.cli._figures import CHECKOUT, draw_figure, figures_part
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import Store
from boundlab.errors import BoundlabError, bad_value, one_of

app = typer.Typer()
OUT, FORMATS, PAGE = "results/figures", "pdf,svg,png", "captions.md"


@app.command()
@backend_options
def figures(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            autocompletion=figure_names,
            help="Figures, all by default; a file of your own by its path.",
        ),
    ] = None,
    rerun: Annotated[bool, typer.Option("--rerun", help="Make the data again; an interrupted run continues.")] = False,
    format_: Annotated[str, typer.Option("--format", help="What to write: some of pdf,svg,png.")] = FORMATS,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Where the files go.")] = OUT,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="In a checkout: write to figures/ itself, its data and its gallery.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the figures and stop.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", help="Processes that draw.", min=1, max=64)] = 2,
    scale: Annotated[str, typer.Option("--scale", help="How much to rerun: full, small (two CPU cores), tiny.")] = (
        "full"
    ),
    store: Store = "runs.db",
    as_json: JsonOption = False,
    *,
    where: Where,
) -> None:
    """Draw figures from their data, with a page of captions; with --rerun, make the data first.

    Without --rerun the data of this version are drawn; the same data always give the same SVG and PDF.
    """
    catalogue, files = figures_part("_catalogue"), figures_part("_files")
    chosen = catalogue.select(names or ())
    one_of("--scale", scale, ("full", "small", "tiny"))
    formats = tuple(dict.fromkeys(one_of("--format", f.strip(), files.FORMATS) for f in format_.split(",")))
    if list_:
        rows = [(figure.name, figure.title) for figure in chosen]
        emit([{"name": n, "title": t} for n, t in rows], as_json, lambda: table("Figures", ("name", "title"), rows))
        return
    if in_place and not CHECKOUT.is_dir():
        raise BoundlabError("--in-place: this is an installed package; it needs a source checkout")
    if in_place and (out != OUT or format_ != FORMATS or scale != "full"):
        raise bad_value("--in-place", "yes", "to be given without --out, --format and --scale")
    if in_place and any(not figure.built_in for figure in chosen):
        raise bad_value("--in-place", "yes", "to be given without figures of your own")
    # What is missing is said before anything is written.
    figures_part("_style")
    made = [figure for figure in chosen if rerun and hasattr(figure.module, "make")]
    if rerun:
        figures_part("_session")
        for figure in chosen:
            if names and figure not in made:
                raise BoundlabError(f"{figure.name}: its data are not made by this command; its caption says how")
    home = files.HERE if in_place else Path(out)
    folder, data, page = (home / "out" if in_place else home), home / "data", home / ("README.md" if in_place else PAGE)
    data.mkdir(parents=True, exist_ok=True)
    if rerun:
        _rerun(made, store, where, scale, data)
    if not in_place:
        for figure in chosen:
            if figure not in made:
                figure.copy_data(data)
    written = _draw(chosen, folder, formats, data, jobs)
    shown = catalogue.select(()) if in_place else chosen
    page.write_text(figures_part("_gallery").gallery(shown, page, folder, data, formats), encoding="utf-8")
    result = [
        {"name": f.name, "title": f.title, "caption": f.caption, "files": [str(p) for p in paths]}
        for f, paths in zip(chosen, written, strict=True)
    ]

    def text() -> None:
        for figure in chosen:
            typer.echo(f"{figure.name}: {figure.title}")
        typer.echo(f"in {folder}{os.sep}, as {', '.join(formats)}; captions and settings in {page}")

    emit(result, as_json, text)


def _rerun(chosen: Sequence[Any], store: str, where: Where, scale: str, data: Path) -> None:
    session = figures_part("_session")
    from boundlab.runs.store import RunStore

    backend, device = where()
    with RunStore(store) as runs:
        for figure in chosen:
            typer.echo(f"{figure.name}: making its data", err=True)
            session.remake(figure, session.Session(runs, device, scale, backend), data)


def _draw(chosen: Sequence[Any], folder: Path, formats: tuple[str, ...], data: Path, jobs: int) -> list[list[Path]]:
    """The files of each figure; in other processes if there are several, since saving is what takes the time."""
    from boundlab.cli._progress import track
    from boundlab.processes import pool

    work = [(figure.key, folder, formats, data) for figure in chosen]
    if min(jobs, len(work)) == 1:
        return [draw_figure(*job) for job in track(work, "drawing")]
    with pool(min(jobs, len(work))) as workers:
        tasks = [workers.submit(draw_figure, *job) for job in work]
        return [task.result() for task in track(tasks, "drawing")]
