"""Batched Levenberg-Marquardt for Σ|f(x_i; θ) - y_i|^p, p ≥ 2, one damping and one verdict per network.

The Newton step of Σ|r|^p, with the Gauss-Newton approximation of the second derivative, solves

    (Jᵀ D J + λ M) δ = -Jᵀ D r / (p - 1),    D = diag |r_i / max|r||^(p-2),  M = diag(Jᵀ D J) + 1e-3 mean.

Every iteration draws fresh samples; both sides of the acceptance test use the same draw. On a fixed grid a
piecewise-linear network stops where a kink would have to cross a sample; on fresh draws it does not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import lru_cache

import torch

from boundlab.minimal_networks.sampling import jittered
from boundlab.networks.ensemble import Shape, evaluate, evaluate_with_jacobian
from boundlab.runs.provenance import PROCESSES_PER_DEVICE

Tensor = torch.Tensor
Values = Callable[[Tensor], Tensor]
"""A map of tensors; for targets, points (n, m) ↦ values (B, n) or (1, n)."""

# For p > 2 the Newton step is cautious by a factor up to p - 1; a few multiples of it are tried as well.
STRETCHES = (1.0, 3.0, 9.0)
# Jacobian entries held at a time on the CPU: 2^25 doubles are 256 MiB.
MEMORY_ENTRIES = 2**25


def minimise(
    shape: Shape,
    theta: Tensor,
    targets: Values,
    exponents: Iterable[float],
    points: int,
    generator: torch.Generator,
) -> Tensor:
    """Run one iteration for each exponent p in `exponents`; return the new parameters (B, P).

    Damping starts at 1e-2, is divided by 3 on success and multiplied by 4 on failure. A network whose trial step is
    not finite keeps its parameters.
    """
    hold_freed_memory()
    damping = theta.new_full((theta.shape[0],), 1e-2)
    for p in exponents:
        x = jittered(points, shape.inputs, generator, theta.device)
        y = targets(x)
        theta, damping = _iterate(shape, theta, damping, x, y, p)
    return theta


@lru_cache
def hold_freed_memory() -> None:
    """Let the C library keep freed tensors up to 30 MiB instead of handing them back to the system.

    glibc adapts the size from which an allocation is a mapping of its own to the largest mapping that was freed
    (mallopt(3), M_MMAP_THRESHOLD), so one such block, never touched, is enough. Without it every step maps and clears
    its temporaries anew, which takes longer than the arithmetic. Elsewhere it does nothing.
    """
    torch.empty(30 * 2**20, dtype=torch.uint8)


def capacity(device: torch.device) -> int:
    """How many Jacobian entries to hold at a time.

    On a GPU an eighth of this process's share of the memory that was free at first, for the copies a step makes.
    """
    if device.type == "cuda":
        return _free_entries(device) // (8 * int(os.environ.get(PROCESSES_PER_DEVICE, "1")))
    return MEMORY_ENTRIES


@lru_cache
def _free_entries(device: torch.device) -> int:
    """A power of two, so that batches are split alike in the next run, when slightly less is free."""
    free, _ = torch.cuda.mem_get_info(device)
    return 1 << max(20, (free // 8).bit_length() - 1)


def _iterate(shape: Shape, theta: Tensor, damping: Tensor, x: Tensor, y: Tensor, p: float) -> tuple[Tensor, Tensor]:
    chunk = max(1, capacity(theta.device) // (x.shape[0] * shape.parameters))
    if theta.shape[0] <= chunk:
        return _step(shape, theta, damping, x, y, p)
    parts = []
    for start in range(0, theta.shape[0], chunk):
        rows = slice(start, start + chunk)
        parts.append(_step(shape, theta[rows], damping[rows], x, y[rows] if y.shape[0] > 1 else y, p))
    return torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts])


def _step(shape: Shape, theta: Tensor, damping: Tensor, x: Tensor, y: Tensor, p: float) -> tuple[Tensor, Tensor]:
    value, jacobian = evaluate_with_jacobian(shape, theta, x)
    return damped_step(theta, damping, value - y, jacobian, p, lambda trial: evaluate(shape, trial, x) - y)


def damped_step(
    theta: Tensor,
    damping: Tensor,
    residual: Tensor,
    jacobian: Tensor,
    p: float,
    residual_at: Values,
) -> tuple[Tensor, Tensor]:
    """One damped Newton step for whatever model has this residual (B, n) and this Jacobian (B, n, P).

    `residual_at` gives the residual at trial parameters.
    """
    largest = residual.abs().amax(1, keepdim=True).clamp_min(1e-300)
    relative = residual / largest
    weight = relative.abs() ** (p - 2) if p != 2 else None
    weighted = jacobian if weight is None else jacobian * weight.unsqueeze(2)
    normal = torch.bmm(weighted.transpose(1, 2), jacobian)
    gradient = torch.bmm(weighted.transpose(1, 2), residual.unsqueeze(2)) / (p - 1)
    diagonal = normal.diagonal(dim1=1, dim2=2)
    metric = diagonal + 1e-3 * diagonal.mean(1, keepdim=True) + 1e-300
    system = normal + torch.diag_embed(damping.unsqueeze(1) * metric)
    factor, failed = torch.linalg.cholesky_ex(system)
    direction = torch.cholesky_solve(-gradient, factor).squeeze(2)

    before = _loss(relative, p)
    best_theta, best = theta, before
    for stretch in STRETCHES if p > 2 else (1.0,):
        trial = theta + stretch * direction
        loss = _loss(residual_at(trial) / largest, p)
        better = (failed == 0) & torch.isfinite(loss) & (loss < best)
        best_theta = torch.where(better.unsqueeze(1), trial, best_theta)
        best = torch.where(better, loss, best)
    accepted = best < before
    damping = torch.where(accepted, damping / 3, damping * 4).clamp(1e-12, 1e12)
    return best_theta, damping


def _loss(relative: Tensor, p: float) -> Tensor:
    """(Σ|r/max|^p), computed so that a growing residual overflows to inf rather than to a wrong comparison."""
    return (relative.abs() ** p).sum(1)


def sup_errors(shape: Shape, theta: Tensor, targets: Values, x: Tensor) -> Tensor:
    """The largest |f - y| over the points x, shape (B,); inf for a network with a non-finite value."""
    largest = theta.new_zeros(theta.shape[0])
    for part in x.split(max(1, capacity(theta.device) // (4 * theta.shape[0] * max(shape.widths)))):
        error = (evaluate(shape, theta, part) - targets(part)).abs()
        largest = torch.maximum(largest, torch.nan_to_num(error, nan=torch.inf, posinf=torch.inf).amax(1))
    return largest
