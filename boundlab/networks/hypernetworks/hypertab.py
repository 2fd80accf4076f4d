"""HyperTab as a torch module."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import torch
from torch import Tensor, nn

from boundlab.architectures._counting import has_bias
from boundlab.architectures.hypertab import HyperTab
from boundlab.errors import bad_value
from boundlab.networks.hyper_layers import Stack
from boundlab.networks.hyperfan import scale_rows_
from boundlab.networks.hypernetworks._generator import Generator, Tasks
from boundlab.networks.hypernetworks._model import Model, Shape
from boundlab.networks.primary import Primary

_MASKS = 8


class MaskHypernetwork(Generator):
    """A mask (B, D) with k ones generates a network on the k features it keeps.

    There is no activation between the last hidden layer and the output layer.
    """

    def __init__(self, row: HyperTab) -> None:
        super().__init__(row)
        self.kept = row.kept
        self.network = Primary((row.kept, row.width, row.width, row.classes), row.primary_bias, row.activation)
        widths = (row.features, *row.hidden)
        self.trunk = Stack(widths, row.bias, row.activation, "linear")
        self.head = nn.Linear(widths[-1], row.generated, has_bias(row.bias, True))
        self.initialise()

    def forward(self, condition: Tensor) -> Tensor:
        return self.head(self.trunk(condition.to(self.head.weight)))

    def example_condition(self, batch: int) -> Tensor:
        features = self.row.features  # type: ignore[attr-defined]
        order = torch.rand(batch, features).argsort(dim=1)
        return torch.zeros(batch, features).scatter(1, order[:, : self.kept], 1.0)

    def predict(self, x: Tensor, condition: Any) -> Tensor:
        """x (B, D) or (B, n, D), of which each mask's k features are used.

        Raises BoundlabError for a mask without exactly k ones.
        """
        if not bool((condition.sum(1) == self.kept).all()):
            raise bad_value("mask", condition.sum(1).tolist(), f"masks that keep {self.kept} features")
        columns = condition.nonzero()[:, 1].view(-1, self.kept)
        if x.dim() == 3:
            columns = columns[:, None].expand(-1, x.shape[1], -1)
        return self.network(x.gather(-1, columns), self(condition))

    @torch.no_grad()
    def hyperfan_(self, mode: str = "in", conditions: Any = None) -> None:
        masks = self.example_condition(64) if conditions is None else conditions
        self.trunk.scale_(self.kept / masks.shape[1])
        features = self.trunk(masks.to(self.head.weight))
        scale_rows_(self.head.weight, self.network.variances(mode), features)
        if self.head.bias is not None:
            self.head.bias.zero_()


class MaskedModel(Model):
    """On (x, I): a random mask per step in training, the mean over fixed masks in prediction."""

    def __init__(self, generator: MaskHypernetwork) -> None:
        super().__init__(generator)
        self.masks: Tensor
        self.register_buffer("masks", generator.example_condition(_MASKS))

    def forward(self, x: Tensor, tasks: Tasks) -> Tensor:
        both = torch.cat([x, tasks.features[:, None].expand(-1, x.shape[1], -1)], dim=2)
        if self.training:
            mask = cast(Tensor, self.generator.example_condition(1)).to(x)
            return self._with(mask, both)
        return torch.stack([self._with(mask[None], both) for mask in self.masks]).mean(0)

    def _with(self, mask: Tensor, both: Tensor) -> Tensor:
        tasks, inputs, width = both.shape
        return self.generator.predict(both.reshape(1, tasks * inputs, width), mask).view(tasks, inputs, -1)

    def generated(self, tasks: Tasks) -> Tensor:
        return self.generator(self.masks).flatten(1)


build = MaskHypernetwork


def benchmark_model(shape: Shape, scale: int) -> Model:
    """Primary of width 4·scale on nine tenths of the inputs and features, generator of widths 8·scale."""
    row = HyperTab(
        features=shape.inputs + shape.features,
        share=Fraction(9, 10),
        width=4 * scale,
        classes=shape.outputs,
        hidden=(8 * scale, 4 * scale, 4 * scale),
        activation="elu",
    )
    return MaskedModel(build(row))
