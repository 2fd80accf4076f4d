"""`boundlab paper`: the experiments of Galanti & Wolf, run again."""

from __future__ import annotations

import typer

from boundlab.cli._backend import Where, backend_options
from boundlab.cli._output import JsonOption, emit, table
from boundlab.cli._parameters import Store

app = typer.Typer()


@app.command()
@backend_options
def paper(
    names: list[str] = typer.Argument(None, help="Experiments (default: all)."),  # noqa: B008
    scale: str = typer.Option(
        None, help="tiny, small or full, the paper's size (default: full with a GPU, else small)."
    ),
    seeds: int = typer.Option(None, help="Repetitions, each with its own seed (default: set by the scale)."),
    data: str = typer.Option(None, metavar="DIR", help="A folder with MNIST, Fashion-MNIST or CIFAR-10 files."),
    store: Store = "runs.db",
    out: str = typer.Option(
        None, metavar="DIR", help="A folder for the data: paper_NAME.csv, and .json with the settings."
    ),
    finished: bool = typer.Option(
        False, "--finished", help="Run nothing; take the seeds that are finished in the store."
    ),
    as_json: JsonOption = False,
    *,
    where: Where,
) -> None:
    """Run the experiments of the paper, each repetition with networks and data of its own.

    A run that was cut off continues where it was when the same command is given again. Without --data the images are
    those that Python packages ship.
    """
    from boundlab.cli._paper import rerun
    from boundlab.experiments.image_data import sources
    from boundlab.experiments.paper import default_scale, experiments, get
    from boundlab.runs.store import RunStore

    chosen = [get(name) for name in names] if names else list(experiments().values())
    backend, device = where()
    # `paper` is what full was called before
    scale = default_scale(device) if scale is None else "full" if scale == "paper" else scale
    images = sources(data)
    with RunStore(store, must_exist=finished) as runs:
        results = rerun(chosen, scale, seeds, images, runs, out, device, backend, finished)
    emit(results, as_json, lambda: _print(results))


def _print(results: list[dict[str, object]]) -> None:
    columns = ["experiment", "panel", "arm", "at", "seeds", "mean", "standard deviation", "diverged", "weights"]
    table("Mean test error over seeds", columns, [[row[name] for name in columns] for row in results])
