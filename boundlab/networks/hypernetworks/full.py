"""Full hypernetwork over tasks as a torch module."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.full import Full
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import scale_rows_
from boundlab.networks.hypernetworks._generator import TaskConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


class FullHypernetwork(TaskConditioned):
    """A learned embedding per task generates every weight; optional batch normalisation over the conditions."""

    def __init__(self, row: Full) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        widths = (row.inputs + row.embedding, *row.hidden)
        self.trunk = Stack(widths, row.bias, row.activation)
        self.batch_norm = nn.ModuleList(nn.BatchNorm1d(width) for width in row.hidden if row.batch_norm)
        self.head = nn.Linear(widths[-1], row.generated, has_bias(row.bias, True))
        self.initialise()

    def forward(self, condition: Any) -> Tensor:
        return self.head(self._features(self.codes(condition)))

    def _features(self, code: Tensor) -> Tensor:
        if not self.batch_norm:
            return self.trunk(code)
        for layer, norm in zip(self.trunk.layers, self.batch_norm, strict=True):
            code = ACTIVATIONS[self.trunk.activation](norm(layer(code)))
        return code

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        self.trunk.scale_()
        scale_rows_(self.head.weight, self.network.variances(mode), self._features(self.codes(conditions)))
        if self.head.bias is not None:
            self.head.bias.zero_()


build = FullHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale, embeddings of width 2·scale, generator of width 8·scale."""
    row = Full(
        primary=(shape.inputs, 4 * scale, shape.outputs),
        tasks=shape.tasks,
        embedding=2 * scale,
        hidden=(8 * scale,),
        activation="elu",
    )
    return Model(build(row))
