"""Slots of the adaptive lattices, counted again.

A pair of coordinates: diamonds of l1 radius 1 around (k + 1/2, l), k + l even; the box has half-sides p + q = G with
n < G < n + 1/2. A triple: octahedra of l1 radius 3/2 around the points of Z³ whose coordinates have one parity, G just
above 3n/2. The number of slots is the largest number of (classes of) cells in use at once.
"""

from __future__ import annotations

from math import isqrt

MOST_COUNTED = 10_000


def diamonds(n: int) -> int:
    """Return the largest number of diamonds in use at once.

    With A = ⌊q⌋ and P = ⌊p + 1/2⌋ ≤ n - A these are (2A+1)(P+1) + 2(n-A), concave in A with the top at (2n-1)/4.
    """
    return max((2 * A + 1) * (n - A + 1) + 2 * (n - A) for A in (n // 2, (n + 1) // 2, max(n // 2 - 1, 0)))


def octahedra(n: int) -> int:
    """Return a number of slots that is enough for octahedra.

    Up to n = 10000 the classes |z_3| = v, |z_1| + |z_2| = 2u that live over one point y are counted, for every y where
    a class begins. With k = ⌊(3n + 6 - 2v)/4⌋ - u + 1 values of |z_1| in a window, a class with v > 0 has
    8·min(k, u) members at once, 4 fewer if k = u and v is even, and 2 if u = 0; a class with v = 0 half as many. Above,
    the bound (4√2-5)K³/6 + 5K²/4 + K with K = (3n+14)/2, rounded down from above.
    """
    if n > MOST_COUNTED:
        K2 = 3 * n + 14  # twice K; 48 times the bound is 4√2·K2³ - 5·K2³ + 15·K2² + 24·K2
        return (isqrt(2 * (4 * K2**3) ** 2) + 1 - 5 * K2**3 + 15 * K2**2 + 24 * K2) // 48
    reach = (3 * n + 3) // 2
    last, best = reach // 2, 0
    total = _with_first(n, 0, last) // 2
    for v in range(1, reach + 1):
        total += _with_first(n, v, min(last, (reach - v) // 2))
        while v > 1 and 4 * last > 3 * n + 6 - 2 * v:
            total -= _with_second(n, last, min(v, reach - 2 * last))
            last -= 1
        best = max(best, total)
    return best


def _with_first(n: int, v: int, last: int) -> int:
    """Return the members of the classes (v, 2u), 0 ≤ u ≤ last, for v > 0."""
    a = (3 * n + 10 - 2 * v) // 4
    beyond = max(last - a // 2, 0)
    total = 4 * last * (last + 1) - 8 * beyond * (beyond + 1 - a % 2)
    if v % 2 == 0:
        total += 2 - 4 * (a % 2 == 0 and 0 < a <= 2 * last)
    return total


def _with_second(n: int, u: int, most: int) -> int:
    """Return the members of the classes (v, 2u), 0 ≤ v ≤ most."""
    total = 0
    for odd in (0, 1):
        steps, d = (most - odd) // 2 + 1, (3 * n + 10 - 2 * odd) // 4 - 2 * u
        if u == 0:
            total += 0 if odd else 2 * steps - 1
            continue
        total += 8 * (steps * u - _triangle(steps - 1 - d) + _triangle(-d - 1))
        if not odd:
            total -= 4 * (0 <= d < steps)
            total -= 4 * min(d + u, u) - 2 * (d == 0)
    return total


def _triangle(x: int) -> int:
    return x * (x + 1) // 2 if x > 0 else 0
