"""Proving that a polynomial stays below a claimed bound, in bounded time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from math import comb

from boundlab.checking._refusal import afford, require


def require_below(p: Sequence[Fraction], width: Fraction, limit: Fraction, budget: list[int], what: str) -> None:
    """Raise Rejected unless |p| ≤ limit on [0, width]; `p` has its constant coefficient first.

    The Bernstein coefficients of p enclose its range; halving the interval brings them closer to it.
    `budget[0]` is the number of halvings still allowed.
    """
    n = len(p) - 1
    scaled = [c * width**i / comb(n, i) for i, c in enumerate(p)]
    work = [[sum((comb(k, i) * scaled[i] for i in range(k + 1)), Fraction(0)) for k in range(n + 1)]]
    while work:
        row = work.pop()
        require(abs(row[0]) <= limit and abs(row[-1]) <= limit, f"{what} exceeds its claimed bound")
        if max(abs(c) for c in row) <= limit:
            continue
        budget[0] -= 1
        afford(budget[0] > 0, f"the claimed bound for {what} is too tight to check in bounded time")
        left, right = [row[0]], [row[-1]]
        while len(row) > 1:
            row = [(s + t) / 2 for s, t in itertools.pairwise(row)]
            left.append(row[0])
            right.append(row[-1])
        work.extend((left, right[::-1]))
