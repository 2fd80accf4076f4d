"""Piecewise Lagrange interpolation: its error constant and its Lebesgue constant, certified.

Cut [-1, 1] into n cells and interpolate f on each cell at s nodes, the first and last at its ends, by a
polynomial of degree s - 1. With ω(t) = Π_j (t - t_j) for the nodes t_j on the reference cell [-1, 1],
  ‖f - If‖ ≤ (max|ω| / s!)·n^{-s}·‖f^(s)‖,   ‖If‖ ≤ Λ·max|f(nodes)|,   Λ = max Σ_j |ℓ_j|.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import cos, factorial, pi

from boundlab.rigorous._polynomial import Polynomial, abs_bound, product, rounded_up, shifted

GRID = 1024


@dataclass(frozen=True)
class ReferenceCell:
    """Nodes on [-1, 1] with upper bounds for max|ω| (`omega`) and for the Lebesgue constant (`lebesgue`)."""

    nodes: tuple[Fraction, ...]
    omega: Fraction
    lebesgue: Fraction

    @property
    def s(self) -> int:
        """The order: number of nodes per cell, and of derivatives the error bound uses."""
        return len(self.nodes)

    def error(self, m: int) -> Fraction:
        """Return C such that tensor interpolation with n cells per axis has error ≤ C·n^{-s}·Σ_i ‖∂_i^s h‖.

        From h - I_1…I_m h = Σ_i I_1…I_{i-1}(h - I_i h): each I_j costs at most a factor Λ ≥ 1.
        """
        return self.omega / factorial(self.s) * self.lebesgue ** (m - 1)


@lru_cache(maxsize=64)
def reference_cell(s: int) -> ReferenceCell:
    """Return s ≥ 2 nodes near the zeros of the Chebyshev polynomial T_s stretched so that the outer ones
    are ±1.

    >>> cell = reference_cell(2)
    >>> cell.nodes, cell.omega, cell.lebesgue
    ((Fraction(-1, 1), Fraction(1, 1)), Fraction(1, 1), Fraction(1, 1))
    """
    half = [cos((2 * j + 1) * pi / (2 * s)) / cos(pi / (2 * s)) for j in range(s // 2)]
    positive = [Fraction(1), *(Fraction(round(GRID * t), GRID) for t in half[1:])]
    middle = [Fraction(0)] if s % 2 else []
    nodes = (*(-t for t in positive), *middle, *reversed(positive))
    omega, lebesgue = Fraction(0), Fraction(0)
    for left, right in pairwise(nodes):
        signed = _lebesgue_function(nodes, (left + right) / 2)
        lebesgue = max(lebesgue, abs_bound(shifted(signed, left), right - left))
        omega = max(omega, abs_bound(shifted(_omega(nodes), left), right - left))
    return ReferenceCell(nodes, rounded_up(omega), rounded_up(lebesgue))


def _omega(nodes: tuple[Fraction, ...]) -> Polynomial:
    out = [Fraction(1)]
    for t in nodes:
        out = product(out, [-t, Fraction(1)])
    return out


def _lebesgue_function(nodes: tuple[Fraction, ...], inside: Fraction) -> Polynomial:
    """Return Σ_j |ℓ_j| as the polynomial it is between two nodes; `inside` is a point between them."""
    total = [Fraction(0)] * len(nodes)
    for j, t in enumerate(nodes):
        others = (*nodes[:j], *nodes[j + 1 :])
        basis, scale, sign = _omega(others), Fraction(1), Fraction(1)
        for u in others:
            scale *= t - u
            sign *= inside - u
        factor = 1 / scale if sign / scale > 0 else -1 / scale
        total = [a + factor * b for a, b in zip(total, basis, strict=True)]
    return total
