"""Zigzag numbers, and the sums over multi-indices that every norm bound is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from math import factorial, lcm


@cache
def zigzag(j: int) -> int:
    """Return the zigzag (Euler up/down) number E_j: 1, 1, 1, 2, 5, 16, 61, 272, …

    By the boustrophedon of Seidel and Arnold: each row holds the partial sums of the row before, read
    backwards.

    >>> [zigzag(j) for j in range(8)]
    [1, 1, 1, 2, 5, 16, 61, 272]
    """
    row = [1]
    for _ in range(j):
        following = [0]
        for entry in reversed(row):
            following.append(following[-1] + entry)
        row = following
    return row[-1]


@cache
def euler_spline_norm(j: int) -> Fraction:
    """Return F_j = E_j / j!: the sup norm of the Euler spline of degree j with knot spacing 2 and |E^(j)| =
    1.

    In terms of the Favard constants, F_j = K_j (2/π)^j.

    >>> [str(euler_spline_norm(j)) for j in range(6)]
    ['1', '1', '1/2', '1/3', '5/24', '2/15']
    """
    return Fraction(zigzag(j), factorial(j))


def multi_index_sums(a: Sequence[Fraction], m: int, r: int) -> list[Fraction]:
    """Return L_0, …, L_r with L_j = Σ over multi-indices k in N^m, |k|_1 = j, of Π_i a[k_i].

    These are the first coefficients of (Σ_i a[i] t^i)^m; `a` must hold a[0], …, a[r].

    >>> [int(x) for x in multi_index_sums([Fraction(1), Fraction(2), Fraction(4)], 2, 2)]
    [1, 4, 12]
    """
    scale = lcm(*(x.denominator for x in a))
    base = [int(x * scale) for x in a[: r + 1]]
    power, squares, exponent = [1], base, m
    while exponent:
        if exponent & 1:
            power = _product(power, squares, r)
        squares = _product(squares, squares, r)
        exponent >>= 1
    return [Fraction(x, scale**m) for x in power]


def _product(p: Sequence[int], q: Sequence[int], degree: int) -> list[int]:
    out = [0] * min(len(p) + len(q) - 1, degree + 1)
    for i, x in enumerate(p):
        for j, y in enumerate(q[: len(out) - i]):
            out[i + j] += x * y
    return out
