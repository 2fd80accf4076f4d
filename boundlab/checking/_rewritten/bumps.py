"""The sign-bump targets `bumps:m=…,r=…,k=…,pattern=…`, from their definition: values and derivative bounds.

y = A·Σ_cells ±Π_i φ((x_i - left_i)/h), φ(t) = (4t(1-t))^(r+1), h = 2/k, on k^m cells. σ_j is the largest absolute
Bernstein coefficient of φ^(j), j ≥ 1, on the 32 equal parts of [0, 1], hence at least ‖φ^(j)‖, and σ_0 = 1;
A = h^r / Σ_{|κ|≤r} Π σ_{κ_i}. Pattern 0 alternates; pattern p > 0 takes its signs, in lexicographic order of the cells,
from Python's generator seeded with the text "boundlab sign pattern m k p".
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import comb, prod

from boundlab.checking._refusal import require
from boundlab.checking._rewritten.targets import MultiIndex, multi_indices

PARTS = 32
MAX_CELLS = 100_000
_TEXT = re.compile(r"bumps:m=(\d{1,3}),r=(\d{1,3}),k=(\d{1,7}),pattern=(\d{1,9})", re.ASCII)


def is_bumps(text: object) -> bool:
    """Decide whether the text is one of a member of this family."""
    return isinstance(text, str) and _TEXT.fullmatch(text) is not None


class Bumps:
    """A member of the family; raises Rejected for fields outside 1 ≤ m ≤ 6, 1 ≤ r ≤ 12, k ≥ 2, k^m ≤ 100,000."""

    def __init__(self, text: str) -> None:
        found = _TEXT.fullmatch(text)
        require(found is not None, "target is not a member of bumps")
        self.m, self.r, self.k, pattern = map(int, found.groups())  # type: ignore[union-attr]
        require(1 <= self.m <= 6 and 1 <= self.r <= 12 and self.k >= 2, "target is outside its family")
        require(self.k**self.m <= MAX_CELLS, f"target has more than {MAX_CELLS} cells, refused")
        self.profile = [_largest_coefficient(self.r, j) for j in range(self.r + 1)]
        shape = sum(prod(self.profile[j] for j in kappa) for kappa in multi_indices(self.m, self.r))
        self.amplitude = Fraction(2, self.k) ** self.r / shape
        cells = list(product(range(self.k), repeat=self.m))
        stream = random.Random(f"boundlab sign pattern {self.m} {self.k} {pattern}")
        signs = [stream.choice((-1, 1)) if pattern else (-1) ** sum(cell) for cell in cells]
        self.signs = dict(zip(cells, signs, strict=True))

    def bound(self, orders: MultiIndex) -> Fraction:
        """Return A·h^(-|κ|)·Π σ_{κ_i} ≥ ‖D^κ y‖; raises Rejected for |κ| > r."""
        require(sum(orders) <= self.r, "target does not have the derivatives of order r")
        return self.amplitude * Fraction(self.k, 2) ** sum(orders) * prod(self.profile[j] for j in orders)

    def value(self, point: Sequence[Fraction]) -> Fraction:
        """Return y at an exact point of the cube."""
        places = [(t + 1) * self.k / 2 for t in point]
        cell = tuple(min(int(t), self.k - 1) for t in places)
        factors = ((4 * (t - i) * (1 - t + i)) ** (self.r + 1) for t, i in zip(places, cell, strict=True))
        return self.signs[cell] * self.amplitude * prod(factors)


def _largest_coefficient(r: int, j: int) -> Fraction:
    """Return σ_j."""
    if j == 0:
        return Fraction(1)
    degree = 2 * (r + 1)
    p = [Fraction(0)] * (r + 1) + [Fraction(comb(r + 1, i) * (-1) ** i * 4 ** (r + 1)) for i in range(r + 2)]
    for _ in range(j):
        p = [i * c for i, c in enumerate(p)][1:]
    n = degree - j
    largest = Fraction(0)
    for part in range(PARTS):
        left = Fraction(part, PARTS)
        moved = [sum(c * comb(i, s) * left ** (i - s) for i, c in enumerate(p) if i >= s) for s in range(n + 1)]
        local = [c / PARTS**s for s, c in enumerate(moved)]
        for i in range(n + 1):
            largest = max(largest, abs(sum(Fraction(comb(i, s), comb(n, s)) * local[s] for s in range(i + 1))))
    return largest
