"""Standard network on (x, I) as a torch module."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.standard import Standard
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hypernetworks._conditioned_input import ConditionedInput
from boundlab.networks.hypernetworks._model import Model, Shape


class StandardNetwork(ConditionedInput):
    """One multilayer perceptron on the pair (x, I)."""

    def __init__(self, row: Standard) -> None:
        super().__init__(row)
        widths = (row.primary[0] + row.condition, *row.primary[1:])
        self.trunk = Stack(widths[:-1], row.primary_bias, row.activation)
        self.head = nn.Linear(widths[-2], widths[-1], has_bias(row.primary_bias, True))

    def layers(self) -> list[Any]:
        return [*self.trunk.layers, self.head]

    def code(self, condition: Tensor) -> Tensor:
        return condition

    def direct(self, xz: Tensor) -> Tensor:
        return self.head(self.trunk(xz))


build = StandardNetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Width 8·scale in two hidden layers."""
    primary = (shape.inputs, 8 * scale, 8 * scale, shape.outputs)
    return Model(build(Standard(primary=primary, condition=shape.features, activation="elu")))
