"""Activations as power series with ball coefficients: each formula written out once, for the checkers alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from fractions import Fraction
from typing import Any

from boundlab.checking._numbers import require

SMOOTH = ("sigmoid", "tanh", "arctan", "softplus", "gelu", "silu", "sin")
PIECES = {
    "clipped-relu": (Fraction(0), Fraction(1)),
    "elu": (Fraction(0),),
    "relu": (Fraction(0),),
}
"""Points where the activation is not smooth."""


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
    from flint import arb, arb_series, fmpz

    kinks = PIECES.get(name, ())
    require(name in SMOOTH or name in PIECES, "the activation is not one this checker knows")
    require(all(not (low <= k <= high) for k in kinks), "the activation is not smooth on the interval")
    t = arb_series([ball(low, high), arb(1)], order + 1)
    series = _FORMULAS[name](t, low)
    coefficients = [series[k] for k in range(order + 1)]
    return [c * arb(fmpz(1) if k == 0 else fmpz.fac_ui(k)) for k, c in enumerate(coefficients)]


def _sigmoid(t: Any) -> Any:
    return ((-t).exp() + 1).inv()


def _gelu(t: Any) -> Any:
    from flint import arb

    return t * ((t * (1 / arb(2).sqrt())).erf() + 1) * (arb(1) / 2)


def _linear_pieces(t: Any, low: Fraction) -> Any:
    from flint import arb, arb_series

    if low > 1:
        return arb_series([arb(1)], t.length())
    return t if low > 0 else arb_series([arb(0)], t.length())


_FORMULAS: dict[str, Callable[[Any, Fraction], Any]] = {
    "sigmoid": lambda t, low: _sigmoid(t),
    "tanh": lambda t, low: 2 * _sigmoid(2 * t) - 1,
    "arctan": lambda t, low: t.atan(),
    "softplus": lambda t, low: (t.exp() + 1).log(),
    "gelu": lambda t, low: _gelu(t),
    "silu": lambda t, low: t * _sigmoid(t),
    "sin": lambda t, low: t.sin(),
    "clipped-relu": _linear_pieces,
    "elu": lambda t, low: t if low > 0 else t.exp() - 1,
    "relu": lambda t, low: t if low > 0 else 0 * t,
}
