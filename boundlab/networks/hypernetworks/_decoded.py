"""Networks whose matrices are decoded from node embeddings, one node per layer."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn

from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model


class NodeDecoder(Generator):
    """A generator conditioned on node embeddings (B, d) that emits one matrix each."""

    def matrix(self, node: Tensor, rows: int, columns: int) -> Tensor:
        """The leading rows × columns part of the generated matrices, (B, rows, columns)."""
        raise NotImplementedError

    def example_condition(self, batch: int) -> Tensor:
        return torch.randn(batch, self.row.node)  # type: ignore[attr-defined]


class DecodedModel(Model):
    """An MLP whose layers are decoded; an affine adapter makes node embeddings from task features.

    The decoders emit no bias vectors, so every layer has a constant input 1 and its bias is a column. Matrices are
    scaled by 1/√columns, as GHN-3 normalises what it generates.
    """

    def __init__(self, decoder: NodeDecoder, widths: tuple[int, ...], features: int, activation: str) -> None:
        super().__init__(decoder)
        self.widths, self.activation = widths, activation
        self.nodes = nn.ModuleList(
            nn.Linear(features, decoder.row.node)  # type: ignore[attr-defined]
            for _ in widths[1:]
        )

    def matrices(self, tasks: Tasks) -> list[Tensor]:
        """The layers' matrices (B, outputs, inputs + 1)."""
        decoder = cast(NodeDecoder, self.generator)
        found = []
        for node, a, b in zip(self.nodes, self.widths, self.widths[1:], strict=False):
            found.append(decoder.matrix(node(tasks.features), b, a + 1) * (a + 1) ** -0.5)
        return found

    def forward(self, x: Tensor, tasks: Tasks) -> Tensor:
        matrices = self.matrices(tasks)
        for number, matrix in enumerate(matrices, 1):
            x = torch.baddbmm(matrix[:, None, :, -1], x, matrix[:, :, :-1].transpose(1, 2))
            if number < len(matrices):
                x = ACTIVATIONS[self.activation](x)
        return x

    def generated(self, tasks: Tasks) -> Tensor:
        return torch.cat([matrix.flatten(1) for matrix in self.matrices(tasks)], dim=1)
