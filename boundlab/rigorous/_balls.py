"""Deciding inequalities between logarithms: balls whose precision grows until they separate."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

START = 64
DIGITS = 1024


def log(value: Fraction | int) -> Any:
    """Return a ball around ln(value), value > 0, at the current precision."""
    from flint import arb, fmpq

    exact = Fraction(value)
    return arb(fmpq(exact.numerator, exact.denominator)).log()


def ball(value: Fraction | int) -> Any:
    """Return a ball around `value` at the current precision."""
    from flint import arb, fmpq

    exact = Fraction(value)
    return arb(fmpq(exact.numerator, exact.denominator))


def positive(difference: Callable[[], Any], bits: int) -> bool:
    """Decide whether the real number that `difference()` encloses is > 0; False if it is not, or cannot be
    told.

    `difference` is evaluated at 64 bits, then at twice the precision each time, up to `bits` + 128.
    """
    from flint import ctx

    before, precision = ctx.prec, START
    try:
        while True:
            ctx.prec = precision
            value = difference()
            if value > 0:
                return True
            if value <= 0 or precision >= bits + 128:
                return False
            precision = min(2 * precision, bits + 128)
    finally:
        ctx.prec = before


def largest_true(predicate: Callable[[int], bool], most: int) -> int:
    """Return an n in 0…most with predicate(n), for a predicate that holds up to some n and no further; 0
    counts as true.

    It is the largest one if that has at most 1024 bits; of a longer one the first 1024 bits are found and
    the rest set to zero, which loses less than a part in 2^1023.

    >>> largest_true(lambda n: n * n <= 10**30, 10**40)
    1000000000000000
    """
    low_bits, high_bits = 0, most.bit_length() + 1
    while high_bits - low_bits > 1:
        middle = (low_bits + high_bits) // 2
        if 1 << (middle - 1) <= most and predicate(1 << (middle - 1)):
            low_bits = middle
        else:
            high_bits = middle
    if low_bits == 0:
        return 0
    found = 1 << (low_bits - 1)
    for bit in range(low_bits - 2, max(low_bits - 2 - DIGITS, -1), -1):
        candidate = found | 1 << bit
        if candidate <= most and predicate(candidate):
            found = candidate
    return found
