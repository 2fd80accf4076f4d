"""HyperInterval as a torch module: interval embeddings are propagated to interval weights."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from boundlab.architectures._counting import has_bias
from boundlab.architectures.hyperinterval import HyperInterval
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import scale_rows_
from boundlab.networks.hypernetworks._generator import TaskConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary

NESTED_RADIUS = 0.05


class IntervalHypernetwork(TaskConditioned):
    """forward gives the weights of the embeddings themselves; `bounds` encloses those of their whole intervals.

    Radii are positive: softplus of a trained vector per task, or the constant `NESTED_RADIUS`.
    """

    def __init__(self, row: HyperInterval) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        self.radii = nn.ParameterList(
            nn.Parameter(torch.full((row.embedding,), -3.0)) for _ in range(0 if row.nested else row.tasks)
        )
        widths = (row.embedding, *row.hidden)
        self.trunk = Stack(widths, row.bias, row.activation)
        self.head = nn.Linear(widths[-1], row.generated, has_bias(row.bias, True))
        self.initialise()

    def add_task(self) -> None:
        super().add_task()
        if self.radii:
            self.radii.append(nn.Parameter(torch.full_like(self.radii[0], -3.0)))

    def forward(self, condition: Any) -> Tensor:
        return self.head(self.trunk(self.codes(condition)))

    def radius(self, condition: Any) -> Tensor:
        """The radii (B, c) of the tasks' embedding intervals."""
        index, _ = self.parts(condition)
        if self.radii:
            return functional.softplus(torch.stack(list(self.radii)))[index]
        return torch.full_like(self.codes(condition), NESTED_RADIUS)

    def bounds(self, condition: Any) -> tuple[Tensor, Tensor]:
        """Lower and upper weights (B, P): for every embedding in the interval, the weights lie between them.

        Affine maps send (centre, radius) to (Wc + b, |W|r); monotone activations act on the end points. Up to the
        rounding of the floating-point numbers, which is not accounted for.
        """
        centre, radius = self.codes(condition), self.radius(condition)
        for layer in self.trunk.layers:
            centre, radius = layer(centre), radius @ cast(Tensor, layer.weight).abs().T
            activation = ACTIVATIONS[self.trunk.activation]
            low, high = activation(centre - radius), activation(centre + radius)
            centre, radius = (low + high) / 2, (high - low) / 2
        centre, radius = self.head(centre), radius @ self.head.weight.abs().T
        return centre - radius, centre + radius

    def training_outputs(self, condition: Any) -> tuple[Tensor, ...]:
        return (self(condition), *self.bounds(condition))

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        self.trunk.scale_()
        scale_rows_(self.head.weight, self.network.variances(mode), self.trunk(self.codes(conditions)))
        if self.head.bias is not None:
            self.head.bias.zero_()


class IntervalModel(Model):
    """Trains on weights drawn from the intervals, predicts with their centres."""

    def forward(self, x: Tensor, tasks: Any) -> Tensor:
        generator = cast(IntervalHypernetwork, self.generator)
        if not self.training:
            return generator.predict(x, tasks.indices)
        low, high = generator.bounds(tasks.indices)
        return generator.network(x, low + torch.rand_like(low) * (high - low))


build = IntervalHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale, embeddings of width 2·scale, generator of width 8·scale."""
    row = HyperInterval(
        primary=(shape.inputs, 4 * scale, shape.outputs),
        tasks=shape.tasks,
        embedding=2 * scale,
        hidden=(8 * scale,),
        activation="elu",
    )
    return IntervalModel(build(row))
