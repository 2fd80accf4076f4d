"""The constants F_j = E_j/j! of the Euler splines, from the zigzag numbers E_j = 1, 1, 1, 2, 5, 16, 61, …"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb, factorial


def euler_constant(j: int) -> Fraction:
    """Return F_j, 0 ≤ j ≤ 64."""
    return Fraction(_zigzag(j), factorial(j))


@cache
def _zigzag(n: int) -> int:
    """Return E_n from 2E_{n+1} = Σ_k C(n,k) E_k E_{n-k}."""
    if n < 2:
        return 1
    return sum(comb(n - 1, k) * _zigzag(k) * _zigzag(n - 1 - k) for k in range(n)) // 2
