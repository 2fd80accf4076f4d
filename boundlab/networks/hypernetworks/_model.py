"""A generator as a model of y(x, I): what the benchmark trains."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn

from boundlab.networks.hypernetworks._generator import Generator, Tasks


class Shape(NamedTuple):
    """The shape of a multi-task problem: m1 inputs, m2 features of a task, o outputs, T tasks."""

    inputs: int
    features: int
    outputs: int
    tasks: int


class Model(nn.Module):
    """A generator and whatever adapts it to the problem; every trainable parameter of it is paid for.

    forward(x, tasks): x (B, n, m1) with B tasks → (B, n, o).
    """

    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, x: Tensor, tasks: Tasks) -> Tensor:
        return self.generator.predict(x, self.generator.condition(tasks))

    def generated(self, tasks: Tasks) -> Tensor:
        """What the generator emits for `tasks`, (B, …): what a continual learner keeps from changing."""
        return self.generator(self.generator.condition(tasks)).flatten(1)
