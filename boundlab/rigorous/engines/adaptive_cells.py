"""Upper bound from cells whose shape follows the target; r = 1, m ≥ 2. Asymptotically exact for m = 2.

Method: the coordinates are split into pairs, triples and single ones. The slopes of h along a pair decide how its
square is cut into diamonds, those along a triple how its cube is cut into octahedra; a single coordinate is cut into
intervals. The parameters are one number per pair and two per triple (the shapes), and one value of h for each choice
of a slot in every part (`boundlab.rigorous.cell_slots`). Decoding: λ times the value in the cell. The selection is
continuous, but not linear.

Claim: with n = ⌈1/ε⌉ - 1 the error is at most ε. A pair has (n² + 5n + 2)/2 slots, a triple about 0.3695·n³, a single
coordinate n; n + 1 if others adapt and ε = 1/(n+1), because adapting costs a little more than nothing.

Proof, and the continuity of the selection: docs/sandwich-proofs.md.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from boundlab.rigorous._bound import Bound, Refusal
from boundlab.rigorous._query import Query
from boundlab.rigorous.cell_slots import pair_slots, triple_slots
from boundlab.rigorous.engines._linear_methods import cells, upper

FAMILY = "construction"
DIRECTION = "upper"
SUMMARY = "diamonds and octahedra whose shape follows the slopes of the target, r = 1; asymptotically exact for m = 2"
NAME = "adaptive-cells"


def bound(query: Query) -> Bound | Refusal:
    """Return N for the best split of the coordinates.

    >>> bound(Query(m=2, r=1, eps="1e-4")).N
    50015000
    """
    if query.r != 1 or query.m < 2:
        return Refusal(NAME, "needs r = 1 and m ≥ 2")
    n = cells(Fraction(1), 1, query.eps)
    single = n + (query.eps * (n + 1) == 1)
    splits = [
        (N, pairs, triples)
        for triples in range(min(query.m // 3, 1) + 1)
        for pairs in range((query.m - 3 * triples) // 2 + 1)
        if pairs + triples
        for N in [_parameters(n, single, pairs, triples, query.m - 3 * triples - 2 * pairs)]
    ]
    N, pairs, triples = min(splits)
    alone = query.m > 3 * triples + 2 * pairs
    method = {"cells": n, "pairs": pairs, "triples": triples, "single_cells": single if alone else n}
    return upper(NAME, query, N, method, f"{n} cells per axis, {pairs} pairs and {triples} triples of coordinates")


def _parameters(n: int, single: int, pairs: int, triples: int, singles: int) -> int:
    slots = pair_slots(n) ** pairs * single**singles
    return slots * (triple_slots(n) ** triples if triples else 1) + pairs + 2 * triples


def leading_constant(m: int, r: int) -> tuple[Fraction, int] | None:
    """Return (C, 1) with pairs, and one triple if m is odd: C = 2^(-m/2) or 9(4√2-5)/16·2^(-(m-3)/2), rounded up."""
    if m < 2 or r != 1:
        return None
    if m % 2 == 0:
        return Fraction(1, 2 ** (m // 2)), 1
    root = Fraction(isqrt(2 * 10**40) + 1, 10**20)
    return 9 * (4 * root - 5) / 16 / 2 ** ((m - 3) // 2), 1
