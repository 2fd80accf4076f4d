"""LSTM hypernetwork as a torch module."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from boundlab.architectures.lstm import Lstm
from boundlab.networks.hyperfan import chunk_variances, scale_rows_
from boundlab.networks.hypernetworks._generator import TaskConditioned
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary


class LstmHypernetwork(TaskConditioned):
    """An LSTM walks over the chunk embeddings, each joined with the task's, and emits the chunks in order."""

    def __init__(self, row: Lstm) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, row.primary_bias, row.activation)
        self.chunk_embeddings = nn.Parameter(torch.randn(row.chunks, row.chunk_embedding))
        width = row.chunk_embedding + row.embedding
        self.recurrence = nn.LSTM(width, row.state, bias=row.bias, batch_first=True)
        self.head = nn.Linear(row.state, row.chunk, row.bias)
        self.initialise()

    def _features(self, condition: Any) -> Tensor:
        codes = self.codes(condition)
        chunks = self.chunk_embeddings.expand(len(codes), -1, -1)
        sequence = torch.cat([chunks, codes[:, None].expand(-1, chunks.shape[1], -1)], dim=2)
        return self.recurrence(sequence)[0]

    def forward(self, condition: Any) -> Tensor:
        return self.head(self._features(condition)).flatten(1)[:, : self.network.size]

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        conditions = self.example_condition(64) if conditions is None else conditions
        variances = chunk_variances(self.network.variances(mode), self.head.out_features)
        scale_rows_(self.head.weight, variances, self._features(conditions))
        if self.head.bias is not None:
            self.head.bias.zero_()


build = LstmHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 8·scale, embeddings of width 2·scale, LSTM state of width 4·scale."""
    row = Lstm(
        primary=(shape.inputs, 8 * scale, shape.outputs),
        tasks=shape.tasks,
        embedding=2 * scale,
        chunk_embedding=2 * scale,
        state=4 * scale,
        activation="elu",
    )
    return Model(build(row))
