"""HyperStyle refinement block as a torch module."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import torch
from torch import Tensor, nn

from boundlab.architectures.hyperstyle_block import HyperStyleBlock
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model, Shape

SIDE = 16


class RefinementBlocks(Generator):
    """Feature maps (N, f, 16, 16) generate relative changes Δ of the kernels of B convolutions.

    forward gives (N, B·c_out·c_in·k²), the k² positions of a kernel being copies. Heads start at 0: no change.
    """

    def __init__(self, row: HyperStyleBlock) -> None:
        super().__init__(row)
        self.side = int(row.kernel)
        channels = (row.map_channels, *[row.inner_channels] * (row.inner_convolutions + 1), row.code)
        self.convolutions = nn.ModuleList(self._stack(channels, row.bias) for _ in range(row.blocks))
        self.heads = nn.ModuleList(
            nn.Conv2d(row.code, row.distinct, 1, bias=row.bias) for _ in range(1 if row.shared_head else row.blocks)
        )
        for head in self.heads:
            for parameter in head.parameters():
                nn.init.zeros_(parameter)

    @staticmethod
    def _stack(channels: tuple[int, ...], bias: bool) -> nn.Sequential:
        layers: list[nn.Module] = []
        for a, b in pairwise(channels):
            layers += [nn.Conv2d(a, b, 3, stride=2, padding=1, bias=bias), nn.LeakyReLU()]
        return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1))

    def forward(self, condition: Tensor) -> Tensor:
        changes = []
        for number, block in enumerate(self.convolutions):
            head = self.heads[0 if len(self.heads) == 1 else number]
            distinct = head(block(condition)).flatten(1)
            changes.append(distinct[:, :, None].expand(-1, -1, self.side**2).flatten(1))
        return torch.cat(changes, dim=1)

    def example_condition(self, batch: int) -> Tensor:
        return torch.randn(batch, self.row.map_channels, SIDE, SIDE)  # type: ignore[attr-defined]

    def condition(self, tasks: Tasks) -> Tensor:
        return tasks.features[:, :, None, None].expand(-1, -1, SIDE, SIDE)


class ModulatedModel(Model):
    """An MLP with trained weights, of which one block rescales the first matrix: W·(1 + Δ(I))."""

    def __init__(self, generator: RefinementBlocks, widths: tuple[int, ...], activation: str) -> None:
        super().__init__(generator)
        self.activation = activation
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(widths))

    def forward(self, x: Tensor, tasks: Tasks) -> Tensor:
        first = cast(nn.Linear, self.layers[0])
        change = self.generated(tasks).view(-1, *first.weight.shape)
        x = torch.baddbmm(first.bias, x, (first.weight * (1 + change)).transpose(1, 2))
        for layer in self.layers[1:]:
            x = layer(ACTIVATIONS[self.activation](x))
        return x


build = RefinementBlocks


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale; the task features are the channels of a constant feature map."""
    row = HyperStyleBlock(
        kernel="1",
        in_channels=shape.inputs,
        out_channels=4 * scale,
        map_channels=shape.features,
        inner_channels=2 * scale,
        code=4 * scale,
    )
    return ModulatedModel(build(row), (shape.inputs, 4 * scale, shape.outputs), "elu")
