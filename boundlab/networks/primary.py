"""The functional primary network: a multilayer perceptron whose weights are an argument, one vector per sample."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor

from boundlab.architectures._counting import has_bias, mlp
from boundlab.architectures._options import BIASES
from boundlab.errors import bad_value
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hyper_layers import moments

# The matrix (…, outputs, inputs) and the bias (…, outputs) of each layer.
Layers = list[tuple[Tensor, Tensor | None]]


class Primary:
    """g(x; θ): an MLP s_0 → … → s_k evaluated with given weight vectors, whole batches of them at once.

    A weight vector holds, layer by layer, the matrix (outputs × inputs, row by row) and then the bias, the order of
    `torch.nn.utils.parameters_to_vector` for a sequence of `nn.Linear`. `size` is P, its length.

    >>> network = Primary((2, 3, 1))
    >>> network(torch.ones(256, 2), torch.zeros(256, network.size)).shape  # one weight vector per sample
    torch.Size([256, 1])
    >>> network(torch.ones(256, 7, 2), torch.zeros(256, network.size)).shape  # 7 inputs per weight vector
    torch.Size([256, 7, 1])
    """

    def __init__(self, widths: Sequence[int], bias: str = "all", activation: str = "relu") -> None:
        """Raises BoundlabError for fewer than two widths, a width below 1, an unknown bias or activation."""
        if len(widths) < 2 or min(widths) < 1:
            raise bad_value("widths", "-".join(map(str, widths)), "at least two positive widths")
        if bias not in BIASES:
            raise bad_value("bias", bias, f"one of {', '.join(BIASES)}")
        if activation not in ACTIVATIONS:
            raise bad_value("activation", activation, f"one of {', '.join(ACTIVATIONS)}")
        self.widths, self.bias, self.activation = tuple(widths), bias, activation
        self.size = int(mlp(self.widths, bias))
        last = len(self.widths) - 2
        self.biased = tuple(has_bias(bias, i == last) for i in range(last + 1))
        layers = zip(pairwise(self.widths), self.biased, strict=True)
        self._sizes = [size for (a, b), biased in layers for size in ((a * b, b) if biased else (a * b,))]

    def split(self, weights: Tensor) -> Layers:
        """The layers' matrices (…, outputs, inputs) and biases (…, outputs) as views of weights (…, P)."""
        if weights.shape[-1] != self.size:
            raise bad_value("weights", tuple(weights.shape), f"{self.size} weights in the last dimension")
        # One `split` for all blocks: its gradient is a single concatenation, that of a slice a vector of length P each.
        parts = iter(weights.split(self._sizes, dim=-1))
        layers: Layers = []
        for (a, b), biased in zip(pairwise(self.widths), self.biased, strict=True):
            layers.append((next(parts).unflatten(-1, (b, a)), next(parts) if biased else None))
        return layers

    def __call__(self, x: Tensor, weights: Tensor) -> Tensor:
        """g(x; θ).

        weights (P,): x (…, s_0) → (…, s_k). weights (B, P): x (B, s_0) → (B, s_k), sample b with weights b; or
        x (B, n, s_0) → (B, n, s_k), n inputs for each weight vector, by batched matrix products.
        Raises BoundlabError if the shapes do not fit.
        """
        if x.shape[-1] != self.widths[0]:
            raise bad_value("x", tuple(x.shape), f"{self.widths[0]} inputs in the last dimension")
        if weights.dim() == 1:
            return self.evaluate(x.reshape(1, -1, x.shape[-1]), self.split(weights[None])).reshape(*x.shape[:-1], -1)
        if weights.dim() != 2 or x.dim() not in {2, 3} or x.shape[0] != weights.shape[0]:
            shapes = f"x {tuple(x.shape)}, weights {tuple(weights.shape)}"
            raise bad_value("shapes", shapes, "weights (B, P) with x (B, inputs) or (B, n, inputs)")
        if x.dim() == 2:
            return self.evaluate(x[:, None], self.split(weights))[:, 0]
        return self.evaluate(x, self.split(weights))

    def evaluate(self, x: Tensor, layers: Layers) -> Tensor:
        """The outputs for x (B, n, inputs of the first layer); `layers` is what `split` gives, or the end of it."""
        return linear(self.hidden(x, layers), *layers[-1])

    def hidden(self, x: Tensor, layers: Layers) -> Tensor:
        """What the last of `layers` gets: the activations before it, or x itself if there is only that one."""
        for matrix, bias in layers[:-1]:
            x = ACTIVATIONS[self.activation](linear(x, matrix, bias))
        return x

    def variances(self, mode: str = "in") -> Tensor:
        """The variance every entry of θ should have at initialisation, shape (P,): 0 for biases.

        "in": pre-activations keep mean square 1 for inputs of mean square 1: 1/(fan_in·E σ(Z)²). "out": gradients by
        pre-activations keep their mean square: 1/(fan_out·E σ'(Z)²). The first layer, whose inputs are not
        activations, has 1 in place of the moment. Raises BoundlabError for another mode.
        """
        if mode not in {"in", "out"}:
            raise bad_value("mode", mode, "in or out")
        forward, backward = moments(self.activation)
        parts = []
        for i, ((a, b), biased) in enumerate(zip(pairwise(self.widths), self.biased, strict=True)):
            fan = a * (forward if i else 1.0) if mode == "in" else b * (backward if i else 1.0)
            parts.append(torch.full((a * b,), 1 / fan))
            parts.append(torch.zeros(b * biased))
        return torch.cat(parts)


def linear(x: Tensor, matrix: Tensor, bias: Tensor | None) -> Tensor:
    """One layer for B weight vectors at once: x (B, n, a), matrix (B, b, a), bias (B, b) → (B, n, b)."""
    turned = matrix.transpose(1, 2)
    return torch.bmm(x, turned) if bias is None else torch.baddbmm(bias[:, None], x, turned)
