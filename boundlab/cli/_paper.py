"""Running experiments of the paper and writing their data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from boundlab.errors import BoundlabError, bad_value
from boundlab.files import write_csv, write_json
from boundlab.runs.progress import run_with_progress

if TYPE_CHECKING:
    import torch

    from boundlab.experiments.image_data import Source
    from boundlab.experiments.paper import Experiment, Repetitions
    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore


def rerun(
    chosen: Sequence[Experiment],
    scale: str,
    seeds: int | None,
    images: Mapping[str, Source],
    store: RunStore,
    out: str | None,
    device: torch.device,
    backend: Backend,
    finished: bool = False,
) -> list[dict[str, Any]]:
    """Run the experiments, or what is missing of them in the store; a summary over seeds.

    With `out`, paper_NAME.csv and paper_NAME.json are written there as soon as an experiment is done, at the scale of
    the paper paper_NAME_full. With `finished` nothing is run: a group of seeds counts if the store has all its tasks.

    Raises BoundlabError: an unknown scale, no seeds, `out` is no folder, a file of images cannot be used, or no seed is
    finished; before anything is run.
    """
    from boundlab.experiments.paper._results import file_name, metadata, origin, summarise
    from boundlab.runs.store import sweep_settings

    planned = [(experiment, experiment.tasks(scale, seeds, images, device)) for experiment in chosen]
    if out is not None and not Path(out).is_dir():
        raise bad_value("--out", out, "an existing folder")
    problems = [configuration.problem for one in chosen for configuration in one.configurations(scale, images)]
    for source in {problem.images.source for problem in problems if hasattr(problem, "images")}:
        source.check()
    if finished:
        planned = [(experiment, _finished(experiment, scale, seeds, images, store)) for experiment in chosen]
    found = []
    for experiment, tasks in planned:
        settings = {"experiment": experiment.name, **sweep_settings(task.key for task in tasks)}
        rows = run_with_progress(store, settings, tasks, device, backend)
        if out is not None:
            path, entries = str(Path(out) / file_name(experiment, scale)), experiment.table(rows)
            write_csv(path + ".csv", list(entries[0]), [list(entry.values()) for entry in entries])
            write_json(path + ".json", metadata(experiment, scale, images, tasks) | origin(tasks, store))
        found += summarise(experiment, rows)
    return found


def _finished(
    experiment: Experiment, scale: str, seeds: int | None, images: Mapping[str, Source], store: RunStore
) -> list[Repetitions]:
    """The tasks of those groups of seeds of which every task is in the store, grouped as on a CPU or as on a GPU."""
    import torch

    found: list[Repetitions] = []
    for kind in ("cpu", "cuda"):
        tasks = experiment.tasks(scale, seeds, images, torch.device(kind))
        there = store.finished([task.key for task in tasks])
        missing = {task.seeds for task in tasks if task.key not in there}
        whole = [task for task in tasks if task.seeds not in missing]
        if sum(len(task.seeds) for task in whole) > sum(len(task.seeds) for task in found):
            found = whole
    if not found:
        raise BoundlabError(f"{store.path}: no seed of the experiment {experiment.name} is finished at this scale")
    return found
