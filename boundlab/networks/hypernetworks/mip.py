"""Magnitude-invariant parametrisation as a torch module."""

from __future__ import annotations

from math import pi
from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.mip import MagnitudeInvariant
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import scale_rows_
from boundlab.networks.hypernetworks._generator import Tasks, VectorConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


def encode(z: Tensor, encoding: str) -> Tensor:
    """The encoding of z in [0,1]^D: (B, D) → (B, μD).

    "cos-sin", [cos πz/2, sin πz/2], has squared norm D whatever z is: the magnitude of the condition is gone.
    """
    if encoding == "cos-sin":
        return torch.cat([torch.cos(pi / 2 * z), torch.sin(pi / 2 * z)], dim=-1)
    return torch.cat([z, 1 - z], dim=-1) if encoding == "complement" else z


class MagnitudeInvariantHypernetwork(VectorConditioned):
    """An encoded condition in [0,1]^D generates the weights, or a change of learned weights θ0 (the output bias)."""

    def __init__(self, row: MagnitudeInvariant) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        self.encoding, self.additive = row.encoding, row.additive
        self.trunk = Stack(row.widths, row.bias, row.activation)
        self.head = nn.Linear(row.widths[-1], row.generated, row.additive or has_bias(row.bias, True))
        self.initialise()

    def example_condition(self, batch: int) -> Tensor:
        return torch.rand(batch, self.row.condition)  # type: ignore[attr-defined]

    def condition(self, tasks: Tasks) -> Tensor:
        return (tasks.features + 1) / 2

    def forward(self, condition: Tensor) -> Tensor:
        return self.head(self.trunk(encode(condition, self.encoding)))

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        encoded = encode(conditions.to(self.head.weight), self.encoding)
        self.trunk.scale_(0.5)
        variances = self.network.variances(mode)
        share = 0.5 if self.additive else 1.0
        scale_rows_(self.head.weight, share * variances, self.trunk(encoded))
        if self.additive:
            self.head.bias.copy_(torch.randn(len(variances)) * (variances / 2).sqrt())
        elif self.head.bias is not None:
            self.head.bias.zero_()


build = MagnitudeInvariantHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale, generator of width 8·scale."""
    row = MagnitudeInvariant(
        primary=(shape.inputs, 4 * scale, shape.outputs),
        condition=shape.features,
        hidden=(8 * scale,),
        activation="elu",
    )
    return Model(build(row))
