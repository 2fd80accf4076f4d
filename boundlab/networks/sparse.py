"""Sparsely connected networks as torch modules: the connections that exist are the parameters, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from boundlab.networks.activations import ACTIVATIONS
from boundlab.rigorous.relu_networks.network import LayeredNetwork, Unit


class Wiring(nn.Module):
    """Which units of a layer are connected with which of the layer before, and which have a bias.

    `size` numbers describe the layer: its connections, unit by unit, then its biases. Called with the layer's inputs
    x (…, d_in) and those numbers (size,), or (B, size) for x (B, d_in), it returns (…, d_out).
    """

    sources: Tensor
    targets: Tensor
    biased: Tensor

    def __init__(self, units: Sequence[Unit]) -> None:
        super().__init__()
        self.outputs = len(units)
        pairs = [(i, j) for j, unit in enumerate(units) for i in unit.weights]
        biased = [j for j, unit in enumerate(units) if unit.bias is not None]
        self.register_buffer("sources", torch.tensor([i for i, _ in pairs], dtype=torch.long), persistent=False)
        self.register_buffer("targets", torch.tensor([j for _, j in pairs], dtype=torch.long), persistent=False)
        self.register_buffer("biased", torch.tensor(biased, dtype=torch.long), persistent=False)
        self.size = len(pairs) + len(biased)

    def forward(self, x: Tensor, numbers: Tensor) -> Tensor:
        connections = len(self.sources)
        weights, biases = numbers[..., :connections], numbers[..., connections:]
        out = x.new_zeros(*x.shape[:-1], self.outputs)
        out = out.index_add(-1, self.targets, x[..., self.sources] * weights)
        return out.index_add(-1, self.biased, biases.expand(*x.shape[:-1], biases.shape[-1]))


def layer_numbers(units: Sequence[Unit]) -> Tensor:
    """The numbers a `Wiring` of these units takes, in float64, each the nearest to the exact one; shape (size,)."""
    weights = [float(w) for unit in units for w in unit.weights.values()]
    return torch.tensor(weights + [float(u.bias) for u in units if u.bias is not None], dtype=torch.float64)


class SparseNetwork(nn.Module):
    """A layered network, exactly wired: x (…, d_0) → (…, d_L), float64; `activation` follows each layer but the last.

    The number of its parameters is `network.parameters()`.

    >>> from fractions import Fraction
    >>> from boundlab.rigorous.relu_networks import hat_network
    >>> network = hat_network(1, 4, lambda x: x[0] ** 2)
    >>> module = SparseNetwork(network, "relu")
    >>> module(torch.tensor([[0.5]], dtype=torch.float64)).item()
    0.25
    >>> sum(p.numel() for p in module.parameters()) == network.parameters()
    True
    """

    def __init__(self, network: LayeredNetwork, activation: str) -> None:
        super().__init__()
        self.activation = activation
        self.wiring = nn.ModuleList(Wiring(layer) for layer in network.layers)
        self.numbers = nn.ParameterList(nn.Parameter(layer_numbers(layer)) for layer in network.layers)

    def forward(self, x: Tensor) -> Tensor:
        for i, (wiring, numbers) in enumerate(zip(self.wiring, self.numbers, strict=True)):
            x = wiring(ACTIVATIONS[self.activation](x) if i else x, numbers)
        return x
