"""Making a figure's data again: the tasks go through a run store, so that an interrupted run continues."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from boundlab.runs.progress import run_with_progress
from boundlab.runs.provenance import now, provenance
from boundlab.runs.store import sweep_settings

from ._catalogue import FigureFile
from ._files import write

if TYPE_CHECKING:
    import torch

    from boundlab.runs.backend import Backend
    from boundlab.runs.store import RunStore
    from boundlab.runs.task import Task

Scale = Literal["full", "small", "tiny"]
# What the command says of each.
SCALES: dict[Scale, str] = {"full": "", "small": " --scale small", "tiny": " --scale tiny"}


@dataclass
class Session:
    """What `make` of a figure gets.

    Attributes:
        store: where finished tasks are kept.
        device: where the networks are trained.
        scale: `full`; `small`, for two CPU cores where full needs a GPU, and the same as full elsewhere; `tiny`, which
            takes seconds and shows only that everything works.
        backend: what does the tasks; None is this process.
    """

    store: RunStore
    device: torch.device
    scale: Scale = "full"
    backend: Backend | None = None
    _keys: list[str] = field(default_factory=list)

    def run(self, tasks: Sequence[Task]) -> list[dict[str, Any]]:
        """The rows of the tasks, in their order; tasks that are in the store are not done again."""
        self._keys += [task.key for task in tasks]
        settings = sweep_settings(task.key for task in tasks)
        return run_with_progress(self.store, settings, tasks, self.device, self.backend)

    def provenance(self) -> dict[str, Any]:
        """Versions, device, time and seconds of the tasks that were run; of this process if there were none."""
        tasks = [task for key in dict.fromkeys(self._keys) if (task := self.store.task(key))]
        if not tasks:
            return {"measured": now(), **provenance(self.device)}
        origins = [task["provenance"] for task in tasks]
        common = {key: ", ".join(sorted({origin[key] for origin in origins})) for key in origins[0]}
        seconds = round(sum(task["seconds"] for task in tasks), 1)
        return {"measured": max(task["finished"] for task in tasks), **common, "seconds": seconds}


def remake(figure: FigureFile, session: Session, folder: Path) -> list[Path]:
    """Make the data of `figure`, which has a `make`, again and write them to `folder`."""
    start = time.perf_counter()
    data = figure.module.make(session)
    metadata = {
        "command": f"boundlab figures {figure.name} --rerun" + SCALES[session.scale],
        "seconds": round(time.perf_counter() - start, 1),
        **session.provenance(),
        **data["metadata"],
    }
    return write(figure.name, folder, data["rows"], metadata)
