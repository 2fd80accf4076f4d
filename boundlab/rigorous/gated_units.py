"""Memorisation by linear units with fixed gates, f(x) = Σ_j 1[u_j·x ≥ 0] w_j·x (Fiat, Malach, Shalev-Shwartz 2019).

All labels of m points can be met exactly if the m × kd matrix Φ has rank m. Its rows hold the products of the entries
of x_i and of g_i ∈ {0,1}^k, the gates of the point. Integer points and gates make it an integer matrix: rank m modulo a
prime is rank m; otherwise an integer y ≠ 0 with yᵀΦ = 0 is a labelling that cannot be met, for y = Φw would give
y·y = 0. A rank below m modulo a prime proves nothing.

For any points, rank Φ ≤ min_S (d·rank g_S + m - |S|), with equality for almost all points in the cells of the gates:
all labels can be met exactly if |S| ≤ d·rank g_S for every set S of points (matroid union). S = all points: k ≥ m/d.
One point with all gates off, rank 0, is enough to fail; a cell of the gates, rank 1, holds at most d points.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boundlab.errors import bad_value

PRIME = 2_147_483_647
MAX_ENTRIES = 4_000_000
Integers = Sequence[Sequence[int]]


@dataclass(frozen=True)
class GatedUnits:
    """Points and gates, and either the prime modulo which Φ has full rank, or labels that cannot be met."""

    points: tuple[tuple[int, ...], ...]
    gates: tuple[tuple[int, ...], ...]
    unreachable: tuple[int, ...] | None

    @property
    def memorises(self) -> bool:
        """Whether all labels can be met."""
        return self.unreachable is None

    def certificate(self) -> dict[str, Any]:
        """Return the certificate of the answer."""
        answer = {"prime": PRIME} if self.unreachable is None else {"unreachable": [str(y) for y in self.unreachable]}
        return {
            "kind": "gated-rank",
            "points": [list(x) for x in self.points],
            "gates": [list(u) for u in self.gates],
            **answer,
        }


def gated_units(points: Integers, gates: Integers) -> GatedUnits:
    """Decide whether gated linear units with these gates meet all labels of these points.

    Raises:
        BoundlabError: nothing to decide, rows of different lengths, or more than is affordable.

    >>> gated_units([[1, 0], [0, 1]], [[1, 1]]).memorises
    True
    >>> gated_units([[1, 0], [0, -1]], [[1, 1]]).unreachable
    (0, -1)
    """
    from flint import fmpz_mat, nmod_mat

    phi = features(points, gates)
    m, columns = len(phi), len(phi[0])
    if columns >= m:
        rows = nmod_mat(m, columns, [v % PRIME for row in phi for v in row], PRIME)
        if rows.rank() == m:
            return GatedUnits(_tuples(points), _tuples(gates), None)
    kernel, nullity = fmpz_mat(columns, m, [phi[i][j] for j in range(columns) for i in range(m)]).nullspace()
    if nullity == 0:
        raise bad_value("points", f"{m} rows", f"points whose rank {PRIME} does not hide; it divides a determinant")
    y = next(c for c in ([int(kernel[i, j]) for i in range(m)] for j in range(m)) if any(c))
    return GatedUnits(_tuples(points), _tuples(gates), tuple(y))


def features(points: Integers, gates: Integers) -> list[list[int]]:
    """Φ, the rows of all products of gates and coordinates."""
    if not points or not gates or len({len(row) for row in (*points, *gates)}) != 1 or not points[0]:
        raise bad_value("gates", f"{len(gates)} rows for {len(points)} points", "rows of one length ≥ 1")
    if len(points) * len(gates) * len(points[0]) > MAX_ENTRIES:
        raise bad_value("points", f"{len(points)} × {len(gates)} × {len(points[0])}", f"m·k·d ≤ {MAX_ENTRIES}")
    return [
        [v if on else 0 for on in patterns for v in x]
        for x, patterns in zip(points, patterns_of(points, gates), strict=True)
    ]


def patterns_of(points: Integers, gates: Integers) -> list[list[bool]]:
    """g_i: which gates are open at each point."""
    return [[sum(a * b for a, b in zip(u, x, strict=True)) >= 0 for u in gates] for x in points]


def random_gates(count: int, dimension: int, seed: int) -> list[list[int]]:
    """Gates with independent integer entries, Gaussian ones rounded to a thousandth.

    Raises:
        BoundlabError: fewer than one.
    """
    if count < 1:
        raise bad_value("gates", count, "an integer ≥ 1")
    rng = random.Random(seed)
    return [[round(1000 * rng.gauss(0, 1)) for _ in range(dimension)] for _ in range(count)]


def _tuples(rows: Integers) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in rows)
