"""The sum of squares of the model N = A x^p + b, or N = x^p (A + B s) + b, as a function of the exponent p alone."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy import optimize

# The exponents looked at. An interval that reaches an end is unbounded there.
LOWEST, HIGHEST, STEP = -4.0, 16.0, 0.05
GRID = np.arange(LOWEST, HIGHEST + STEP / 2, STEP)
# Beyond e^150 squares of weighted columns may overflow; such a p over so many decades is far from every interval.
LARGEST = 150.0


class Profile:
    """The least sum of squares for each exponent, with the other parameters fitted."""

    def __init__(self, eps: Any, sizes: Any, covariate: Any, weights: Any = 1.0) -> None:
        logs = np.log(np.asarray(eps, dtype=float))
        self._centre = logs.mean()
        self._t, self._weights = self._centre - logs, np.asarray(weights) * np.ones_like(logs)
        self._sizes = self._weights * np.asarray(sizes, dtype=float)
        self._s = None if covariate is None else np.asarray(covariate, dtype=float) - np.mean(covariate)

    def columns(self, p: Any) -> Any:
        """The design matrices, shape (exponents, sizes, parameters): (x^p - 1)/p, which has a limit at 0, and so on."""
        power = np.clip(np.asarray(p, dtype=float)[:, None] * self._t, -LARGEST, LARGEST)
        safe = np.where(np.abs(power) < 1e-8, 1.0, power)
        first = self._t * np.where(np.abs(power) < 1e-8, 1 + power / 2, np.expm1(power) / safe)
        parts = [np.ones_like(first), first]
        if self._s is not None:
            parts.append(np.exp(power) * self._s)
        found = np.stack(parts, axis=-1) * self._weights[:, None]
        return found / np.sqrt((found**2).sum(1, keepdims=True))

    def __call__(self, p: Any, order: int = 3) -> Any:
        """The sums of squares; with order = 1 of a constant size (and what the covariate explains)."""
        columns = self.columns(p)
        if order == 1:
            columns = columns[:, :, [0, *range(2, columns.shape[2])]]
        q, _ = np.linalg.qr(columns)
        explained = np.einsum("gnq,n->gq", q, self._sizes)
        fitted = np.einsum("gnq,gq->gn", q, explained)
        return ((self._sizes - fitted) ** 2).sum(1)

    def coefficients(self, p: float) -> tuple[float, float]:
        """A, for x in units of its geometric mean, and b, at the exponent p."""
        found = self._solved(p)[0]
        return float(found[0]), float(found[1])

    def fitted(self, p: float) -> Any:
        """The sizes of the model at the exponent p, each with its own covariate."""
        return self._columns_at(p) @ self._solved(p)[0]

    def least(self, squares: Any) -> tuple[float, float]:
        """The best exponent and its sum of squares, near the best one of the grid, whose sums are `squares`."""
        at = int(np.argmin(squares))
        ends = GRID[max(at - 1, 0)], GRID[min(at + 1, len(GRID) - 1)]
        found = optimize.minimize_scalar(
            lambda p: float(self(np.array([p]))[0]), bounds=ends, method="bounded", options={"xatol": 1e-10}
        )
        if found.fun < squares[at]:
            return float(found.x), float(found.fun)
        return float(GRID[at]), float(squares[at])

    def hull(self, squares: Any, best: float, allowed: float) -> tuple[float, float]:
        """From the first to the last exponent whose sum of squares is allowed; infinite where the grid ends first."""
        inside = GRID[squares <= allowed]
        ends = [min(best, *inside), max(best, *inside)] if len(inside) else [best, best]

        def excess(p: float) -> float:
            return float(self(np.array([p]))[0]) - allowed

        def beyond(end: float, step: float) -> float:
            if not LOWEST < end + step < HIGHEST:
                return math.copysign(math.inf, step)
            if excess(end) >= 0 or excess(end + step) <= 0:
                return end
            return float(optimize.brentq(excess, end, end + step, xtol=1e-10))

        return beyond(ends[0], -STEP), beyond(ends[1], STEP)

    def offsets(self, low: float, high: float, allowed: float) -> tuple[float, float]:
        """The least and the largest b of a model with an exponent in [low, high] and squares ≤ allowed."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return -math.inf, math.inf
        ends = []
        for p, square in zip(exponents := np.linspace(low, high, 101), self(exponents), strict=True):
            found, inverse = self._solved(float(p))
            reach = math.sqrt(max(allowed - square, 0.0) * inverse[1, 1])
            ends += [found[1] - reach, found[1] + reach]
        return float(min(ends)), float(max(ends))

    def _columns_at(self, p: float) -> Any:
        parts = [self._growth(p, self._t), np.ones_like(self._t)]
        parts += [] if self._s is None else [np.exp(np.clip(p * self._t, -LARGEST, LARGEST)) * self._s]
        return np.stack(parts, axis=1)

    def _solved(self, p: float) -> tuple[Any, Any]:
        """The other parameters at p, and the inverse of their normal matrix."""
        columns = self._columns_at(p) * self._weights[:, None]
        scale = np.sqrt((columns**2).sum(0))
        found = np.linalg.lstsq(columns / scale, self._sizes, rcond=None)[0] / scale
        return found, np.linalg.pinv((columns / scale).T @ (columns / scale)) / np.outer(scale, scale)

    def predicted(self, p: float, eps: Any) -> Any:
        """The sizes at `eps` with the exponent p, at the mean covariate."""
        growth, offset = self.coefficients(p)
        return growth * self._growth(p, self._centre - np.log(eps)) + offset

    @staticmethod
    def _growth(p: float, t: Any) -> Any:
        return np.exp(np.clip(p * t, -LARGEST, LARGEST)) if abs(p) > 1e-9 else t
