"""The kernels of an infinitely wide ReLU network without biases, in the NTK parametrisation.

f has `hidden` hidden layers with activation √2·relu, weights N(0, 1), and every layer is divided by the square root of
its fan-in. Σ(x, y) is the covariance of f(x) and f(y) at the start, Θ(x, y) the tangent kernel ∇f(x)·∇f(y); both are
limits as the widths go to infinity, for each output (Jacot, Gabriel, Hongler 2018; Lee et al. 2018):

    Σ_0 = x·y/d,   Σ_l = κ1(Σ_{l-1}),   Θ_0 = Σ_0,   Θ_l = Σ_l + κ0(Σ_{l-1})·Θ_{l-1}.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from boundlab.errors import bad_value
from boundlab.kernels._angles import Correlation, correlation


class Kernels(NamedTuple):
    """Σ and Θ, each of shape (n, k)."""

    gp: Tensor
    ntk: Tensor


def relu_kernels(x: Tensor, y: Tensor, hidden: int) -> Kernels:
    """Σ and Θ between the rows of x (n, d) and of y (k, d), in float64.

    Raises:
        BoundlabError: hidden < 0, or x and y are no matrices with as many columns.

    >>> x = torch.eye(2, dtype=torch.float64)
    >>> [[round(v, 4) for v in row] for row in relu_kernels(x, x, 1).gp.tolist()]
    [[0.5, 0.1592], [0.1592, 0.5]]
    """
    pairs, scale, ntk = parts(x, y, hidden)
    return Kernels(scale * pairs.value, ntk)


def parts(x: Tensor, y: Tensor, hidden: int) -> tuple[Correlation, Tensor, Tensor]:
    """The correlations of f(x) and f(y), the products of their standard deviations, and Θ."""
    if hidden < 0:
        raise bad_value("hidden", hidden, "a number of hidden layers ≥ 0")
    x, y = matrices(x, y)
    pairs, scale = correlation(x, y)
    ntk = scale * pairs.value
    for _ in range(hidden):
        after = pairs.rectified()
        ntk = scale * after.value + pairs.quadrant * ntk
        pairs = after
    return pairs, scale, ntk


def matrices(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    """Both as float64; raises BoundlabError unless they are matrices with as many columns."""
    if x.dim() != 2 or y.dim() != 2 or x.shape[1] != y.shape[1] or x.shape[1] == 0:
        raise bad_value("points", f"{tuple(x.shape)} and {tuple(y.shape)}", "two matrices with as many columns")
    return x.to(torch.float64), y.to(torch.float64)
