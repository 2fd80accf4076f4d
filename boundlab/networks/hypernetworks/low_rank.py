"""Low-rank hypernetwork W·P(I) as a torch module."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures.low_rank import LowRank
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import scale_rows_
from boundlab.networks.hypernetworks._generator import VectorConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


class LowRankHypernetwork(VectorConditioned):
    """The selector I ↦ W·P(I) with W of w columns."""

    def __init__(self, row: LowRank) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        self.selector = Stack((row.condition, *row.hidden, row.rank), row.bias, row.activation, "output")
        self.basis = nn.Linear(row.rank, row.generated, bias=False)
        self.initialise()

    def forward(self, condition: Tensor) -> Tensor:
        return self.basis(self.selector(condition))

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        self.selector.scale_()
        features = self.selector(conditions.to(self.basis.weight))
        scale_rows_(self.basis.weight, self.network.variances(mode), features)


build = LowRankHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale, selector of width 8·scale, rank 2·scale."""
    row = LowRank(
        primary=(shape.inputs, 4 * scale, shape.outputs),
        condition=shape.features,
        hidden=(8 * scale,),
        rank=2 * scale,
        activation="elu",
    )
    return Model(build(row))
