"""Random-matrix generator θ = θ0 + A·z as a torch module."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures.random_matrix import RandomMatrix
from boundlab.errors import bad_value
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


class RandomSubspace(Generator):
    """A fixed random affine map per model, trained coordinates z per task; z starts at 0, so θ starts at θ0.

    θ0 is drawn at scale, and row i of A with the variance of θ0_i over d: |z| = √d moves a weight by its own scale.
    """

    def __init__(self, row: RandomMatrix) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        self.coordinates = nn.ParameterList(nn.Parameter(torch.zeros(row.dimension)) for _ in range(row.tasks))
        self.offset: Tensor
        self.matrix: Tensor
        self.register_buffer("offset", torch.empty(row.generated))
        self.register_buffer("matrix", torch.empty(row.generated, row.dimension))
        self.initialise()

    def add_task(self) -> None:
        """Append a task: d more coordinates."""
        self.coordinates.append(nn.Parameter(torch.zeros_like(self.coordinates[0])))

    def condition(self, tasks: Tasks) -> Tensor:
        return tasks.indices

    def example_condition(self, batch: int) -> Tensor:
        return torch.arange(batch) % len(self.coordinates)

    def forward(self, condition: Tensor) -> Tensor:
        if condition.numel() and not 0 <= int(condition.min()) <= int(condition.max()) < len(self.coordinates):
            raise bad_value("task", condition.tolist(), f"indices below {len(self.coordinates)}")
        return self.offset + torch.stack(list(self.coordinates))[condition] @ self.matrix.T

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        variances = self.network.variances(mode).to(self.offset)
        # A primary bias has variance 0 in θ0; in A it moves like the weights do on average.
        moving = torch.where(variances > 0, variances, variances.mean())
        self.offset.normal_().mul_(variances.sqrt())
        self.matrix.normal_().mul_((moving / self.matrix.shape[1]).sqrt()[:, None])


build = RandomSubspace


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 16·scale, 16·scale coordinates per task."""
    row = RandomMatrix(
        primary=(shape.inputs, 16 * scale, shape.outputs),
        tasks=shape.tasks,
        dimension=16 * scale,
        activation="elu",
    )
    return Model(build(row))
