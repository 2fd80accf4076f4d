"""Chunked hypernetwork as a torch module."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.chunked import Chunked
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import chunk_variances, scale_rows_
from boundlab.networks.hypernetworks._generator import TaskConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


class ChunkedHypernetwork(TaskConditioned):
    """One small network emits the weights chunk by chunk; the remainder of the last chunk is dropped."""

    def __init__(self, row: Chunked) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        sets = row.tasks if row.conditional_chunks else 1
        self.chunk_embeddings = nn.ParameterList(
            nn.Parameter(torch.randn(row.chunks, row.chunk_embedding)) for _ in range(sets)
        )
        widths = (row.inputs + row.embedding + row.chunk_embedding, *row.hidden)
        self.trunk = Stack(widths, row.bias, row.activation)
        self.head = nn.Linear(widths[-1], row.chunk, has_bias(row.bias, True))
        self.initialise()

    def add_task(self) -> None:
        super().add_task()
        if self.row.conditional_chunks:  # type: ignore[attr-defined]
            self.chunk_embeddings.append(nn.Parameter(torch.randn_like(self.chunk_embeddings[0])))

    def _features(self, condition: Any) -> Tensor:
        index, _ = self.parts(condition)
        codes = self.codes(condition)
        shared = len(self.chunk_embeddings) == 1
        chunks = torch.stack(list(self.chunk_embeddings))[torch.zeros_like(index) if shared else index]
        return self.trunk(torch.cat([codes[:, None].expand(-1, chunks.shape[1], -1), chunks], dim=2))

    def forward(self, condition: Any) -> Tensor:
        return self.head(self._features(condition)).flatten(1)[:, : self.network.size]

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        self.trunk.scale_()
        variances = chunk_variances(self.network.variances(mode), self.head.out_features)
        scale_rows_(self.head.weight, variances, self._features(conditions))
        if self.head.bias is not None:
            self.head.bias.zero_()


build = ChunkedHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 8·scale, embeddings of width 2·scale, generator of width 8·scale, best chunk size."""
    row = Chunked(
        primary=(shape.inputs, 8 * scale, shape.outputs),
        tasks=shape.tasks,
        embedding=2 * scale,
        chunk_embedding=2 * scale,
        hidden=(8 * scale,),
        activation="elu",
    )
    return Model(build(row))
