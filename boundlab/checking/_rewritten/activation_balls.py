"""Derivatives of activations on intervals, as balls."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from typing import Any

from boundlab.checking._refusal import require
from boundlab.checking._rewritten.activations import KNOWN


@contextmanager
def _precision(bits: int, terms: int) -> Any:
    from flint import ctx

    before = ctx.prec, ctx.cap
    ctx.prec, ctx.cap = bits, terms
    try:
        yield
    finally:
        ctx.prec, ctx.cap = before


def precision(bits: int, terms: int) -> AbstractContextManager[None]:
    """Work with `bits` bits and power series of `terms` terms."""
    return _precision(bits, terms)


def ball(low: Fraction, high: Fraction) -> Any:
    """Return a ball that contains [low, high]."""
    from flint import arb, fmpq

    ends = [arb(fmpq(v.numerator, v.denominator)) for v in (low, high)]
    return ends[0].union(ends[1])


def lower(value: Any) -> Fraction:
    """Return a rational number below everything in the ball."""
    return _rational(value.lower())


def upper(value: Any) -> Fraction:
    """Return a rational number above everything in the ball."""
    return _rational(value.upper())


def _rational(value: Any) -> Fraction:
    require(bool(value.is_finite()), "a ball is not finite")
    exact = value.fmpq()
    return Fraction(int(exact.p), int(exact.q))


def derivatives(name: str, low: Fraction, high: Fraction, order: int) -> list[Any]:
    """Return balls around σ, σ', …, σ^(order) on [low, high]; raises Rejected where σ is not smooth there."""
    from math import factorial

    from flint import arb, arb_series

    require(name in KNOWN, "the activation is not one this checker knows")
    known = KNOWN[name]
    require(all(not (low <= k <= high) for k in known.kinks), "the activation is not smooth on the interval")
    t = arb_series([ball(low, high), arb(1)], order + 1)
    series = known.formula(t, low)
    coefficients = [series[k] for k in range(order + 1)]
    return [c * arb(factorial(k)) for k, c in enumerate(coefficients)]
