"""Polynomial interpolation: N Chebyshev nodes for m = 1; N Halton points and monomials by total degree for m ≥ 2."""

from __future__ import annotations

from math import prod

import numpy as np

from boundlab.adversary.methods._linear import Array, Pair, least_squares
from boundlab.adversary.methods._points import exponents, halton

SUMMARY = "polynomial interpolation; θ are the coefficients"
CONTINUOUS = True


def method(N: int, m: int) -> Pair:
    """Return fit and decode."""
    chebyshev = np.cos((2 * np.arange(N) + 1) * np.pi / (2 * N))[:, None]
    degrees = exponents(N, m)

    def features(x: Array) -> Array:
        return np.stack(
            [np.cos(k[0] * np.arccos(np.clip(x[:, 0], -1, 1))) if m == 1 else _monomial(x, k) for k in degrees], 1
        )

    return least_squares(features, chebyshev if m == 1 else halton(N, m))


def _monomial(x: Array, k: tuple[int, ...]) -> Array:
    return np.asarray(prod(x[:, axis] ** e for axis, e in enumerate(k)) * np.ones(len(x)))
