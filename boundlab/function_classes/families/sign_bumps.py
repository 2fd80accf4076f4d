"""The sign-bump families of the lower-bound proofs: k^m disjoint bumps with arbitrary signs, inside W_{r,m}."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, prod
from typing import Any

from boundlab.errors import bad_value
from boundlab.function_classes.target import Norm, Ops, Target

SMOOTHEST = 12


class SignBumps(Target):
    """y(x) = A Σ_cells s_cell Π_i φ((x_i - left_i)/h),  φ(t) = (4 t (1 - t))^(r+1),  h = 2/k,  s = ±1.

    φ and its first r derivatives vanish at 0 and 1, so y ∈ C^r. With σ_j ≥ ‖φ^(j)‖_∞ the disjoint supports give
    ‖y‖_r^s ≤ A Σ_{|κ|≤r} h^(-|κ|) Π σ_{κ_i}. The amplitude is A = c h^r with c = 1 / Σ_{|κ|≤r} Π σ_{κ_i}, one
    constant for the family; so ‖y‖_r^s ≤ 1 for every k ≥ 2 (h ≤ 1), and A is exactly a power of h.

    `pattern` 0 is the alternating (checkerboard) pattern; pattern p > 0 is the p-th pseudo-random one.

    Args:
        m, r, k: dimension, smoothness, cells per axis (k ≥ 2).
        pattern: which signs.

    Raises BoundlabError: m < 1, r < 1, k < 2, or more than 10^6 cells.
    """

    def __init__(self, m: int, r: int, k: int, pattern: int = 0) -> None:
        if not (1 <= m <= 6 and 1 <= r <= SMOOTHEST and k >= 2 and k**m <= 10**6):
            raise bad_value("bumps", f"m={m},r={r},k={k}", "1 ≤ m ≤ 6, 1 ≤ r ≤ 12, k ≥ 2 and k^m ≤ 10^6")
        self.m, self.r, self.k, self.pattern = m, r, k, pattern
        self.dimension = m
        self.text = f"bumps:m={m},r={r},k={k},pattern={pattern}"
        self.amplitude = _constant(m, r) * Fraction(2, k) ** r
        if pattern == 0:
            signs = [1 - 2 * (sum(cell) % 2) for cell in itertools.product(range(k), repeat=m)]
        else:
            stream = random.Random(f"boundlab sign pattern {m} {k} {pattern}")
            signs = [stream.choice((-1, 1)) for _ in range(k**m)]
        self.signs: list[Any] = signs

    def at(self, coordinates: Sequence[Any], ops: Ops) -> Any:
        profile, index = self.profile(coordinates, ops)
        return ops.take(self.signs, index) * profile

    def at_all(self, patterns: Sequence[SignBumps], coordinates: Sequence[Any], ops: Ops) -> Any:
        """The values of several patterns of this m, r, k and amplitude at once, stacked along a new first axis."""
        profile, index = self.profile(coordinates, ops)
        return ops.take([member.signs for member in patterns], index) * profile

    def profile(self, coordinates: Sequence[Any], ops: Ops) -> tuple[Any, Any]:
        """A Π φ and the index of the cell."""
        index: Any = 0
        profile: Any = ops.constant(self.amplitude)
        for x in coordinates:
            t = (x + 1) * ops.constant(Fraction(self.k, 2))
            cell = ops.cell(t, self.k)
            u = t - cell
            profile = profile * ops.power(4 * u * (1 - u), Fraction(self.r + 1))
            index = index * self.k + cell
        return profile, index

    def breaks(self) -> list[Fraction]:
        return [Fraction(2 * i, self.k) - 1 for i in range(1, self.k)]

    def norm(self, order: int) -> Norm | None:
        if order > self.r:
            return None
        total = sum((self._derivative_bound(kappa) for kappa in multi_indices(self.m, order)), Fraction(0))
        return Norm(order, total, certified=True)

    def smooth(self, order: int) -> bool:
        return order <= self.r

    def derivative_bound(self, orders: Sequence[int]) -> Fraction | None:
        return self._derivative_bound(orders) if sum(orders) <= self.r else None

    def _derivative_bound(self, orders: Sequence[int]) -> Fraction:
        profile = prod((sup_norms(self.r)[j] for j in orders), start=Fraction(1))
        return self.amplitude * Fraction(self.k, 2) ** sum(orders) * profile

    @property
    def scale(self) -> Fraction:
        return self.amplitude


def multi_indices(dimension: int, order: int) -> list[tuple[int, ...]]:
    """All κ ∈ N^dimension with |κ| ≤ order."""
    return [k for k in itertools.product(range(order + 1), repeat=dimension) if sum(k) <= order]


@lru_cache
def _constant(m: int, r: int) -> Fraction:
    total = sum(
        (prod((sup_norms(r)[j] for j in kappa), start=Fraction(1)) for kappa in multi_indices(m, r)), Fraction(0)
    )
    return 1 / total


@lru_cache
def sup_norms(r: int) -> tuple[Fraction, ...]:
    """Upper bounds σ_j ≥ max over [0, 1] of |φ^(j)|, j = 0..r, exact rationals from Bernstein coefficients.

    A polynomial lies between its least and largest Bernstein coefficient on the interval; bisecting the interval
    five times makes the bounds tight to a few percent or better.

    >>> [float(s) for s in sup_norms(1)]
    [1.0, 3.084...]
    """
    degree = 2 * (r + 1)
    polynomial = [Fraction(0)] * (degree + 1)
    for i in range(r + 2):  # (4t(1-t))^(r+1) by the binomial theorem
        polynomial[r + 1 + i] = Fraction((-1) ** i * 4 ** (r + 1) * comb(r + 1, i))
    bounds = []
    for j in range(r + 1):
        bounds.append(Fraction(1) if j == 0 else _bernstein_bound(polynomial))
        polynomial = [i * c for i, c in enumerate(polynomial)][1:]
    return tuple(bounds)


def _bernstein_bound(polynomial: list[Fraction]) -> Fraction:
    n = len(polynomial) - 1
    coefficients = [
        sum((Fraction(comb(i, j), comb(n, j)) * polynomial[j] for j in range(i + 1)), Fraction(0)) for i in range(n + 1)
    ]
    pieces = [coefficients]
    for _ in range(5):
        pieces = [half for piece in pieces for half in _halves(piece)]
    return max(abs(c) for piece in pieces for c in piece)


def _halves(coefficients: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    """De Casteljau's bisection of Bernstein coefficients."""
    left, right, row = [], [], coefficients
    while row:
        left.append(row[0])
        right.append(row[-1])
        row = [(a + b) / 2 for a, b in itertools.pairwise(row)]
    return left, right[::-1]


def random_members(m: int, r: int, k: int, count: int) -> list[SignBumps]:
    """So many members with pseudo-random signs, others for each r: those of one number are the same for all of them.

    >>> [member.pattern for member in random_members(1, 2, 4, 3)]
    [2, 14, 26]
    """
    return [SignBumps(m, r, k, pattern=r + SMOOTHEST * i) for i in range(count)]


NAME, MEMBER = "bumps", SignBumps
