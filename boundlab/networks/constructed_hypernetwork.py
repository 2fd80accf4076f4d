"""The explicit hypernetwork of theorem 4 as a torch module whose parameters are exactly the N_f counted ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from boundlab.errors import bad_value
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.sparse import Wiring, layer_numbers
from boundlab.rigorous.constructed_hypernetwork import ConstructedHypernetwork
from boundlab.rigorous.relu_networks.basis_networks import BasisNetwork
from boundlab.rigorous.relu_networks.network import Unit

MOST_PARAMETERS = 20_000_000
BATCH = 64


class HiddenLayers(nn.Module):
    """The hidden layers of a basis network without their numbers: which are given with each call."""

    def __init__(self, basis: BasisNetwork) -> None:
        super().__init__()
        self.activation = ACTIVATIONS[basis.activation]
        wiring = [Wiring(layer) for layer in basis.layers]
        self.sizes = [layer.size for layer in wiring]
        self.wiring = nn.ModuleList(wiring)

    def forward(self, x: Tensor, numbers: Tensor) -> Tensor:
        """The last hidden layer at x (…, m); `numbers` are those of all layers, one after another."""
        for wiring, part in zip(self.wiring, numbers.split(self.sizes, dim=-1), strict=True):
            x = self.activation(wiring(x, part))
        return x


class ConstructedModule(nn.Module):
    """h(x, I) = g(x; f(I)), in float64: x (B, m1), I (B, m2) → (B,).

    `generate(I)` emits all N_g parameters of g, (B, N_g): the fixed ones of its hidden layers, layer by layer, then the
    output weights (for m1 = 1 the output bias first). The parameters are the numbers of the certified network without
    rounding (all are dyadic); only the evaluation rounds.

    Raises BoundlabError if N_f exceeds `most` parameters, or the target has too many nodes to be evaluated.

    >>> from boundlab.function_classes.parse import parse_target
    >>> from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork
    >>> built = construct_hypernetwork(parse_target("x*y/4"), 1, 1, 1, "1/10")
    >>> module = ConstructedModule(built)
    >>> sum(p.numel() for p in module.parameters()) == built.N_f
    True
    >>> half = torch.full((1, 1), 0.5, dtype=torch.float64)
    >>> module.generate(half).shape[1] == built.N_g, abs(module(half, half).item() - 1 / 16) <= built.error
    (True, True)
    """

    def __init__(self, built: ConstructedHypernetwork, most: int = MOST_PARAMETERS) -> None:
        super().__init__()
        if built.N_f > most:
            raise bad_value("eps", built.eps, f"a weight generator of at most {most} parameters; it has {built.N_f}")
        values = torch.tensor(built.node_values, dtype=torch.int64)
        table = values.view(built.primary.nodes, built.generator.nodes)
        rows = _combined(built.primary.functionals, table)
        head = _combined(built.generator.functionals, rows.T.contiguous()).T.contiguous().double() * 2.0**-built.bits
        offset = built.generator.output_biases

        self.output_biases = built.primary.output_biases
        self.primary = HiddenLayers(built.primary)
        self.hidden = HiddenLayers(built.generator)
        self.trunk = nn.Parameter(hidden_numbers(built.generator.layers))
        self.head_weight = nn.Parameter(head[:, offset:].contiguous())
        self.head_bias = nn.Parameter(head[:, :offset].contiguous())
        self.fixed = nn.Parameter(hidden_numbers(built.primary.layers))

    def generate(self, I: Tensor) -> Tensor:  # noqa: E741 — the paper's letter
        """θ = f(I), (B, N_g)."""
        units = self.hidden(I, self.trunk)
        output = units @ self.head_weight.T + self.head_bias.sum(1)
        return torch.cat([self.fixed.expand(len(I), -1), output], dim=1)

    def evaluate(self, x: Tensor, theta: Tensor) -> Tensor:
        """g(x; θ): x (B, m1), θ (B, N_g) → (B,)."""
        fixed, output = theta.split([len(self.fixed), theta.shape[1] - len(self.fixed)], dim=1)
        units = self.primary(x, fixed)
        return (units * output[:, self.output_biases :]).sum(1) + output[:, : self.output_biases].sum(1)

    def forward(self, x: Tensor, I: Tensor) -> Tensor:  # noqa: E741
        return self.evaluate(x, self.generate(I))


def hidden_numbers(layers: Sequence[Sequence[Unit]]) -> Tensor:
    """The numbers `HiddenLayers` of these layers takes, float64."""
    return torch.cat([layer_numbers(layer) for layer in layers])


def _combined(functionals: Sequence[Mapping[int, int]], table: Tensor) -> Tensor:
    """Apply every functional to the columns of an integer table (nodes, …): (functionals, …), exactly."""
    rows = [j for j, functional in enumerate(functionals) for _ in functional]
    nodes = [i for functional in functionals for i in functional]
    factors = torch.tensor([c for functional in functionals for c in functional.values()])
    out = table.new_zeros(len(functionals), table.shape[1])
    return out.index_add(0, torch.tensor(rows), table[nodes] * factors[:, None])


@torch.no_grad()
def largest_difference(module: ConstructedModule, built: ConstructedHypernetwork, samples: int, seed: int) -> float:
    """The largest |h - y/scale| at `samples` random points of the cube, in floating point."""
    generator = torch.Generator().manual_seed(seed)
    worst = 0.0
    for part in torch.rand(samples, built.m1 + built.m2, generator=generator, dtype=torch.float64).split(BATCH):
        points = 2 * part - 1
        y = torch.from_numpy(built.target(points.numpy()) / float(built.scale))
        worst = max(worst, float((module(points[:, : built.m1], points[:, built.m1 :]) - y).abs().max()))
    return worst
