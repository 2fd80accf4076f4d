"""Methods whose parameters are coefficients of fixed features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = tuple[Callable[[Callable[[Array], Array]], Array], Callable[[Array, Array], Array]]


def least_squares(features: Callable[[Array], Array], points: Array, ridge: float = 0.0) -> Pair:
    """Return fit and decode for least squares on `points` with penalty ridge·‖θ‖²; features (n, m) → (n, N)."""
    A = features(points)
    solve = np.linalg.solve(A.T @ A + ridge * np.eye(A.shape[1]), A.T) if ridge else np.linalg.pinv(A)
    return lambda y: solve @ y(points), lambda theta, x: features(x) @ theta
