"""C(f) = L^(p-1) Π ‖W^i‖_1, the norm that the theorems on embedding methods bound, and the set where it is bounded.

‖W‖_1 is the induced l1 norm, the largest column sum of |W|; biases do not enter. L, the Lipschitz constant of σ,
is 1 for tanh and ReLU.
"""

from __future__ import annotations

import math

import torch

from boundlab.networks.ensemble import Shape, assemble

Tensor = torch.Tensor


def spectral_complexity(shape: Shape, theta: Tensor, order: float = math.inf) -> Tensor:
    """C of each network of an ensemble without skip, with L = 1; shape (B,).

    With a finite `order` the maxima are norms of that order: smooth, and larger by a factor of at most
    units^(1/order) for v and as much for each W.

    >>> shape = Shape(1, (2,), "tanh")           # W = (3, -1), v = (2, -5): ‖W‖_1 = 4, ‖v‖_1 = 5
    >>> spectral_complexity(shape, torch.tensor([[3.0, -1, 0, 0, 2, -5, 7]]))
    tensor([20.])
    """
    *hidden, v, _, _ = shape.blocks(theta)
    product = torch.linalg.vector_norm(v, order, dim=1)
    for weight in hidden[::2]:
        product = product * torch.linalg.vector_norm(weight.abs().sum(1), order, dim=1)
    return product


def bounded(shape: Shape, theta: Tensor, bound: float) -> Tensor:
    """Networks with C ≤ bound near the given ones: unchanged where C ≤ bound already.

    For shallow networks. The two factors are reduced alike: with ρ = C/bound, the entries of v are clipped to
    max|v|/√ρ, and each column of W is projected onto the l1 ball of radius ‖W‖_1/√ρ.
    """
    ratio = spectral_complexity(shape, theta) / bound
    weight, bias, v, c, s = shape.blocks(theta)
    # The small excess keeps rounding on the right side of the bound.
    root = (ratio.clamp_min(1) * (1 + 1e-12)).sqrt()
    limit = (v.abs().amax(1) / root).unsqueeze(1)
    radius = (weight.abs().sum(1).amax(1) / root).unsqueeze(1)
    blocks = [_onto_l1_ball(weight.transpose(1, 2), radius).transpose(1, 2), bias, v.clamp(-limit, limit), c, s]
    return torch.where((ratio > 1).unsqueeze(1), assemble(shape, blocks), theta)


def _onto_l1_ball(rows: Tensor, radius: Tensor) -> Tensor:
    """The Euclidean projection of each row (B, m, w) onto the l1 ball of radius (B, 1): soft thresholding.

    (Duchi, Shalev-Shwartz, Singer, Chandra, ICML 2008, figure 1.)
    """
    magnitude = rows.abs()
    ordered = magnitude.sort(dim=2, descending=True).values
    excess = ordered.cumsum(2) - radius.unsqueeze(2)
    rank = torch.arange(1, rows.shape[2] + 1, device=rows.device)
    active = (ordered * rank > excess).sum(2, keepdim=True).clamp_min(1)
    threshold = (excess.gather(2, active - 1) / active).clamp_min(0)
    projected = rows.sign() * (magnitude - threshold).clamp_min(0)
    return torch.where((magnitude.sum(2) > radius).unsqueeze(2), projected, rows)
