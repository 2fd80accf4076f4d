"""A network with N random tanh features and output weights by ridge regression."""

from __future__ import annotations

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair, least_squares
from boundlab.adversary.methods._points import samples

SUMMARY = "ridge regression on random tanh features"
CONTINUOUS = True
RIDGE = 1e-3


def method(N: int, m: int) -> Pair:
    """Return fit and decode."""
    generator = np.random.default_rng(2)
    slope, shift = generator.normal(size=(N, m)) * 2, generator.uniform(-1, 1, N)

    def features(x: Array) -> Array:
        return np.tanh(x @ slope.T + shift)

    return least_squares(features, samples(m), RIDGE)
