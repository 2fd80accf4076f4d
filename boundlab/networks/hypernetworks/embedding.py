"""Embedding method q(x, e(I)) as a torch module."""

from __future__ import annotations

from typing import Any

from torch import Tensor

from boundlab.architectures.embedding import Embedding
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hypernetworks._conditioned_input import ConditionedInput
from boundlab.networks.hypernetworks._model import Model, Shape


class EmbeddingMethod(ConditionedInput):
    """A primary network on (x, e(I))."""

    def __init__(self, row: Embedding) -> None:
        super().__init__(row)
        self.embedding = Stack((row.condition, *row.hidden, row.embedding), row.bias, row.activation, "output")
        widths = (row.primary[0] + row.embedding, *row.primary[1:])
        self.primary = Stack(widths, row.primary_bias, row.activation, "output")

    def layers(self) -> list[Any]:
        return list(self.primary.layers)

    def code(self, condition: Tensor) -> Tensor:
        return self.embedding(condition)

    def direct(self, xz: Tensor) -> Tensor:
        return self.primary(xz)


build = EmbeddingMethod


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Width 8·scale in e and q, embedding dimension 2·scale."""
    row = Embedding(
        primary=(shape.inputs, 8 * scale, 8 * scale, shape.outputs),
        condition=shape.features,
        embedding=2 * scale,
        hidden=(8 * scale,),
        activation="elu",
    )
    return Model(build(row))
