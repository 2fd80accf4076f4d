"""Principal components: the N leading ones of a fixed sample of smooth functions; θ are least-squares coefficients."""

from __future__ import annotations

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair, least_squares
from boundlab.adversary.methods._points import samples

SUMMARY = "truncated SVD (PCA) of a fixed sample of functions"
CONTINUOUS = True
FUNCTIONS = 256


def method(N: int, m: int) -> Pair:
    """Return fit and decode."""
    generator = np.random.default_rng(1)
    frequency = generator.normal(size=(FUNCTIONS, m)) * 3
    phase = generator.uniform(0, 2 * np.pi, FUNCTIONS)
    amplitude = 1 / (1 + np.abs(frequency).sum(1))

    def sampled(x: Array) -> Array:
        return np.asarray(amplitude * np.cos(x @ frequency.T + phase))

    _, _, right = np.linalg.svd(sampled(samples(m)), full_matrices=False)
    return least_squares(lambda x: sampled(x) @ right[:N].T, samples(m))
