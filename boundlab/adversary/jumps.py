"""Where a method changes abruptly: two targets as close as floats allow, with parameters apart.

Values at points cannot tell a discontinuity from a steep continuous change; both are called a jump here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from boundlab.adversary.antipodes import Nearest, OddMap
from boundlab.adversary.method import Method
from boundlab.adversary.spline_sphere import SplineSphere

Array = np.ndarray[Any, np.dtype[np.float64]]
PAIRS, HALVINGS, LARGE = 40, 48, 1e-3


@dataclass(frozen=True)
class Jump:
    """Coefficients of two targets, their distance in sup norm, and the parameters of both."""

    left: Array
    right: Array
    distance: float
    theta_left: Array
    theta_right: Array

    @property
    def size(self) -> float:
        """The largest change of a parameter."""
        return float(np.abs(self.theta_left - self.theta_right).max())


def find_jump(method: Method, sphere: SplineSphere, near: Nearest, seed: int) -> Jump | None:
    """Halve segments, keeping the half across which θ changes more; None if the change always fades.

    Segments join the nearest miss with its antipode's neighbours and random directions.
    """
    theta = OddMap(method, sphere).theta
    generator = np.random.default_rng(seed)
    best: Jump | None = None
    for number in range(PAIRS):
        a = near.direction if number % 2 else generator.normal(size=sphere.N + 1)
        b = generator.normal(size=sphere.N + 1)
        at_a, at_b = theta(a), theta(b)
        for _ in range(HALVINGS):
            c = (a + b) / 2
            at_c = theta(c)
            if np.abs(at_a - at_c).max() >= np.abs(at_c - at_b).max():
                b, at_b = c, at_c
            else:
                a, at_a = c, at_c
        left, right = sphere.target(a), sphere.target(b)
        jump = Jump(
            left.coefficients,
            right.coefficients,
            sphere.norm(left.coefficients - right.coefficients),
            at_a,
            at_b,
        )
        if jump.size > LARGE * max(near.scale, 1e-300) and (best is None or jump.size > best.size):
            best = jump
    return best
