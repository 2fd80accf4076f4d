"""Finding y0 on the sphere with θ(y0) = θ(-y0).

g(c) = θ(y_c) - θ(-y_c) is odd in the direction c ∈ S^N of the coefficients and has N components. If θ is continuous, g
has a zero. It is sought by bisection (N = 1: g changes sign along a half circle), by Levenberg-Marquardt from many
starts, and by following the path of zeros of (1-t)·A c + t·g(c) from t = 0, A a random linear map: by the parity
argument behind the theorem the path from the zero of A reaches t = 1. If all fail, the method may be discontinuous, or
too steep for floats, and a jump is looked for (`jumps`). A zero is one up to `TOLERANCE`: whether θ(y0) and θ(-y0) are
equal is for `evidence` to say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import least_squares

from boundlab.adversary.method import Method
from boundlab.adversary.spline_sphere import SplineSphere

Array = np.ndarray[Any, np.dtype[np.float64]]
TOLERANCE = 1e-8
STARTS, HOMOTOPIES, PATH_STEPS = 30, 3, 150


class OddMap:
    """g, with a count of fits and the scale of θ against which a zero is judged."""

    def __init__(self, method: Method, sphere: SplineSphere) -> None:
        self.method, self.sphere, self.fits = method, sphere, 0
        self.scale = 0.0

    def theta(self, direction: Array) -> Array:
        """Return θ of the target in this direction; raises BoundlabError unless it is N finite real numbers."""
        self.fits += 1
        return self.method.theta(self.sphere.target(direction), self.sphere.N)

    def __call__(self, direction: Array) -> Array:
        difference = self.theta(direction) - self.theta(-direction)
        self.scale = max(self.scale, float(np.abs(difference).max()))
        return difference

    def is_zero(self, value: Array) -> bool:
        """Is this value of g zero up to the tolerance?"""
        return bool(np.abs(value).max() <= TOLERANCE * self.scale)

    def jacobian(self, direction: Array, value: Array) -> Array:
        """Return forward differences."""
        step = 1e-7
        columns = [(self(direction + step * unit) - value) / step for unit in np.eye(len(direction))]
        return np.stack(columns, 1)


@dataclass(frozen=True)
class Antipode:
    """A direction c with g(c) = 0, and how it was found."""

    direction: Array
    route: str
    fits: int


@dataclass(frozen=True)
class Nearest:
    """The smallest |g| that was found, when no zero was."""

    direction: Array
    value: float
    scale: float
    fits: int


def search(
    method: Method, sphere: SplineSphere, seed: int, progress: Callable[[str], None] = lambda _: None
) -> Antipode | Nearest:
    """Return a zero of g, or the nearest miss."""
    g = OddMap(method, sphere)
    generator = np.random.default_rng(seed)
    for _ in range(4):
        g(generator.normal(size=sphere.N + 1))
    best: tuple[float, Array] = (np.inf, np.ones(sphere.N + 1))
    routes: list[tuple[str, int, Callable[[OddMap, np.random.Generator], Array]]] = [
        ("Levenberg-Marquardt", STARTS, _newton),
        ("homotopy", HOMOTOPIES, _homotopy),
    ]
    if sphere.N == 1:
        routes.insert(0, ("bisection", 1, _bisection))
    for route, attempts, find in routes:
        progress(route)
        for _ in range(attempts):
            direction = find(g, generator)
            value = g(direction)
            if g.is_zero(value):
                return Antipode(direction, route, g.fits)
            best = min(best, (float(np.abs(value).max()), direction), key=lambda pair: pair[0])
    return Nearest(best[1], best[0], g.scale, g.fits)


def _bisection(g: OddMap, generator: np.random.Generator) -> Array:
    def at(angle: float) -> Array:
        return np.array([np.cos(angle), np.sin(angle)])

    low, high = 0.0, np.pi
    sign = np.sign(g(at(low))[0])
    for _ in range(60):
        middle = (low + high) / 2
        if np.sign(g(at(middle))[0]) == sign:
            low = middle
        else:
            high = middle
    return at((low + high) / 2)


def _newton(g: OddMap, generator: np.random.Generator) -> Array:
    """Solve g(c) = 0, |c|² = 1 by Levenberg-Marquardt from the zero of a linear model of g in a random basis."""
    basis = np.linalg.qr(generator.normal(size=(g.sphere.N + 1, g.sphere.N + 1)))[0]
    start = basis @ np.linalg.svd(np.stack([g(c) for c in basis.T], 1))[2][-1]
    scale = g.scale or 1.0

    def residual(c: Array) -> Array:
        return np.append(g(c) / scale, c @ c - 1)

    return _unit(
        least_squares(residual, _unit(start), method="lm", xtol=1e-15, ftol=1e-15, max_nfev=15 * (len(start) + 1)).x
    )


def _homotopy(g: OddMap, generator: np.random.Generator) -> Array:
    """Follow the zeros of (1-t)·A c + t·g(c)/scale on the unit sphere from t = 0 by arc length."""
    n = g.sphere.N
    A, scale = generator.normal(size=(n, n + 1)), g.scale or 1.0
    c, t = np.linalg.svd(A)[2][-1], 0.0
    tangent, length = np.append(np.zeros(n + 1), 1.0), 0.05
    for _ in range(PATH_STEPS):
        value = g(c) / scale
        slope = np.vstack(
            [
                np.hstack([(1 - t) * A + t * g.jacobian(c, value * scale) / scale, (value - A @ c)[:, None]]),
                np.append(c, 0.0),
            ]
        )
        direction = np.linalg.svd(slope)[2][-1]
        tangent = direction * (np.sign(direction @ tangent) or 1.0)
        moved = _corrected(g, A, scale, np.append(c, t) + length * tangent, tangent)
        if moved is None:
            length /= 2
            if length < 1e-6:
                break
            continue
        length = min(2 * length, 0.2)
        if moved[-1] >= 1:
            c = _unit(c + (moved[:-1] - c) * (1 - t) / (moved[-1] - t))
            return _polished(g, c)
        c, t = _unit(moved[:-1]), float(moved[-1])
    return c


def _corrected(g: OddMap, A: Array, scale: float, point: Array, tangent: Array) -> Array | None:
    """Return the point of the path on the plane through `point` across `tangent`, or None."""

    def residual(z: Array) -> Array:
        c, t = z[:-1], z[-1]
        return np.concatenate([(1 - t) * A @ c + t * g(c) / scale, [c @ c - 1, (z - point) @ tangent]])

    found = least_squares(residual, point, method="lm", max_nfev=12 * len(point))
    near = np.linalg.norm(found.x - point) < 0.5
    return found.x if near and np.abs(found.fun).max() < 1e-6 else None


def _polished(g: OddMap, c: Array) -> Array:
    scale = g.scale or 1.0
    found = least_squares(lambda z: np.append(g(z) / scale, z @ z - 1), c, method="lm", xtol=1e-15, ftol=1e-15)
    return _unit(found.x)


def _unit(c: Array) -> Array:
    return np.asarray(c / np.linalg.norm(c))
