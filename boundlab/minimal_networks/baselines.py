"""Optimisers that are displayed beside the measuring instrument, never used as one: Adam and L-BFGS."""

from __future__ import annotations

import math
from typing import Any

import torch

from boundlab.minimal_networks.levenberg_marquardt import Values, hold_freed_memory
from boundlab.minimal_networks.sampling import grid, jittered
from boundlab.networks.ensemble import Shape, gradient

Tensor = torch.Tensor


def adam(
    shape: Shape,
    theta: Tensor,
    targets: Values,
    steps: int,
    points: int,
    generator: torch.Generator,
    p: float = 2.0,
    rate: float = 1e-2,
) -> Tensor:
    """Batched Adam on mean |f - y|^p with fresh samples, the rate falling to 1 % of `rate` along a cosine.

    For p > 2 the residuals are divided by the largest one of their network, which only rescales the gradient.
    """
    hold_freed_memory()
    first, second = torch.zeros_like(theta), torch.zeros_like(theta)
    for step in range(1, steps + 1):
        x = jittered(points, shape.inputs, generator, theta.device)
        x, y = x.to(theta.dtype), targets(x).to(theta.dtype)
        _, slope = gradient(shape, theta, x, lambda out, y=y: _power_slope(out - y, p))  # type: ignore[misc]
        first.lerp_(slope, 0.1)
        second.lerp_(slope * slope, 0.001)
        scale = rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        # sqrt(second / c) + 1e-8 with the bias correction c taken out of the root
        root = math.sqrt(1 - 0.999**step)
        divisor = second.sqrt().add_(1e-8 * root)
        theta = torch.addcdiv(theta, first, divisor, value=-scale * root / (1 - 0.9**step))
    return theta


def _power_slope(residual: Tensor, p: float) -> Tensor:
    if p == 2:
        return residual * (2 / residual.shape[1])
    relative = residual / residual.abs().amax(1, keepdim=True).clamp_min(1e-300)
    return relative.abs() ** (p - 1) * torch.sign(residual) * (p / residual.shape[1])


def lbfgs(shape: Shape, theta: Tensor, targets: Values, iterations: int, points: int, p: float = 2.0) -> Tensor:
    """SciPy's L-BFGS on mean |f - y|^p over a fixed grid, one network after the other."""
    from scipy.optimize import minimize

    x = grid(points, shape.inputs, theta.device)
    y = targets(x)
    found = []
    for b in range(theta.shape[0]):
        row = y[b : b + 1] if y.shape[0] > 1 else y

        def loss(parameters: Any, row: Tensor = row) -> tuple[float, Any]:
            at = torch.as_tensor(parameters, dtype=torch.float64, device=theta.device).unsqueeze(0)
            slope_of = lambda out: p * (out - row).abs() ** (p - 1) * torch.sign(out - row) / x.shape[0]  # noqa: E731
            value, slope = gradient(shape, at, x, slope_of)
            return float(((value - row).abs() ** p).mean()), slope[0].cpu().numpy()

        done = minimize(
            loss, theta[b].cpu().numpy(), jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 20}
        )
        found.append(torch.as_tensor(done.x, dtype=torch.float64, device=theta.device))
    return torch.stack(found)
