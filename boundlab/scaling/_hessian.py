"""Norms of Hessians: in closed form for one hidden layer, else by Lanczos iterations on Hessian-vector products."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
from scipy import optimize, special
from scipy.sparse.linalg import LinearOperator, eigsh
from torch import Tensor

TOLERANCE = 1e-3


def hessian_norm(value: Callable[[Tensor], Tensor], theta: Tensor, seed: int = 0) -> float:
    """The largest |eigenvalue| of the Hessian of `value` at theta (P,), to about 0.1 %."""
    theta = theta.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(value(theta), theta, create_graph=True)

    def product(vector: np.ndarray) -> np.ndarray:
        direction = torch.from_numpy(vector.reshape(-1)).to(theta)
        (found,) = torch.autograd.grad(gradient @ direction, theta, retain_graph=True)
        return found.cpu().numpy()

    operator = LinearOperator((len(theta), len(theta)), matvec=product, dtype=np.float64)
    start = np.random.default_rng(seed).standard_normal(len(theta))
    (found,) = eigsh(operator, k=1, which="LM", tol=TOLERANCE, v0=start, return_eigenvectors=False)
    return abs(float(found))


def blocks(p: Tensor, v: Tensor, length: float = 1.0) -> Tensor:
    """Per unit of a tanh layer with output weights v, the norm of the Hessian of v·tanh(w·q) in (v, w), |q| = length.

    It is that of [[0, a], [a, b]], a = |q|σ'(p), b = |q|²vσ''(p), with p = w·q.
    """
    tanh = p.tanh()
    a = length * (1 - tanh**2)
    b = (length**2 * v * 2 * tanh * (1 - tanh**2)).abs()
    return (b + (b**2 + 4 * a**2).sqrt()) / 2


def median_block(n: int) -> float:
    """The median of the largest of n blocks with p and v standard normal: 2^(-1/n) = P(block ≤ q_n).

    >>> round(median_block(1), 4)
    0.956
    """
    p = np.linspace(-8, 8, 20001)
    density = np.exp(-(p**2) / 2) / math.sqrt(2 * math.pi) * (p[1] - p[0])
    tanh = np.tanh(p)
    a, c = 1 - tanh**2, np.abs(2 * tanh * (1 - tanh**2)) + 1e-300

    def exceeds(q: float) -> float:
        room = np.maximum((q * q - a * a) / q, 0.0)
        return float((density * special.erfc(room / c / math.sqrt(2))).sum())

    wanted = -math.expm1(-math.log(2) / n)
    return float(optimize.brentq(lambda q: math.log(exceeds(q) / wanted), 1e-6, 20.0))
