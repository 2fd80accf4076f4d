"""Stacks of affine layers, with the bias conventions of `boundlab.architectures`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from boundlab.activations import catalogue
from boundlab.architectures._counting import has_bias
from boundlab.networks.activations import ACTIVATIONS


@cache
def moments(activation: str) -> tuple[float, float]:
    """E σ(Z)² and E σ'(Z)² for a standard normal Z, by Gauss-Legendre quadrature between integers and kinks.

    A layer whose inputs are σ(z), E z² = 1, keeps E z² = 1 if its weights have variance 1/(fan_in · E σ(Z)²); it
    keeps the mean square of gradients if they have variance 1/(fan_out · E σ'(Z)²). Both are 2/fan for relu.

    >>> [round(moment, 6) for moment in moments("relu")]
    [0.5, 0.5]
    """
    kinks = catalogue()[activation].kinks if activation in catalogue() else ()
    nodes, weights = np.polynomial.legendre.leggauss(20)
    pieces = np.unique([*range(-12, 13), *map(float, kinks)])  # 12 standard deviations: what is beyond is below 1e-31
    middles, halves = (pieces[1:] + pieces[:-1]) / 2, np.diff(pieces) / 2
    points = (middles[:, None] + halves[:, None] * nodes).ravel()
    density = np.exp(-(points**2) / 2) * (halves[:, None] * weights).ravel()
    mass = torch.tensor(density / density.sum(), dtype=torch.float64, device="cpu")
    with torch.enable_grad():
        z = torch.tensor(points, dtype=torch.float64, device="cpu", requires_grad=True)
        values = ACTIVATIONS[activation](z)
        (slopes,) = torch.autograd.grad(values.sum(), z)
    return float((mass * values.detach() ** 2).sum()), float((mass * slopes**2).sum())


class Stack(nn.Module):
    """Affine layers s_0 → … → s_k with activations between them.

    `last` says what the final layer is: "hidden" (followed by the activation, biased like a hidden layer), "linear"
    (biased like a hidden layer, no activation) or "output" (biased like an output layer, no activation).
    Input (…, s_0), output (…, s_k).
    """

    def __init__(self, widths: Sequence[int], bias: str, activation: str, last: str = "hidden") -> None:
        super().__init__()
        self.activation, self.last = activation, last
        count = len(widths) - 1
        self.layers = nn.ModuleList(
            nn.Linear(a, b, has_bias(bias, last == "output" and i == count - 1))
            for i, (a, b) in enumerate(pairwise(widths))
        )

    def forward(self, x: Tensor) -> Tensor:
        for number, layer in enumerate(self.layers, 1):
            x = layer(x)
            if number < len(self.layers) or self.last == "hidden":
                x = ACTIVATIONS[self.activation](x)
        return x

    def scale_(self, input_square: float = 1.0) -> None:
        """Initialise so that pre-activations have mean square 1, given inputs of mean square `input_square`."""
        square = input_square
        for layer in self.layers:
            weight = cast(nn.Linear, layer).weight
            nn.init.normal_(weight, std=(weight.shape[1] * square) ** -0.5)
            if layer.bias is not None:
                nn.init.zeros_(cast(Tensor, layer.bias))
            square = moments(self.activation)[0]
