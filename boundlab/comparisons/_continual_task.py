"""The unit of work of continual learning."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from boundlab.comparisons._continual import Study
from boundlab.runs.task import Report, Task

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class TaskAfterTask(Study, Task):
    """One arm on one sequence of tasks, for several seeds at once."""

    kind: ClassVar[str] = "tasks one after the other"
    method: ClassVar[int] = 1

    def settings(self) -> dict[str, Any]:
        plain = {"table": self.table.settings(), "learns": f"{self.learns.kind}, {self.learns.strength:g}"}
        design = "" if self.learns.design is None else str(self.learns.design)
        return {"kind": self.kind, "method": self.method, **asdict(self), **plain, "design": design}

    @property
    def cost(self) -> float:
        return float(self.steps)

    def run(self, device: torch.device, report: Report) -> list[dict[str, Any]]:
        """A row for every seed."""
        from boundlab.comparisons._continual_training import measured, parameters

        count = parameters(self)
        place = {"panel": self.table.name, "arm": self.arm, "at": 0, "parameters": count}
        return [{**place, "seed": seed, **row} for seed, row in zip(self.seeds, measured(self, report), strict=True)]
