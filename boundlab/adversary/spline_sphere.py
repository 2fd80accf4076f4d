"""The sphere on which the adversary moves: splines of dimension N + 1 with a certified Sobolev norm.

X_1 is the space of splines of degree d = r with knot spacing h = 2/D that are even about -1 and 1; its basis are
B-splines centred at
-1 + ih, i = 0…D. X is spanned by N + 1 products of them, D the least with (D+1)^m ≥ N + 1. Every s ∈ X has ‖s‖_r^s
≤ K‖s‖_∞ with the K of
`boundlab.rigorous.spaces.tensor_splines`, so with ρ = 1/K the sphere ‖s‖_∞ = ρ lies in the closure of W_{r,m}.

Two evaluations are kept apart: Bernstein coefficients on cells (fast, in floats, and exactly as an upper bound of
‖s‖_∞), and truncated powers in exact rationals at given points.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import comb, factorial
from typing import Any

import numpy as np

from boundlab.errors import bad_value
from boundlab.rigorous.spaces.tensor_splines import of_degree

Array = np.ndarray[Any, np.dtype[np.float64]]
LARGEST_N, LARGEST_M, LARGEST_R = 24, 4, 6
KEPT_DESIGNS = 16
REFINEMENT = {1: 32, 2: 8, 3: 3, 4: 2}
"""Into how many pieces a cell is cut along each axis before its Bernstein coefficients bound ‖s‖_∞."""


class SplineSphere:
    """{s ∈ X: ‖s‖_∞ = ρ} for N parameters. Raises BoundlabError for N, m, r out of range.

    >>> sphere = SplineSphere(3, m=1, r=1)
    >>> sphere.D, sphere.rho
    (3, Fraction(1, 4))
    """

    def __init__(self, N: int, m: int = 1, r: int = 1) -> None:
        for name, value, largest in (("N", N, LARGEST_N), ("m", m, LARGEST_M), ("r", r, LARGEST_R)):
            if not 1 <= value <= largest:
                raise bad_value(name, value, f"an integer from 1 to {largest}")
        self.N, self.m, self.r = N, m, r
        self.D = next(D for D in itertools.count(1) if (D + 1) ** m >= N + 1)
        self.K = of_degree(m, r, r).norm(self.D)
        self.rho = 1 / self.K
        self._designs: dict[bytes, Array] = {}
        self.indices = list(itertools.product(range(self.D + 1), repeat=m))[: N + 1]

    def basis(self, i: int, x: Fraction) -> Fraction:
        """Return the i-th spline of X_1 at x, exactly: the B-spline and its mirror images."""
        h = Fraction(2, self.D)
        reach = h * (self.r + 1) / 2
        centre = -1 + i * h
        images = {c + 4 * period for period in range(-1 - self.r, 2 + self.r) for c in (centre, -2 - centre)}
        near = (image for image in images if abs(x - image) < reach)
        return sum((_b_spline(self.r, (x - image) / h) for image in near), Fraction(0))

    def value(self, coefficients: Sequence[Fraction], x: Sequence[Fraction]) -> Fraction:
        """Return s(x) exactly."""
        at = [[self.basis(i, t) for i in range(self.D + 1)] for t in x]
        total = Fraction(0)
        for c, index in zip(coefficients, self.indices, strict=True):
            product = c
            for axis, i in enumerate(index):
                product *= at[axis][i]
            total += product
        return total

    @cached_property
    def pieces(self) -> list[list[list[Fraction]]]:
        """Bernstein coefficients of the basis of X_1 on the pieces of [-1, 1], [piece][k][i].

        Knots are multiples of h/2 from -1; each cell between them is cut into `REFINEMENT` pieces.
        """
        count = 2 * self.D * REFINEMENT[self.m]
        inverse = _bernstein_inverse(self.r)
        out = []
        for p in range(count):
            nodes = [-1 + Fraction(2, count) * (p + Fraction(j, self.r)) for j in range(self.r + 1)]
            values = [[self.basis(i, t) for i in range(self.D + 1)] for t in nodes]
            columns = range(self.D + 1)
            out.append(
                [
                    [sum((w * v[i] for w, v in zip(row, values, strict=True)), Fraction(0)) for i in columns]
                    for row in inverse
                ]
            )
        return out

    @cached_property
    def _table(self) -> Array:
        """Bernstein coefficients of the N + 1 products, (all cells and coefficients, N + 1)."""
        one = np.array([[[float(v) for v in row] for row in piece] for piece in self.pieces])
        one = one.reshape(-1, self.D + 1)
        table = one
        for _ in range(self.m - 1):
            table = np.einsum("ai,bj->abij", table, one).reshape(table.shape[0] * one.shape[0], -1)
        return np.ascontiguousarray(table[:, : self.N + 1])

    def design(self, x: Array) -> Array:
        """Return the basis at the points x (n, m), a matrix (n, N + 1), kept since methods ask for them again."""
        points = np.atleast_2d(np.asarray(x, dtype=np.float64))
        key = points.tobytes()
        if key not in self._designs:
            if len(self._designs) >= KEPT_DESIGNS:
                self._designs.clear()
            one = [self._one(points[:, axis]) for axis in range(self.m)]
            columns = [np.prod([one[axis][i] for axis, i in enumerate(index)], axis=0) for index in self.indices]
            self._designs[key] = np.stack(columns, 1)
        return self._designs[key]

    def _one(self, x: Array) -> Array:
        """Return the basis of X_1 at x in floats, (D + 1, n)."""
        d, h = self.r, 2 / self.D
        out = np.zeros((self.D + 1, len(x)))
        for i in range(self.D + 1):
            centre = -1 + i * h
            images = {round(c, 12) for p in range(-1 - d, 2 + d) for c in (centre + 4 * p, -2 - centre + 4 * p)}
            for image in images:
                if abs(image) < 1 + h * (d + 1) / 2:
                    t = (x - image) / h + (d + 1) / 2
                    powers = [(-1) ** j * comb(d + 1, j) * np.maximum(t - j, 0.0) ** d for j in range(d + 2)]
                    out[i] += np.sum(powers, axis=0) / factorial(d)
        return out

    def norm(self, coefficients: Array) -> float:
        """Return the largest Bernstein coefficient: ≥ ‖s‖_∞, and close to it."""
        return float(np.abs(self._table @ coefficients).max())

    def exact_norm(self, coefficients: Sequence[Fraction]) -> Fraction:
        """Return the same in exact rationals: a certified upper bound of ‖s‖_∞."""
        best = Fraction(0)
        rows = [row for piece in self.pieces for row in piece]
        for chosen in itertools.product(rows, repeat=self.m):
            total = Fraction(0)
            for c, index in zip(coefficients, self.indices, strict=True):
                if c:
                    product = c
                    for row, i in zip(chosen, index, strict=True):
                        product *= row[i]
                    total += product
            best = max(best, abs(total))
        return best

    def target(self, direction: Array) -> Target:
        """Return the point of the sphere in this direction of coefficients."""
        scale = float(self.rho) / self.norm(direction)
        return Target(self, np.asarray(direction, dtype=np.float64) * scale)


class Target:
    """A function to be fitted: call it with points (n, m) in [-1, 1]^m, get values (n,)."""

    def __init__(self, sphere: SplineSphere, coefficients: Array) -> None:
        self.sphere, self.coefficients = sphere, coefficients

    def __call__(self, x: Array) -> Array:
        return np.asarray(self.sphere.design(x) @ self.coefficients)


def _b_spline(d: int, t: Fraction) -> Fraction:
    """Return the centred cardinal B-spline of degree d at t, by truncated powers."""
    shifted = t + Fraction(d + 1, 2)
    total = sum(((-1) ** j * comb(d + 1, j) * max(shifted - j, Fraction(0)) ** d for j in range(d + 2)), Fraction(0))
    return total / factorial(d)


def _bernstein_inverse(d: int) -> list[list[Fraction]]:
    """Return the matrix from values at j/d to Bernstein coefficients of degree d."""
    nodes = [Fraction(j, d) for j in range(d + 1)]
    matrix = [[comb(d, k) * t**k * (1 - t) ** (d - k) for k in range(d + 1)] for t in nodes]
    identity = [[Fraction(i == j) for j in range(d + 1)] for i in range(d + 1)]
    rows = [a + b for a, b in zip(matrix, identity, strict=True)]
    for column in range(d + 1):
        pivot = next(i for i in range(column, d + 1) if rows[i][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [v / rows[column][column] for v in rows[column]]
        for i in range(d + 1):
            if i != column and rows[i][column]:
                rows[i] = [v - rows[i][column] * w for v, w in zip(rows[i], rows[column], strict=True)]
    return [row[d + 1 :] for row in rows]
