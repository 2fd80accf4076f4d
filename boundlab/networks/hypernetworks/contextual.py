"""Contextual hypernetwork as a torch module."""

from __future__ import annotations

from typing import NamedTuple, cast

import torch
from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.contextual import Contextual
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model, Shape


class Observations(NamedTuple):
    """What is known of B output features: n values (B, n) at points with codes (B, n, Z), metadata (B, Q)."""

    values: Tensor
    codes: Tensor
    metadata: Tensor


class FeatureParameters(NamedTuple):
    """The parameters of B output features: embedding (B, E), last-layer row (B, F), bias (B,), log-variance (B,)."""

    embedding: Tensor
    row: Tensor
    bias: Tensor
    log_variance: Tensor


class ContextualHypernetwork(Generator):
    """A set encoder pools the observations; an MLP on the pooled code and the metadata emits the parameters."""

    def __init__(self, row: Contextual) -> None:
        super().__init__(row)
        self.sizes = (row.feature, row.last, 1, 1)
        self.set_encoder = Stack((1 + row.code, *row.set_hidden, row.pooled), row.bias, row.activation, "output")
        widths = (row.pooled + row.metadata, *row.hidden)
        self.trunk = Stack(widths, row.bias, row.activation)
        self.head = nn.Linear(widths[-1], row.generated, has_bias(row.bias, True))

    def example_condition(self, batch: int) -> Observations:
        row = cast(Contextual, self.row)
        return Observations(torch.randn(batch, 5), torch.randn(batch, 5, row.code), torch.randn(batch, row.metadata))

    def condition(self, tasks: Tasks) -> Observations:
        return Observations(tasks.values, tasks.inputs, tasks.features)

    def forward(self, condition: Observations) -> Tensor:
        pairs = torch.cat([condition.values[..., None], condition.codes], dim=2)
        pooled = self.set_encoder(pairs).mean(dim=1)
        return self.head(self.trunk(torch.cat([pooled, condition.metadata], dim=1)))

    def parameters_of(self, condition: Observations) -> FeatureParameters:
        """The generated parameters, by name."""
        embedding, row, bias, log_variance = self(condition).split(self.sizes, dim=1)
        return FeatureParameters(embedding, row, bias[:, 0], log_variance[:, 0])


class FeatureModel(Model):
    """Every output of every task is a new feature: a trained body h(x, embedding), then ⟨row, h⟩ + bias.

    With several outputs, the metadata of output j are the task's features and the j-th unit vector. The
    log-variance is generated but a mean-square loss does not use it.
    """

    def __init__(self, generator: ContextualHypernetwork, shape: Shape, width: int, activation: str) -> None:
        super().__init__(generator)
        self.outputs = shape.outputs
        self.body = Stack((shape.inputs + generator.sizes[0], width), "all", activation)

    def _conditions(self, tasks: Tasks) -> Observations:
        features = tasks.features.repeat_interleave(self.outputs, dim=0)
        inputs = tasks.inputs.repeat_interleave(self.outputs, dim=0)
        values = tasks.values.transpose(1, 2).flatten(0, 1)
        names = torch.eye(self.outputs).to(features).repeat(len(tasks.features), 1)
        return Observations(values, inputs, torch.cat([features, names], dim=1) if self.outputs > 1 else features)

    def forward(self, x: Tensor, tasks: Tasks) -> Tensor:
        feature = cast(ContextualHypernetwork, self.generator).parameters_of(self._conditions(tasks))
        x = x.repeat_interleave(self.outputs, dim=0)
        hidden = self.body(torch.cat([x, feature.embedding[:, None].expand(-1, x.shape[1], -1)], dim=2))
        y = torch.baddbmm(feature.bias[:, None, None], hidden, feature.row[:, :, None])
        return y.view(-1, self.outputs, x.shape[1]).transpose(1, 2)

    def generated(self, tasks: Tasks) -> Tensor:
        return self.generator(self._conditions(tasks))


build = ContextualHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Body of width 4·scale, set encoder and generator of width 4·scale."""
    row = Contextual(
        code=shape.inputs,
        set_hidden=(4 * scale,),
        pooled=2 * scale,
        metadata=shape.features + (shape.outputs if shape.outputs > 1 else 0),
        hidden=(4 * scale,),
        feature=scale,
        last=4 * scale,
        activation="elu",
    )
    return FeatureModel(build(row), shape, 4 * scale, "elu")
