"""A tanh network trained by full-batch gradient flow for a fixed time from a fixed start.

The network is x ↦ Σ_j v_j tanh(⟨w_j, x⟩ + b_j); its parameters are laid out neuron by neuron, (v_j, b_j, w_j), and
the first N of them are
trained, so that N is met exactly. Flow: explicit Euler on the mean squared error, always the same steps, hence
continuous.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair
from boundlab.adversary.methods._points import samples

SUMMARY = "tanh network, full-batch gradient flow for a fixed time from a fixed start"
CONTINUOUS = True
STEPS, RATE = 60, 0.5


def method(N: int, m: int) -> Pair:
    """Return fit and decode."""
    size = m + 2
    width = -(-N // size)
    start = np.random.default_rng(3).normal(size=width * size)
    points = samples(m)[::4]

    def outputs(parameters: Array, x: Array) -> tuple[Array, Array]:
        p = parameters.reshape(width, size)
        hidden = np.tanh(x @ p[:, 2:].T + p[:, 1])
        return hidden, hidden @ p[:, 0]

    def fit(y: Callable[[Array], Array]) -> Array:
        values = y(points)
        parameters = start.copy()
        for _ in range(STEPS):
            hidden, out = outputs(parameters, points)
            residual = (out - values) / len(points)
            back = residual[:, None] * (1 - hidden**2) * parameters.reshape(width, size)[:, 0]
            gradient = np.concatenate([(residual @ hidden)[:, None], back.sum(0)[:, None], back.T @ points], 1).ravel()
            parameters[:N] -= RATE * gradient[:N]
        return parameters[:N]

    def decode(theta: Array, x: Array) -> Array:
        parameters = start.copy()
        parameters[:N] = theta
        return outputs(parameters, x)[1]

    return fit, decode
