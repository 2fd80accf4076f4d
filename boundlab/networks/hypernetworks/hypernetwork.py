"""Hypernetwork g(x; f(I)) as a torch module."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.hypernetwork import Hypernetwork
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import scale_rows_
from boundlab.networks.hypernetworks._generator import VectorConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


class VectorHypernetwork(VectorConditioned):
    """f: R^{m2} → R^P, an MLP that generates every weight."""

    def __init__(self, row: Hypernetwork) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        widths = (row.condition, *row.hidden)
        self.trunk = Stack(widths, row.bias, row.activation)
        self.head = nn.Linear(widths[-1], row.generated, has_bias(row.bias, True))
        self.initialise()

    def forward(self, condition: Tensor) -> Tensor:
        return self.head(self.trunk(condition))

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        self.trunk.scale_()
        scale_rows_(self.head.weight, self.network.variances(mode), self.trunk(conditions.to(self.head.weight)))
        if self.head.bias is not None:
            self.head.bias.zero_()


build = VectorHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale, generator of width 8·scale."""
    row = Hypernetwork(
        primary=(shape.inputs, 4 * scale, shape.outputs),
        condition=shape.features,
        hidden=(8 * scale,),
        activation="elu",
    )
    return Model(build(row))
