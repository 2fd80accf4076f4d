"""What all weight generators share: the interface, embeddings of tasks, and the scaled initial head."""

from __future__ import annotations

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from boundlab.architectures._architecture import Architecture
from boundlab.errors import bad_value
from boundlab.networks.primary import Primary


class Tasks(NamedTuple):
    """B tasks to condition on: indices (B,), features (B, m2), and n observed pairs of each task.

    Task-indexed architectures read `indices`, the others `features`; a contextual hypernetwork also reads the pairs
    `values` (B, n, o) at `inputs` (B, n, m1).
    """

    indices: Tensor
    features: Tensor
    values: Tensor
    inputs: Tensor


class Generator(nn.Module):
    """Base of all weight generators: `weights = generator(condition)`, a batch in and a batch out.

    `row` is the configuration it was built from; `network` the functional primary network that takes the weights,
    where the primary is a multilayer perceptron. Children are named after the items of the bill.
    """

    network: Primary

    def __init__(self, row: Architecture) -> None:
        super().__init__()
        self.row = row

    def forward(self, condition: Any) -> Tensor:
        """Weights (B, generated) for B conditions."""
        raise NotImplementedError

    def example_condition(self, batch: int) -> Any:
        """A random batch of valid conditions."""
        raise NotImplementedError

    def condition(self, tasks: Tasks) -> Any:
        """The condition of this architecture for `tasks`."""
        return tasks.features

    def training_outputs(self, condition: Any) -> tuple[Tensor, ...]:
        """Everything a training loss may depend on."""
        return (self(condition),)

    def predict(self, x: Tensor, condition: Any) -> Tensor:
        """g(x; weights): x (B, m1) → (B, o) or (B, n, m1) → (B, n, o) for B conditions."""
        return self.network(x, self(condition))

    def initialise(self) -> None:
        """Start at scale, unless the module is on the meta device, where there is nothing to initialise."""
        if not next(self.parameters()).is_meta:
            self.hyperfan_()

    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        """Initialise so that the generated network starts at scale; see `boundlab.networks.hyperfan`.

        Raises BoundlabError for an architecture whose outputs are not the weights of a multilayer perceptron.
        """
        raise bad_value("architecture", self.row.name(), "one that generates every weight of a perceptron")


class VectorConditioned(Generator):
    """A generator conditioned on a vector of `row.condition` features."""

    def example_condition(self, batch: int) -> Tensor:
        return torch.randn(batch, self.row.condition)  # type: ignore[attr-defined]


class TaskConditioned(Generator):
    """A generator conditioned on task indices (B,), with one learned embedding per task, appended to as they arrive.

    With unconditional inputs (u > 0) the condition is the pair (indices, inputs (B, u)).
    """

    def __init__(self, row: Any) -> None:
        super().__init__(row)
        self.task_embeddings = nn.ParameterList(nn.Parameter(torch.randn(row.embedding)) for _ in range(row.tasks))

    def add_task(self) -> None:
        """Append a task: `row.marginal_task()` more trainable parameters, the others untouched."""
        first = self.task_embeddings[0]
        self.task_embeddings.append(nn.Parameter(torch.randn_like(first)))

    def condition(self, tasks: Tasks) -> Any:
        return tasks.indices

    def example_condition(self, batch: int) -> Any:
        index = torch.arange(batch) % len(self.task_embeddings)
        inputs = getattr(self.row, "inputs", 0)
        return (index, torch.randn(batch, inputs)) if inputs else index

    def parts(self, condition: Any) -> tuple[Tensor, Tensor | None]:
        """The task indices and the unconditional inputs of `condition`, checked.

        Raises BoundlabError for an index of no task, or missing or ill-shaped inputs.
        """
        width = getattr(self.row, "inputs", 0)
        index, inputs = condition if isinstance(condition, tuple) else (condition, None)
        if index.numel() and not 0 <= int(index.min()) <= int(index.max()) < len(self.task_embeddings):
            raise bad_value("task", index.tolist(), f"indices below {len(self.task_embeddings)}")
        if (width > 0) != (inputs is not None) or (inputs is not None and inputs.shape != (len(index), width)):
            shape = None if inputs is None else tuple(inputs.shape)
            raise bad_value("inputs", shape, f"unconditional inputs of width {width} for every condition")
        return index, inputs

    def codes(self, condition: Any) -> Tensor:
        """(B, u + c): the unconditional inputs and the embeddings of the tasks."""
        index, inputs = self.parts(condition)
        embedded = torch.stack(list(self.task_embeddings))[index]
        return embedded if inputs is None else torch.cat([inputs.to(embedded), embedded], dim=1)
