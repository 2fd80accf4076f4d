"""What a change of the weights of a network with one hidden ReLU layer can do: to its loss, and to its answers."""

from __future__ import annotations

import torch
from torch import Tensor

from boundlab.networks.primary import Primary

# Of the sum of the absolute terms of a margin: above what rounding of a few hundred doubles can add up to.
ROUNDING = 1e-12


def loss_bound(network: Primary, x: Tensor, before: Tensor, after: Tensor) -> Tensor:
    """A bound (S,) on the change of the mean cross-entropy at x (S, n, d), weights `before` → `after` (S, P).

    The logits change by ΔW₂(h, 1) + W₂'(h' - h), |h' - h| ≤ |ΔW₁(x, 1)|, and cross-entropy is √2-Lipschitz in them:
    mean_x √2·√(|(h, 1)|² + ‖W₂'‖²|(x, 1)|²)·‖Δ‖ by Cauchy and Schwarz.
    """
    (w1, b1), _ = network.split(before)
    _, (w2, _) = network.split(after)
    assert b1 is not None
    hidden = torch.relu(x @ w1.mT + b1[:, None])
    norm = torch.linalg.matrix_norm(w2, 2)[:, None]
    steep = ((hidden.square().sum(-1) + 1) + norm.square() * (x.square().sum(-1) + 1)).sqrt()
    return 2**0.5 * steep.mean(1) * (after - before).norm(dim=1) * (1 + ROUNDING)


def certified(network: Primary, x: Tensor, y: Tensor, before: Tensor, after: Tensor) -> Tensor:
    """The share (S,) of points (S, n, d) of class y (S, n), 0 or 1, that all weights in the box classify rightly.

    The box: every weight between its values in `before` and `after` (S, P). Interval arithmetic, layer by layer.
    """
    low, high = torch.minimum(before, after), torch.maximum(before, after)
    (w1_low, b1_low), (w2_low, b2_low) = network.split(low)
    (w1_high, b1_high), (w2_high, b2_high) = network.split(high)
    assert b1_low is not None
    assert b1_high is not None
    assert b2_low is not None
    assert b2_high is not None
    positive, negative = x.clamp(min=0), x.clamp(max=0)
    h_low = torch.relu(positive @ w1_low.mT + negative @ w1_high.mT + b1_low[:, None])
    h_high = torch.relu(positive @ w1_high.mT + negative @ w1_low.mT + b1_high[:, None])
    right = torch.zeros(y.shape, dtype=torch.bool)
    for answer in (0, 1):
        rows, bias = w2_low[:, answer] - w2_high[:, 1 - answer], b2_low[:, answer] - b2_high[:, 1 - answer]
        products = torch.minimum(rows[:, None] * h_low, rows[:, None] * h_high)
        size = products.abs().sum(-1) + bias.abs()[:, None]
        right |= (y == answer) & (products.sum(-1) + bias[:, None] > ROUNDING * size)
    return right.double().mean(1)
