"""LoGAH low-rank decoder as a torch module."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from boundlab.architectures.logah_decoder import LogahDecoder
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hypernetworks._decoded import DecodedModel, NodeDecoder
from boundlab.networks.hypernetworks._model import Model, Shape


class LowRankDecoder(NodeDecoder):
    """Decodes node embeddings (B, d) into matrices A·B of side s and rank ≤ r, flattened by forward."""

    def __init__(self, row: LogahDecoder) -> None:
        super().__init__(row)
        d, self.rank, self.side = row.node, row.rank, row.side
        self.factors = Stack((d, 4 * d, 8 * d, 2 * self.rank**2), "all" if row.bias else "none", "relu", "output")
        self.unused = nn.Linear(self.rank, self.rank, row.bias) if row.unused_layer else None
        self.extend = nn.Linear(self.rank, self.side, row.bias)

    def factor_pair(self, node: Tensor) -> tuple[Tensor, Tensor]:
        """A and B, both (B, r, s): the matrix is AᵀB."""
        small = torch.relu(self.factors(node)).view(-1, 2, self.rank, self.rank)
        a, b = self.extend(small).unbind(1)
        return a, b

    def forward(self, condition: Tensor) -> Tensor:
        return self.matrix(condition, self.side, self.side).flatten(1)

    def matrix(self, node: Tensor, rows: int, columns: int) -> Tensor:
        a, b = self.factor_pair(node)
        return torch.bmm(a[:, :, :rows].transpose(1, 2), b[:, :, :columns])


build = LowRankDecoder


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 8·scale, node embeddings of width 2·scale, rank 2·scale."""
    widths = (shape.inputs, 8 * scale, shape.outputs)
    row = LogahDecoder(node=2 * scale, rank=2 * scale, side=max(widths) + 1)
    return DecodedModel(build(row), widths, shape.features, "elu")
