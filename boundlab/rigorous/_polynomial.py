"""Polynomials with rational coefficients, and certified bounds of their range on an interval."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from math import comb, factorial

Polynomial = list[Fraction]  # coefficients, constant first


def product(p: Polynomial, q: Polynomial) -> Polynomial:
    """Return p·q."""
    out = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return out


def shifted(p: Polynomial, a: Fraction) -> Polynomial:
    """Return u ↦ p(a + u)."""
    return [value(derivative(p, j), a) / factorial(j) for j in range(len(p))]


def derivative(p: Polynomial, order: int) -> Polynomial:
    """Return the derivative of p of this order."""
    return [c * factorial(i) / factorial(i - order) for i, c in enumerate(p) if i >= order]


def value(p: Polynomial, u: Fraction) -> Fraction:
    """Return p(u)."""
    out = Fraction(0)
    for c in reversed(p):
        out = out * u + c
    return out


def _bernstein(p: Polynomial, width: Fraction) -> list[Fraction]:
    """Return the Bernstein coefficients of p on [0, width]; their hull contains the range of p."""
    n = len(p) - 1
    scaled = [c * width**i / comb(n, i) for i, c in enumerate(p)]
    return [sum((comb(k, i) * scaled[i] for i in range(k + 1)), Fraction(0)) for k in range(n + 1)]


def abs_bound(p: Polynomial, width: Fraction, gap: Fraction = Fraction(1, 2**13)) -> Fraction:
    """Return an upper bound for max |p| on [0, width], by subdivision until it is within `gap` relatively."""
    best, work, finished = Fraction(0), [_bernstein(p, width)], Fraction(0)
    while work:
        b = work.pop()
        best = max(best, abs(b[0]), abs(b[-1]))
        hull = max(abs(c) for c in b)
        if hull <= best * (1 + gap):
            finished = max(finished, hull)
        else:
            work.extend(_halves(b))
    return max(finished, best)


def _halves(b: Sequence[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    left, right, row = [b[0]], [b[-1]], list(b)
    while len(row) > 1:
        row = [(s + t) / 2 for s, t in itertools.pairwise(row)]
        left.append(row[0])
        right.append(row[-1])
    return left, right[::-1]


def rounded_up(number: Fraction) -> Fraction:
    """Return a short rational ≥ number > 0, at most 2^-16 above it relatively."""
    scale = Fraction(2) ** (17 + number.denominator.bit_length() - number.numerator.bit_length())
    scaled = number * scale
    return Fraction(-(-scaled.numerator // scaled.denominator)) / scale
