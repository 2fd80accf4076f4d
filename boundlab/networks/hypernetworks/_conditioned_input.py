"""Networks on (x, z), z a code of the condition, seen as generators of their first bias.

q(x, z) = g(x; θ(z)) where g is an MLP on x alone with all biases: its first bias is b + W_z·z, everything else is
the same for all conditions. So these networks have the interface of a weight generator, too.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from boundlab.networks.hypernetworks._generator import VectorConditioned
from boundlab.networks.primary import Primary


class ConditionedInput(VectorConditioned):
    """Base: subclasses give `layers()` of q and the `code` z of a condition."""

    def __init__(self, row: Any) -> None:
        super().__init__(row)
        self.network = Primary(row.primary, "all", row.activation)

    def layers(self) -> list[torch.nn.Linear]:
        """The affine layers of q on (x, z)."""
        raise NotImplementedError

    def code(self, condition: Tensor) -> Tensor:
        """z (B, k) for conditions (B, m2)."""
        raise NotImplementedError

    def direct(self, xz: Tensor) -> Tensor:
        """q on the concatenation (x, z), shape (…, m1 + k)."""
        raise NotImplementedError

    def forward(self, condition: Tensor) -> Tensor:
        z = self.code(condition)
        parts: list[Tensor] = []
        for number, layer in enumerate(self.layers()):
            matrix = layer.weight
            bias = layer.bias if layer.bias is not None else matrix.new_zeros(matrix.shape[0])
            shift = bias.expand(len(z), -1)
            if number == 0:
                inputs = self.network.widths[0]
                shift = shift + z @ matrix[:, inputs:].T
                matrix = matrix[:, :inputs]
            parts += [matrix.reshape(1, -1).expand(len(z), -1), shift]
        return torch.cat(parts, dim=1)

    def predict(self, x: Tensor, condition: Any) -> Tensor:
        z = self.code(condition)
        z = z if x.dim() == 2 else z[:, None].expand(-1, x.shape[1], -1)
        return self.direct(torch.cat([x, z], dim=-1))
