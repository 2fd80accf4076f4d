"""How many numbered slots carry all cells of an adaptive lattice, whatever its shape.

A lattice of l1 balls of radius ρ is stretched so that it covers the box |X_i| ≤ p_i, Σ p_i = G; the shape p moves with
the target. A cell z is used at those p for which the ball around z meets the box. Cells that are never used at the same
shape share a slot. Proofs of both counts: docs/sandwich-proofs.md.
"""

from __future__ import annotations

from functools import lru_cache
from math import isqrt

EXACT_UP_TO = 10_000


def pair_slots(n: int) -> int:
    """Return the slots for diamonds in the plane: ρ = 1, G just above n.

    >>> [pair_slots(n) for n in (6, 9, 9999)]
    [34, 64, 50014999]
    """
    return (n * n + 5 * n + 2) // 2


def triple_slots(n: int) -> int:
    """Return slots for octahedra at the points of Z³ whose coordinates have one parity: ρ = 3/2, G just above 3n/2.

    Exact for the assignment of the proof up to n = 10000, above that a bound with the same leading term
    9(4√2-5)/16·n³.

    >>> [triple_slots(n) for n in (9, 49, 9999)]
    [575, 50953, 369665282589]
    """
    return _by_intervals(n) if n <= EXACT_UP_TO else _closed_bound(n)


def _closed_bound(n: int) -> int:
    """Return the integer part of an upper bound of (4√2-5)K³/6 + 5K²/4 + K, K = (3n+14)/2."""
    k = 3 * n + 14
    root = isqrt(32 * k**6) + 1
    return (root - 5 * k**3 + 15 * k * k + 24 * k) // 48


@lru_cache(maxsize=256)
def _by_intervals(n: int) -> int:
    """Return max over y of Σ c(v, s) over the classes |z_3| = v, |z_1| + |z_2| = s whose interval contains y.

    The interval begins at 0 for v ≤ 1 and at v - 3/2 otherwise, and ends at G + 3/2 - s: a sweep from one beginning to
    the next adds the classes that begin there and drops those that have ended.
    """
    most = (3 * n + 3) // 2
    covering, u = 0, most // 2
    best = 0
    for v in range(most + 1):
        covering += _begin(n, v, (most - v) // 2)
        if v == 0:
            continue
        while v >= 2 and 2 * u > 3 * n // 2 + 3 - v:
            covering -= _end(n, u, most - 2 * u)
            u -= 1
        best = max(best, covering)
    return best


def _begin(n: int, v: int, last: int) -> int:
    """Return Σ_u c(v, 2u), 0 ≤ u ≤ last: c(v, 2u) = w·(4·min(a - u, u) - 2·[v even and 2u = a]) for u ≥ 1,
    c(v, 0) = w·[v even], with a = ⌊(3n + 10 - 2v)/4⌋ and w = 1 if v = 0, else 2.
    """
    a, even = (3 * n + 10 - 2 * v) // 4, v % 2 == 0
    rising = min(last, a // 2)
    falling = last - rising
    total = 2 * rising * (rising + 1) + 4 * falling * (a - rising) - 2 * falling * (falling + 1)
    total += even - 2 * (even and a % 2 == 0 and 1 <= a // 2 <= last)
    return total if v == 0 else 2 * total


def _end(n: int, u: int, last: int) -> int:
    """Return Σ_v c(v, 2u), 0 ≤ v ≤ last."""
    total = 0
    for parity in (0, 1):
        count = (last - parity) // 2 + 1
        if count <= 0:
            continue
        b = (3 * n + 10 - 2 * parity) // 4 - u
        if u == 0:
            total += 0 if parity else 2 * count - 1
            continue
        flat = min(count, max(b - u + 1, 0))
        falling = count - flat
        size = 4 * (flat * u + falling * (b - flat)) - 2 * falling * (falling - 1)
        first = 4 * min(b, u)
        if parity == 0:
            size -= 2 * (0 <= b - u < count)
            first -= 2 * (b == u)
        total += 2 * size - (0 if parity else first)
    return total
