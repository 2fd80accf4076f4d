"""GHN-3 decoder as a torch module."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from boundlab.architectures.ghn3_decoder import Ghn3Decoder
from boundlab.networks.hypernetworks._decoded import DecodedModel, NodeDecoder
from boundlab.networks.hypernetworks._model import Model, Shape


class KernelDecoder(NodeDecoder):
    """Decodes node embeddings (B, d) into kernels (B, O, I, s, s), flattened by forward."""

    def __init__(self, row: Ghn3Decoder) -> None:
        super().__init__(row)
        d, self.side = row.node, row.kernel
        self.out_channels, self.in_channels = row.out_channels, row.in_channels
        self.expand = nn.Linear(d, 4 * d * self.side**2, row.bias)
        self.hidden = nn.Linear(4 * d, 8 * d, row.bias)
        self.kernels = nn.Linear(8 * d, row.out_channels * row.in_channels, row.bias)
        self.classifier = nn.Linear(row.out_channels, row.classes, row.bias)

    def forward(self, condition: Tensor) -> Tensor:
        positions = torch.relu(self.expand(condition)).view(len(condition), -1, self.side**2).transpose(1, 2)
        kernels = self.kernels(torch.relu(self.hidden(positions)))
        return kernels.transpose(1, 2).flatten(1)

    def class_weights(self, condition: Tensor) -> Tensor:
        """Weights (B, classes, I) of an output layer, from the centre of the kernels."""
        kernels = self(condition).view(-1, self.out_channels, self.in_channels, self.side, self.side)
        centre = kernels[..., self.side // 2, self.side // 2]
        return self.classifier(torch.relu(centre).transpose(1, 2)).transpose(1, 2)

    def training_outputs(self, condition: Tensor) -> tuple[Tensor, ...]:
        return self(condition), self.class_weights(condition)

    def matrix(self, node: Tensor, rows: int, columns: int) -> Tensor:
        kernels = self(node).view(-1, self.out_channels, self.in_channels, self.side**2)
        return kernels[:, :rows, :columns, self.side**2 // 2]


build = KernelDecoder


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale, node embeddings of width 2·scale."""
    widths = (shape.inputs, 4 * scale, shape.outputs)
    row = Ghn3Decoder(
        node=2 * scale,
        kernel=1,
        out_channels=max(widths[1:]),
        in_channels=max(widths[:-1]) + 1,
        classes=1,
    )
    return DecodedModel(build(row), widths, shape.features, "elu")
