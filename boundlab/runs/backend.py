"""A back end: those who do the work, near or far, and how the driver talks to them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import torch

from boundlab.runs.execution import Result
from boundlab.runs.task import Report, Task


@dataclass(frozen=True)
class Returned:
    """A batch that came back: results of its first tasks, and why its worker is gone, if it is."""

    batch: Sequence[Task]
    results: Sequence[Result]
    lost: str = ""


class Crew(ABC):
    """Workers at work. A batch may come back with its last tasks undone; the driver hands those out again."""

    # A task whose worker was lost this often counts as failed: it is likely to be the reason.
    patience = 3

    @abstractmethod
    def slots(self) -> int:
        """How many batches may be out at once, now."""

    @abstractmethod
    def submit(self, batch: Sequence[Task]) -> None:
        """Hand out a batch."""

    @abstractmethod
    def collect(self, timeout: float) -> list[Returned]:
        """The batches that have come back; waits at most about `timeout` seconds for the first."""


class Backend(ABC):
    """Where tasks are done. The constructor's arguments are the options of the command line it takes."""

    @abstractmethod
    def device(self, name: str) -> torch.device:
        """The device tasks run on when the user asks for `name`: auto, cpu or cuda.

        Raises BoundlabError: there is no such device.
        """

    @abstractmethod
    def crew(self, device: torch.device, report: Report, tasks: int) -> AbstractContextManager[Crew]:
        """Workers for about so many tasks; gone when the context is left.

        Raises BoundlabError: they cannot be reached.
        """
