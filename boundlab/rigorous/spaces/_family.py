"""One family of spaces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from boundlab.rigorous._norm_polynomial import NormPolynomial


@dataclass(frozen=True)
class SpaceFamily:
    """Spaces indexed by a resolution n, with certified norm K(n) and exact dimension.

    `description` is what a certificate says about the family. `checkerboard`: basis functions sit only on
    the grid points with even coordinate sum, so the dimension is ⌈(n+1)^m / 2⌉ instead of (n+1)^m.
    """

    name: str
    m: int
    norm: NormPolynomial
    description: dict[str, Any]
    disjoint: bool
    checkerboard: bool = False

    def dimension(self, n: int) -> int:
        """Return the dimension at resolution n."""
        points = (n + 1) ** self.m
        return (points + 1) // 2 if self.checkerboard else points
