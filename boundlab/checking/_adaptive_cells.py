"""Slots of the adaptive lattices, counted again.

A pair of coordinates: diamonds of l1 radius 1 around (k + 1/2, l), k + l even; the box has half-sides p + q = G with
n < G < n + 1/2. A triple: octahedra of l1 radius 3/2 around the points of Z³ whose coordinates have one parity, G just
above 3n/2. The number of slots is the largest number of (classes of) cells in use at once.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

from boundlab.checking._numbers import require

MOST_COUNTED = 10_000


def diamonds(n: int) -> int:
    """Return the largest number of diamonds in use at once.

    With A = ⌊q⌋ and P = ⌊p + 1/2⌋ ≤ n - A these are (2A+1)(P+1) + 2(n-A), concave in A with the top at (2n-1)/4.
    """
    return max((2 * A + 1) * (n - A + 1) + 2 * (n - A) for A in (n // 2, (n + 1) // 2, max(n // 2 - 1, 0)))


def octahedra(n: int) -> int:
    """Return a number of slots that is enough for octahedra.

    Up to n = 10000 the classes |z_3| = v, |z_1| + |z_2| = 2u that live over one point y are counted, for every y where
    a class begins; c(v, 2u) is the largest number of members over one interval of the first coordinate. Above, the
    bound (4√2-5)K³/6 + 5K²/4 + K with K = (3n+14)/2, rounded down from above.
    """
    if n > MOST_COUNTED:
        K2 = 3 * n + 14  # twice K; 48 times the bound is 4√2·K2³ - 5·K2³ + 15·K2² + 24·K2
        return (isqrt(2 * (4 * K2**3) ** 2) + 1 - 5 * K2**3 + 15 * K2**2 + 24 * K2) // 48
    sums = [0, 0]  # of the classes with v ≤ the present one, by the parity of v, cut at the present u
    top = (3 * n + 3) // 4
    best = 0
    for v in range((3 * n + 3) // 2 + 1):
        sums[v % 2] += sum_over_u(n, v, min(top, ((3 * n + 3) // 2 - v) // 2))
        while v >= 2 and 4 * top > 3 * n + 6 - 2 * v:
            for parity in (0, 1):
                seen = min(v - (v - parity) % 2, (3 * n + 3) // 2 - 2 * top)
                sums[parity] -= sum_over_v(n, top, parity, seen)
            top -= 1
        if v:
            best = max(best, sums[0] + sums[1])
    require(best > 0, "a triple has at least one slot")
    return best


def members(n: int, v: int, u: int) -> int:
    """Return c(v, 2u): windows of k consecutive admissible |z_1| among T, each with its signs."""
    odd = v % 2
    k, T = (3 * n + 6 - 2 * v - 4 * u) // 4 + 1, u - odd + 1
    if T <= 0 or k <= 0:
        return 0
    signs = 1 if v == 0 else 2
    if odd:
        return signs * 4 * min(k, T)
    if T == 1:
        return signs
    ends = max(0, min(2, k - T + 2))
    return signs * (4 * min(k, T) - 2 * ends)


def sum_over_u(n: int, v: int, last: int) -> int:
    """Return Σ c(v, 2u) over 0 ≤ u ≤ last: c is linear in u but for the places where min(k, T) turns."""
    turn = (3 * n + 10 - 2 * v) // 8
    return _piecewise(lambda u: members(n, v, u), 0, last, (0, turn - 2, turn + 3))


def sum_over_v(n: int, u: int, parity: int, last: int) -> int:
    """Return Σ c(v, 2u) over 0 ≤ v ≤ last of this parity."""
    turn = ((3 * n + 10 - 8 * u) // 2 - parity) // 2
    places = (1, turn - 3, turn + 3)
    return _piecewise(lambda w: members(n, parity + 2 * w, u), 0, (last - parity) // 2, places)


def _piecewise(value: Callable[[int], int], first: int, last: int, places: tuple[int, int, int]) -> int:
    """Return Σ value(i), first ≤ i ≤ last, for a function that is linear on i > places[0] up to places[1] and from
    places[2] on; the rest is added one by one.
    """
    total, i = 0, first
    while i <= last:
        stretch = None
        if places[0] < i <= places[1]:
            stretch = min(places[1], last)
        elif i >= max(places[2], places[0] + 1):
            stretch = last
        if stretch is None:
            total, i = total + value(i), i + 1
        else:
            total += (value(i) + value(stretch)) * (stretch - i + 1) // 2
            i = stretch + 1
    return total
