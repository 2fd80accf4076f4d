"""Correlations of pairs, kept so that equal, scaled and antipodal pairs lose no digits.

arccos of a rounded number next to 1 has half of the digits only. A correlation c is therefore kept as the pair
(1 - c, 1 + c), each of which is accurate where it is small.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor


class Correlation(NamedTuple):
    """1 - c and 1 + c for correlations c in [-1, 1], tensors of one shape."""

    below: Tensor
    above: Tensor

    @property
    def value(self) -> Tensor:
        """c."""
        return torch.where(self.below <= self.above, 1 - self.below, self.above - 1)

    @property
    def quadrant(self) -> Tensor:
        """κ0 = 2 P(u > 0, v > 0) = (π - t)/π for jointly normal u, v with the correlation c = cos t."""
        return 2 / math.pi * torch.atan2(self.above.sqrt(), self.below.sqrt())

    def times(self, other: Correlation) -> Correlation:
        """The products of the correlations."""
        same = (self.below <= self.above) == (other.below <= other.above)
        a, b = (torch.minimum(c.below, c.above) for c in (self, other))
        small = a + b - a * b  # 1 - |c|·|c'|
        return Correlation(torch.where(same, small, 2 - small), torch.where(same, 2 - small, small))

    def rectified(self) -> Correlation:
        """The correlation E[relu(u) relu(v)]·2 = (sin t + (π - t) cos t)/π of what a ReLU makes of u and v."""
        angle = 2 * torch.atan2(self.below.sqrt(), self.above.sqrt())
        sine = (self.below * self.above).sqrt()
        # It is in [0, 1]; next to 0 rounding may leave it a little below.
        below = (self.below - (sine - angle * self.value) / math.pi).clamp(0, 1)
        return Correlation(below, 2 - below)


def correlation(x: Tensor, y: Tensor) -> tuple[Correlation, Tensor]:
    """The correlations of the rows of x (n, d) and y (k, d), shape (n, k), and the products of the lengths over d.

    A row of zeros has the correlation 0 with everything, and the product 0.
    """
    lengths = [v.norm(dim=1) for v in (x, y)]
    u, v = (row / length.clamp_min(1e-300).unsqueeze(1) for row, length in zip((x, y), lengths, strict=True))
    mode = "donot_use_mm_for_euclid_dist"
    found = Correlation(*(torch.cdist(u, side, compute_mode=mode) ** 2 / 2 for side in (v, -v)))
    nothing = (lengths[0] == 0).unsqueeze(1) | (lengths[1] == 0).unsqueeze(0)
    found = Correlation(*(part.masked_fill(nothing, 1.0).clamp(0, 2) for part in found))
    return found, lengths[0].unsqueeze(1) * lengths[1].unsqueeze(0) / x.shape[1]
