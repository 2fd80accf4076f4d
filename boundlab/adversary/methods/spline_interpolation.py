"""Piecewise multilinear interpolation on a grid of at most N nodes; θ are the values there, the rest of θ is 0."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair

SUMMARY = "piecewise linear interpolation; θ are values at the nodes"
CONTINUOUS = True


def method(N: int, m: int) -> Pair:
    """Return fit and decode."""
    side = max(n for n in range(1, N + 1) if n**m <= N)
    axis = np.linspace(-1, 1, side) if side > 1 else np.zeros(1)
    grid = np.stack([g.ravel() for g in np.meshgrid(*[axis] * m, indexing="ij")], 1)

    def fit(y: Callable[[Array], Array]) -> Array:
        return np.concatenate([y(grid), np.zeros(N - len(grid))])

    def decode(theta: Array, x: Array) -> Array:
        weights = np.ones((len(x), len(grid)))
        if side > 1:
            for j in range(m):
                weights = weights * np.maximum(0, 1 - np.abs(x[:, j : j + 1] - grid[:, j]) * (side - 1) / 2)
        return np.asarray(weights @ theta[: len(grid)])

    return fit, decode
