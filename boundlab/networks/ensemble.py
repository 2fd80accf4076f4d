"""Ensembles: B independent multilayer perceptrons R^m → R of one shape, as one batch.

    f(x) = v · σ(W^L … σ(W^1 x + b^1) … + b^L) + c   (+ s · x with the affine skip)

All parameters of one network are one row θ ∈ R^P of a (B, P) tensor, so that an optimiser is written once, for
the batch. Values and Jacobians are computed by hand-written batched products; no autograd graph is built.
Points are one set for all networks, shape (n, m), or one set for each, shape (B, n, m).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import torch

from boundlab.networks.activations import pair

Tensor = torch.Tensor


@dataclass(frozen=True)
class Shape:
    """The shape of a network: `inputs` m, hidden `widths`, `activation`, and whether it has the affine skip s·x.

    >>> Shape(1, (8,), "relu", skip=True).parameters      # W, b, v: 8 each; c; s
    26
    """

    inputs: int
    widths: tuple[int, ...]
    activation: str
    skip: bool = False

    @property
    def parameters(self) -> int:
        """N: the number of all weights and biases, the skip included."""
        return self.spans[-1][1]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each block lies in θ: (W^1, b^1, …, W^L, b^L, v, c, s); s is empty without the skip."""
        sizes: list[int] = []
        before = self.inputs
        for width in self.widths:
            sizes += [width * before, width]
            before = width
        sizes += [before, 1, self.inputs if self.skip else 0]
        edges = [0]
        for size in sizes:
            edges.append(edges[-1] + size)
        return tuple(itertools.pairwise(edges))

    def blocks(self, theta: Tensor) -> list[Tensor]:
        """Views of θ (B, P) as [W^1 (B, w, m), b^1 (B, w), …, v (B, w), c (B, 1), s (B, m or 0)]."""
        parts = [theta[:, start:stop] for start, stop in self.spans]
        before = self.inputs
        for layer, width in enumerate(self.widths):
            parts[2 * layer] = parts[2 * layer].reshape(theta.shape[0], width, before)
            before = width
        return parts


def scaled(shape: Shape, theta: Tensor, factor: float) -> Tensor:
    """The networks factor·f(x; θ_b)."""
    start = shape.spans[-3][0]
    return torch.cat([theta[:, :start], theta[:, start:] * factor], dim=1)


def evaluate(shape: Shape, theta: Tensor, x: Tensor) -> Tensor:
    """The values f(x; θ_b), shape (B, n), at the points x of shape (n, m) or (B, n, m)."""
    sigma = pair(shape.activation)
    *hidden, v, c, s = shape.blocks(theta)
    a = x.expand(theta.shape[0], *x.shape[-2:])
    for weight, bias in zip(hidden[::2], hidden[1::2], strict=True):
        a = sigma(torch.baddbmm(bias.unsqueeze(1), a, weight.transpose(1, 2)))[0]
    out = torch.bmm(a, v.unsqueeze(2)).squeeze(2) + c
    return out + _affine(s, x) if shape.skip else out


def _affine(s: Tensor, x: Tensor) -> Tensor:
    """s_b · x, shape (B, n)."""
    return s @ x.T if x.dim() == 2 else torch.bmm(x, s.unsqueeze(2)).squeeze(2)


def evaluate_with_jacobian(shape: Shape, theta: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """The values (B, n) and the Jacobian ∂f(x_i; θ_b)/∂θ_b, shape (B, n, P)."""
    sigma = pair(shape.activation)
    *hidden, v, c, s = shape.blocks(theta)
    batch, n = theta.shape[0], x.shape[-2]
    inputs, slopes = [x.expand(batch, n, shape.inputs)], []
    for weight, bias in zip(hidden[::2], hidden[1::2], strict=True):
        a, d = sigma(torch.baddbmm(bias.unsqueeze(1), inputs[-1], weight.transpose(1, 2)))
        inputs.append(a)
        slopes.append(d)
    out = torch.bmm(inputs[-1], v.unsqueeze(2)).squeeze(2) + c
    jacobian = theta.new_empty(batch, n, shape.parameters)
    spans = shape.spans
    jacobian[:, :, slice(*spans[-3])] = inputs[-1]
    jacobian[:, :, slice(*spans[-2])] = 1
    if shape.skip:
        out = out + _affine(s, x)
        jacobian[:, :, slice(*spans[-1])] = x
    sensitivity = slopes[-1] * v.unsqueeze(1)
    for layer in reversed(range(len(shape.widths))):
        jacobian[:, :, slice(*spans[2 * layer + 1])] = sensitivity
        outer = sensitivity.unsqueeze(3) * inputs[layer].unsqueeze(2)
        jacobian[:, :, slice(*spans[2 * layer])] = outer.flatten(2)
        if layer:
            sensitivity = torch.bmm(sensitivity, hidden[2 * layer]) * slopes[layer - 1]
    return out, jacobian


def gradient(shape: Shape, theta: Tensor, x: Tensor, pull: Callable[[Tensor], Tensor]) -> tuple[Tensor, Tensor]:
    """The values (B, n) and the gradient (B, P) of a loss whose derivative in the values is `pull(values)`.

    Works in the precision of `theta`; `x` must have it too. Points lie along the last axis: few units and many points
    make long contiguous rows.
    """
    if len(shape.widths) == 1:
        return _shallow_gradient(shape, theta, x, pull)
    sigma = pair(shape.activation)
    *hidden, v, c, s = shape.blocks(theta)
    inputs, slopes = [x.T.expand(theta.shape[0], shape.inputs, x.shape[0])], []
    for weight, bias in zip(hidden[::2], hidden[1::2], strict=True):
        a, d = sigma(torch.baddbmm(bias.unsqueeze(2), weight, inputs[-1]))
        inputs.append(a)
        slopes.append(d)
    out = torch.bmm(v.unsqueeze(1), inputs[-1]).squeeze(1) + c
    if shape.skip:
        out = out + s @ x.T
    outer = pull(out)
    blocks = [torch.bmm(inputs[-1], outer.unsqueeze(2)), outer.sum(1), outer @ x if shape.skip else s]
    sensitivity = slopes[-1] * outer.unsqueeze(1) * v.unsqueeze(2)
    for layer in reversed(range(len(shape.widths))):
        blocks = [torch.bmm(sensitivity, inputs[layer].transpose(1, 2)), sensitivity.sum(2), *blocks]
        if layer:
            sensitivity = torch.bmm(hidden[2 * layer].transpose(1, 2), sensitivity) * slopes[layer - 1]
    return out, torch.cat([block.reshape(theta.shape[0], -1) for block in blocks], dim=1)


def _shallow_gradient(
    shape: Shape, theta: Tensor, x: Tensor, pull: Callable[[Tensor], Tensor]
) -> tuple[Tensor, Tensor]:
    """One hidden layer, with as few passes over all units and points as possible.

    The first layer is one product, since all networks share the points; v and the pull multiply small factors only.
    tanh t = 2 sigmoid(2t) - 1 saves two thirds of the time: torch.tanh is several times dearer than torch.sigmoid. The
    absolute rounding error is the same.
    """
    batch, m = theta.shape[0], shape.inputs
    name, gain, shift = ("sigmoid", 2, -1) if shape.activation == "tanh" else (shape.activation, 1, 0)
    weight, bias, v, c, s = shape.blocks(theta)
    z = torch.addmm(bias.reshape(-1, 1), weight.reshape(-1, m), x.T, beta=gain, alpha=gain)
    a, d = pair(name)(z.view(batch, -1, x.shape[0]))
    constant = (c + shift * v.sum(1, keepdim=True)).unsqueeze(2)
    out = torch.baddbmm(constant, v.unsqueeze(1), a, alpha=gain).squeeze(1)
    if shape.skip:
        out = out + s @ x.T
    outer = pull(out)
    total = outer.sum(1, keepdim=True)
    by_v = gain * torch.bmm(outer.unsqueeze(1), a.transpose(1, 2)).squeeze(1) + shift * total
    rows = torch.cat([x.T, torch.ones_like(x.T[:1])])  # what weights and bias multiply
    first = torch.bmm(rows * outer.unsqueeze(1), d.transpose(1, 2)) * (gain * gain * v).unsqueeze(1)
    by_weight = first[:, :m].transpose(1, 2).reshape(batch, -1)
    return out, torch.cat([by_weight, first[:, m], by_v, total, outer @ x if shape.skip else s], dim=1)


def features(shape: Shape, theta: Tensor, x: Tensor) -> Tensor:
    """What the output layer combines linearly: (B, n, F), columns (last hidden layer, 1, x if skip)."""
    sigma = pair(shape.activation)
    hidden = shape.blocks(theta)[:-3]
    a = x.expand(theta.shape[0], *x.shape[-2:])
    for weight, bias in zip(hidden[::2], hidden[1::2], strict=True):
        a = sigma(torch.baddbmm(bias.unsqueeze(1), a, weight.transpose(1, 2)))[0]
    columns = [a, torch.ones_like(a[:, :, :1])]
    if shape.skip:
        columns.append(x.expand(theta.shape[0], *x.shape[-2:]))
    return torch.cat(columns, dim=2)


def assemble(shape: Shape, blocks: list[Tensor]) -> Tensor:
    """The inverse of `Shape.blocks`: θ (B, P) from its blocks."""
    theta = torch.cat([block.flatten(1) for block in blocks], dim=1)
    assert theta.shape[1] == shape.parameters
    return theta
