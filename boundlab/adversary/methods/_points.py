"""Points of the cube that the methods share."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
PRIMES = (2, 3, 5, 7)


def halton(count: int, m: int) -> Array:
    """Return the first `count` Halton points in [-1, 1]^m, (count, m)."""
    return np.array([[2 * _radical_inverse(i + 1, PRIMES[axis]) - 1 for axis in range(m)] for i in range(count)])


def samples(m: int) -> Array:
    """Return the points at which data are taken: 65 equidistant ones, or 256 Halton points."""
    return np.linspace(-1, 1, 65)[:, None] if m == 1 else halton(256, m)


def exponents(count: int, m: int) -> list[tuple[int, ...]]:
    """Return the first `count` multi-indices, by total degree."""
    out: list[tuple[int, ...]] = []
    degree = 0
    while len(out) < count:
        out += [k for k in np.ndindex(*[degree + 1] * m) if sum(k) == degree]
        degree += 1
    return out[:count]


def _radical_inverse(i: int, base: int) -> float:
    value, scale = 0.0, 1.0
    while i:
        scale /= base
        value += scale * (i % base)
        i //= base
    return value
