"""Least squares on N cosines."""

from __future__ import annotations

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair, least_squares
from boundlab.adversary.methods._points import exponents, samples

SUMMARY = "least squares on cosines"
CONTINUOUS = True


def method(N: int, m: int) -> Pair:
    """Return fit and decode."""
    frequencies = exponents(N, m)

    def features(x: Array) -> Array:
        return np.stack([np.prod(np.cos(np.array(k) * np.pi * (x + 1) / 2), axis=1) for k in frequencies], 1)

    return least_squares(features, samples(m))
