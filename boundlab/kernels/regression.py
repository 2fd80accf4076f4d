"""Ridge regression with a kernel."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from boundlab.errors import bad_value


def coefficients(kernel: Tensor, targets: Tensor, ridge: float) -> Tensor:
    """α with (K + ridge·k̄·I) α = targets, k̄ the mean of the diagonal; `kernel` (n, n), `targets` (n,) or (n, c).

    Predictions at other points are K(points, training points) @ α. Training an infinitely wide network to its end by
    gradient flow from a function near 0 gives those of its tangent kernel, with ridge 0.

    Raises:
        BoundlabError: ridge < 0 or not finite, or the matrix is not positive definite in floating point.

    >>> coefficients(torch.eye(2) * 2, torch.tensor([4.0, 6.0]), 1.0).tolist()
    [1.0, 1.5]
    """
    if not 0 <= ridge < math.inf:
        raise bad_value("ridge", ridge, "a number ≥ 0")
    system = kernel + ridge * kernel.diagonal().mean() * torch.eye(len(kernel), dtype=kernel.dtype)
    factor, failed = torch.linalg.cholesky_ex(system)
    if int(failed):
        raise bad_value("ridge", ridge, "a larger one: the kernel is not positive definite in floating point")
    columns = targets.to(kernel).reshape(len(targets), -1)
    return torch.cholesky_solve(columns, factor).reshape(targets.shape)
