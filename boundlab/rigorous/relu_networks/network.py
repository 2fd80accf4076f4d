"""Networks as exact data: layers of units, each with its connections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from boundlab.errors import bad_value


@dataclass(frozen=True)
class Unit:
    """One unit: its connections {index in the layer before: weight}, and its bias; None if it has none."""

    weights: Mapping[int, Fraction]
    bias: Fraction | None = None

    def value(self, below: Sequence[Fraction]) -> Fraction:
        """Return the affine value on the outputs of the layer before."""
        return sum((w * below[i] for i, w in self.weights.items()), self.bias or Fraction(0))


@dataclass(frozen=True)
class LayeredNetwork:
    """x ↦ affine(σ(… affine(x))): `layers` are the affine layers, σ follows each but the last.

    Connections that are not there are fixed at zero and are no parameters; those that are there count
    whatever their value.
    """

    inputs: int
    layers: tuple[tuple[Unit, ...], ...]

    @property
    def depth(self) -> int:
        """The number of affine layers."""
        return len(self.layers)

    @property
    def widths(self) -> tuple[int, ...]:
        """d_0, …, d_L: the inputs, the units of each layer."""
        return (self.inputs, *(len(layer) for layer in self.layers))

    def parameters(self) -> int:
        """Return the number of connections and biases."""
        return sum(len(unit.weights) + (unit.bias is not None) for layer in self.layers for unit in layer)

    def dense_parameters(self) -> int:
        """Return the number of weights and biases of the fully connected network with the same widths."""
        return dense_parameters(self.widths)

    def dense_layers(self) -> list[tuple[list[list[Fraction]], list[Fraction]]]:
        """Return (weight matrix d_l × d_{l-1}, bias vector d_l) for each layer, zeros where nothing is."""
        out = []
        for layer, before in zip(self.layers, self.widths, strict=False):
            matrix = [[unit.weights.get(i, Fraction(0)) for i in range(before)] for unit in layer]
            out.append((matrix, [unit.bias or Fraction(0) for unit in layer]))
        return out


@dataclass(frozen=True)
class ReluNetwork(LayeredNetwork):
    """σ = ReLU: exact at rational points."""

    def evaluate(self, x: Sequence[Fraction]) -> Fraction:
        """Return the output at x, exactly. Raises BoundlabError unless len(x) is the number of inputs."""
        if len(x) != self.inputs:
            raise bad_value("x", list(map(str, x)), f"{self.inputs} coordinates")
        values: list[Fraction] = list(x)
        for layer in self.layers[:-1]:
            values = [max(Fraction(0), unit.value(values)) for unit in layer]
        return self.layers[-1][0].value(values)


def dense_parameters(widths: Sequence[int]) -> int:
    """Return the number of weights and biases of a fully connected network with widths d_0, …, d_L.

    >>> dense_parameters([1, 3, 1])
    10
    """
    return sum((before + 1) * here for before, here in pairwise(widths))
