"""The hypernetwork of theorem 5 for a structured selector, as a torch module with exactly the counted parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from boundlab.errors import bad_value
from boundlab.function_classes.structured_selector import StructuredSelector
from boundlab.networks.constructed_hypernetwork import HiddenLayers, hidden_numbers
from boundlab.networks.primary import Primary
from boundlab.rigorous.relu_networks.basis_networks import BasisNetwork


class StructuredHypernetwork(nn.Module):
    """h(x, I) = g(x; f(I)), f(I) = M·H(I), in float64: x (B, m1), I (B, m2) → (B,).

    g is the tanh network with these `widths`, all layers biased. f: hidden layers that interpolate on `cells` cells per
    axis, a layer of w units relu(H_i + 1), output weights M and biases -M·1. `target(x, I)` is g(x; S(I)).

    Raises BoundlabError if the selector does not have as many outputs as g has parameters.

    >>> from fractions import Fraction
    >>> from boundlab.function_classes.structured_selector import random_selector
    >>> from boundlab.rigorous.structured_construction import StructuredConstruction
    >>> sizes = StructuredConstruction((1, 4, 1), m2=1, r=1, w=2, c=Fraction(1), cells=100)
    >>> selector = random_selector(np.random.default_rng(0), sizes.N_g, m2=1, r=1, w=2, c=Fraction(1))
    >>> module = StructuredHypernetwork(selector, sizes.widths, sizes.cells)
    >>> sum(p.numel() for p in module.parameters()) == sizes.N_f
    True
    >>> x, I = torch.zeros(2, 5, 1, dtype=torch.float64)
    >>> bool((module(x, I) - module.target(x, I)).abs().max() <= float(sizes.deviation_bound))
    True
    """

    def __init__(self, selector: StructuredSelector, widths: Sequence[int], cells: int) -> None:
        super().__init__()
        self.selector, self.network = selector, Primary(widths, "all", "tanh")
        if selector.outputs != self.network.size:
            raise bad_value("widths", "-".join(map(str, widths)), f"a network of {selector.outputs} parameters")
        basis = BasisNetwork(selector.m2, cells)
        nodes = np.array([[float(c) for c in node] for node in basis.points()])
        # Interpolation reproduces constants: H_i + 1 is the interpolant of P_i + 1.
        values = torch.from_numpy(selector.features(nodes) + 1)
        functionals = torch.stack([_applied(f, values) for f in basis.functionals], dim=1)
        matrix = torch.from_numpy(selector.matrix)
        self.hidden = HiddenLayers(basis)
        self.trunk = nn.Parameter(hidden_numbers(basis.layers))
        self.feature_bias = nn.Parameter(functionals[:, : basis.output_biases].contiguous())
        self.feature_weight = nn.Parameter(functionals[:, basis.output_biases :].contiguous())
        self.output_weight = nn.Parameter(matrix.clone())
        self.output_bias = nn.Parameter(-matrix.sum(1))

    def features(self, I: Tensor) -> Tensor:  # noqa: E741 — the paper's letter
        """H(I), (B, w)."""
        return torch.relu(self.hidden(I, self.trunk) @ self.feature_weight.T + self.feature_bias.sum(1)) - 1

    def generate(self, I: Tensor) -> Tensor:  # noqa: E741
        """θ = f(I), (B, N_g)."""
        return (self.features(I) + 1) @ self.output_weight.T + self.output_bias

    def forward(self, x: Tensor, I: Tensor) -> Tensor:  # noqa: E741
        return self.network(x, self.generate(I))[:, 0]

    def target(self, x: Tensor, I: Tensor) -> Tensor:  # noqa: E741
        """y(x, I) = g(x; S(I)), (B,)."""
        return self.network(x, torch.from_numpy(self.selector(I.numpy())))[:, 0]


def _applied(functional: Mapping[int, int], values: Tensor) -> Tensor:
    return sum((c * values[node] for node, c in functional.items()), torch.zeros(values.shape[1], dtype=torch.float64))
