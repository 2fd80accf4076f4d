"""A task: a pure function of its settings and seed, keyed by the hash of its settings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.runs.store_format import content_key

if TYPE_CHECKING:
    import torch

Report = Callable[[str], None]


class Task(ABC):
    """A frozen dataclass whose fields are the settings of the work, seeds among them.

    The same settings give the same rows on the same machine, so a task can be done anywhere, again, and by whoever
    is free. Its fields are plain data, so that it can be sent to another process.
    """

    kind: ClassVar[str]
    # Part of the key: raised when the way the work is done changes, so that results of two methods are never mixed.
    method: ClassVar[int]

    def settings(self) -> dict[str, Any]:
        """What the key is the hash of."""
        return {"kind": self.kind, "method": self.method, **asdict(self)}  # type: ignore[call-overload]

    @cached_property
    def key(self) -> str:
        """The content hash of the settings."""
        return content_key(self.settings())

    @property
    def cost(self) -> float:
        """Expected work, relative to other tasks of its kind; the progress bar counts it."""
        return 1.0

    @abstractmethod
    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """Do the work; the result rows, JSON data. `report` takes a few words about what is being done."""

    def summary(self, rows: list[dict[str, Any]]) -> str:
        """One line about the finished task, for the person who waits."""
        return f"{self.kind}: {len(rows)} rows"
