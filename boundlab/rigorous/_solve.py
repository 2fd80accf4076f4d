"""Exact linear systems."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction]:
    """Return the exact solution of a regular square system; raises ValueError for a singular one.

    >>> solve([[Fraction(2), Fraction(1)], [Fraction(1), Fraction(0)]], [Fraction(5), Fraction(1)])
    [Fraction(1, 1), Fraction(3, 1)]
    """
    from flint import fmpq, fmpq_mat

    n = len(right)
    entries = [fmpq(x.numerator, x.denominator) for row in matrix for x in row]
    a = fmpq_mat(n, n, entries)
    b = fmpq_mat(n, 1, [fmpq(x.numerator, x.denominator) for x in right])
    try:
        x = a.solve(b)
    except ZeroDivisionError:
        raise ValueError("singular system") from None
    return [Fraction(int(x[i, 0].p), int(x[i, 0].q)) for i in range(n)]
