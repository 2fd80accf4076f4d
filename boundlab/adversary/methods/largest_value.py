"""A discontinuous method, for contrast: the place where |y| is largest on the samples, and y there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair
from boundlab.adversary.methods._points import samples

SUMMARY = "the largest value and its place (discontinuous)"
CONTINUOUS = False


def method(N: int, m: int) -> Pair:
    """Return fit and decode; parameters beyond the value and the place are 0."""
    points = samples(m)

    def fit(y: Callable[[Array], Array]) -> Array:
        values = y(points)
        place = int(np.abs(values).argmax())
        return np.concatenate([[values[place]], points[place], np.zeros(N)])[:N]

    def decode(theta: Array, x: Array) -> Array:
        centre = np.concatenate([theta[1:], np.zeros(m)])[:m]
        return np.asarray(theta[0] * np.maximum(0, 1 - np.abs(x - centre).sum(1)))

    return fit, decode
