"""The kernels of an infinitely wide hypernetwork h(x, z) = g(z; f(x)) (Littwin, Galanti, Wolf, Yang 2020).

f and g are ReLU networks without biases in the NTK parametrisation; f has `hidden` hidden layers and gives g its
weights, g has `layers` layers of weights. As the widths of f, then of g, go to infinity, with s = Σ^f(x, x'):

    S_0 = z·z'/d_0,   Λ_l = s·S_{l-1},   S_l = κ1(Λ_l),
    Σ^h = s·S_{H-1},   K^g = Σ_{l<H} S_l·Π_{l<j<H} (s·κ0(Λ_j)),   Θ^h = Θ^f·K^g.

The factor s beside κ0: backwards the signal passes W_{j+1}(x) and W_{j+1}(x'), which are s-correlated, not equal. The
code released with the paper leaves it out; `primary_kernel(..., correlated=False)` is that formula.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from boundlab.errors import bad_value
from boundlab.kernels._angles import Correlation, correlation
from boundlab.kernels.infinite_width import matrices, parts


class Hyperkernel(NamedTuple):
    """Σ^h, Θ^h and K^g between points, each of shape (n, k)."""

    gp: Tensor
    ntk: Tensor
    primary: Tensor


def hyperkernel(x: Tensor, z: Tensor, y: Tensor, w: Tensor, hidden: int, layers: int) -> Hyperkernel:
    """The kernels between the points (x_i, z_i), i ≤ n, and (y_j, w_j), j ≤ k; all in float64.

    x (n, d), y (k, d) are conditions; z (n, d0), w (k, d0) inputs of g.

    Raises:
        BoundlabError: hidden < 0, layers < 1, or shapes that do not fit.

    >>> x = z = torch.eye(2, dtype=torch.float64)
    >>> [round(v, 4) for v in hyperkernel(x, z, x, z, 1, 2).ntk.diag().tolist()]
    [0.5, 0.5]
    """
    if x.shape[0] != z.shape[0] or y.shape[0] != w.shape[0]:
        raise bad_value("z", f"{tuple(z.shape)} and {tuple(w.shape)}", "as many rows as the conditions have")
    correlations, scale, ntk = parts(x, y, hidden)
    z, w = matrices(z, w)
    inputs, lengths = correlation(z, w)
    last, primary = _propagate(correlations, scale, inputs, lengths, layers, True)
    return Hyperkernel(scale * correlations.value * last, ntk * primary, primary)


def primary_kernel(
    s: float, own: tuple[float, float], z: Tensor, w: Tensor, layers: int, correlated: bool = True
) -> float:
    """K^g of one pair: s = Σ^f(x, x'), own = (Σ^f(x, x), Σ^f(x', x')), z and w the inputs (d0,) of g.

    >>> z = torch.tensor([1.0, 0.0], dtype=torch.float64)
    >>> round(primary_kernel(0.3, (1.0, 1.0), z, z, 2), 4)
    0.3309
    """
    scale = (own[0] * own[1]) ** 0.5
    if scale <= 0 or abs(s) > scale:
        raise bad_value("s", s, "a covariance: s² ≤ Σ(x, x)·Σ(x', x'), both positive")
    c = torch.tensor([[s / scale]], dtype=torch.float64)
    inputs, lengths = correlation(*(v.to(torch.float64).reshape(1, -1) for v in (z, w)))
    pair = Correlation(1 - c, 1 + c)
    return float(_propagate(pair, torch.full_like(c, scale), inputs, lengths, layers, correlated)[1])


def _propagate(
    generated: Correlation, scale: Tensor, inputs: Correlation, lengths: Tensor, layers: int, correlated: bool
) -> tuple[Tensor, Tensor]:
    """S_{H-1} and K^g."""
    if layers < 1:
        raise bad_value("layers", layers, "a number of layers of weights ≥ 1")
    factor = scale * generated.value if correlated else scale.new_ones(())
    signal = lengths * inputs.value
    primary, pair, size = signal, inputs, lengths
    for _ in range(layers - 1):
        mixed = generated.times(pair)
        pair, size = mixed.rectified(), size * scale
        signal = size * pair.value
        primary = signal + factor * mixed.quadrant * primary
    return signal, primary
