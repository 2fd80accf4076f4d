"""Recurrent highway hypernetwork as a torch module."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn

from boundlab.architectures.recurrent_highway import RecurrentHighway
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model, Shape

_STEPS = 2


class HighwayCell(nn.Module):
    """A recurrent highway cell of depth D: state ← candidate·gate + state·(1 - gate), D times per step.

    The input enters at depth 1. Optional scalings (D, B, h) multiply the rows of both maps of a depth, the same
    factor for the candidate and the gate of a unit.
    """

    def __init__(self, inputs: int, width: int, depth: int, bias: bool) -> None:
        super().__init__()
        self.input = nn.Linear(inputs, 2 * width, bias)
        self.depths = nn.ModuleList(nn.Linear(width, 2 * width, bias) for _ in range(depth))

    def forward(self, x: Tensor, state: Tensor, scalings: Tensor | None = None) -> list[Tensor]:
        """States (B, h) after each depth, for x (B, E) and state (B, h)."""
        states = []
        for number, layer in enumerate(self.depths):
            rows = layer(state) + (self.input(x) if number == 0 else 0)
            if scalings is not None:
                rows = rows * scalings[number].repeat(1, 2)
            candidate, gate = rows.chunk(2, dim=1)
            gate = torch.sigmoid(gate)
            state = torch.tanh(candidate) * gate + state * (1 - gate)
            states.append(state)
        return states


class HighwayHypernetwork(Generator):
    """A hyper cell reads the same input and emits row scalings of the primary cell, at every step."""

    def __init__(self, row: RecurrentHighway) -> None:
        super().__init__(row)
        self.width, self.hyper_width = row.width, row.hyper
        self.hyper = HighwayCell(row.inputs, row.hyper, row.depth, row.bias)
        self.primary = HighwayCell(row.inputs, row.width, row.depth, row.bias)
        self.scalings = nn.ModuleList(nn.Linear(row.hyper, row.width, row.bias) for _ in range(row.depth))
        for layer in self.scalings:  # the primary cell starts almost unscaled
            if layer.bias is not None:
                nn.init.ones_(cast(Tensor, layer.bias))

    def example_condition(self, batch: int) -> Tensor:
        return torch.randn(batch, self.row.inputs)  # type: ignore[attr-defined]

    def condition(self, tasks: Tasks) -> Tensor:
        """The features of the task beside an input of zeros: what is generated before any x is seen."""
        features = tasks.features
        inputs = self.row.inputs  # type: ignore[attr-defined]
        return torch.cat([features.new_zeros(len(features), inputs - features.shape[1]), features], dim=1)

    def forward(self, condition: Tensor) -> Tensor:
        """Row scalings (B, D·h) of the first step, for its input (B, E)."""
        states = self.hyper(condition, condition.new_zeros(len(condition), self.hyper_width))
        return self._scalings(states).transpose(0, 1).flatten(1)

    def _scalings(self, states: list[Tensor]) -> Tensor:
        return torch.stack([layer(state) for layer, state in zip(self.scalings, states, strict=True)])

    def run(self, sequence: Tensor) -> Tensor:
        """The primary cell's states (B, steps, h) along a sequence (B, steps, E)."""
        small = sequence.new_zeros(len(sequence), self.hyper_width)
        large = sequence.new_zeros(len(sequence), self.width)
        outputs = []
        for x in sequence.unbind(1):
            states = self.hyper(x, small)
            large = self.primary(x, large, self._scalings(states))[-1]
            small = states[-1]
            outputs.append(large)
        return torch.stack(outputs, dim=1)

    def predict(self, x: Tensor, condition: Any) -> Tensor:
        """The state (…, h) after x (B, m1) or (B, n, m1) and the condition were shown together, twice."""
        if x.dim() == 3:
            both = torch.cat([x, condition[:, None].expand(-1, x.shape[1], -1)], dim=2)
        else:
            both = torch.cat([x, condition], dim=1)
        sequence = both.reshape(-1, 1, both.shape[-1]).expand(-1, _STEPS, -1)
        return self.run(sequence)[:, -1].view(*both.shape[:-1], -1)

    def training_outputs(self, condition: Tensor) -> tuple[Tensor, ...]:
        return self(condition), self.run(condition[:, None].expand(-1, _STEPS, -1))


class RecurrentModel(Model):
    """The input and the task's features shown as a sequence, and an affine readout of the last state."""

    def __init__(self, generator: HighwayHypernetwork, outputs: int) -> None:
        super().__init__(generator)
        self.readout = nn.Linear(generator.width, outputs)

    def forward(self, x: Tensor, tasks: Tasks) -> Tensor:
        return self.readout(self.generator.predict(x, tasks.features))


build = HighwayHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary state of width 4·scale, hyper state of width 2·scale, depth 2."""
    row = RecurrentHighway(inputs=shape.inputs + shape.features, hyper=2 * scale, width=4 * scale, depth=2)
    return RecurrentModel(build(row), shape.outputs)
