"""Activations, the second writing: each formula as a power series with ball coefficients, and what is known of it.

`formula(t, low)` is σ of the series t, on the smooth piece that contains the argument's lower end `low`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Formula = Callable[[Any, Fraction], Any]


@dataclass(frozen=True)
class Known:
    """What is known of σ.

    kinks: where it is not smooth. slope: "unimodal", σ' rises from 0 to `peak` and falls back to 0, so it is integrable
    of variation 2·peak; "growing", σ is unbounded, so σ' is not integrable; "periodic", nor is it then.
    polynomial: its pieces are polynomials. one_lipschitz, zero_at_zero, bounded_by_one: |σ(s) - σ(t)| ≤ |s - t|,
    σ(0) = 0, |σ| ≤ 1. one_kink: affine on either side of one point.
    emulation: the form of its emulation of ReLU, and at λ = 1 the larger of the errors at t and -t, for t ≥ 0.
    """

    formula: Formula
    slope: Literal["unimodal", "growing", "periodic"]
    kinks: tuple[Fraction, ...] = ()
    peak: Fraction | None = None
    polynomial: bool = False
    one_lipschitz: bool = False
    zero_at_zero: bool = False
    bounded_by_one: bool = False
    one_kink: bool = False
    emulation: tuple[str, Callable[[Any], Any]] | None = None


def _sigmoid(t: Any) -> Any:
    return ((-t).exp() + 1).inv()


def _gelu(t: Any, low: Fraction) -> Any:
    from flint import arb

    return t * ((t * (1 / arb(2).sqrt())).erf() + 1) * (arb(1) / 2)


def _cubic(t: Any) -> Any:
    """2√(2/π)·(t + 0.044715·t³)."""
    from flint import arb, fmpq

    return (t + t * t * t * arb(fmpq(44715, 10**6))) * (2 * (2 / arb.pi()).sqrt())


def _mish(t: Any, low: Fraction) -> Any:
    """tanh(ln(1 + e^t)) = 1 - 1/(1 + e^t + e^(2t)/2), in which t occurs in one direction only."""
    return t * (1 - ((2 * t).exp() / 2 + t.exp() + 1).inv())


def _clip(lowest: int, highest: int) -> Formula:
    def formula(t: Any, low: Fraction) -> Any:
        from flint import arb, arb_series

        if lowest < low < highest:
            return t
        return arb_series([arb(highest if low > 0 else lowest)], t.length())

    return formula


def _ramp(k: int) -> Formula:
    return lambda t, low: t**k if low > 0 else 0 * t


def _gate_error(rate: int) -> Callable[[Any], Any]:
    """t/(exp(rate·t) + 1), on either side of 0."""
    return lambda t: abs(t) / ((rate * t).exp() + 1)


def _arctan_error(t: Any) -> Any:
    from flint import arb

    return abs(t) * (arb(1) / 2 - t.atan() / arb.pi())


def _gelu_error(t: Any) -> Any:
    from flint import arb

    return abs(t) * (t / arb(2).sqrt()).erfc() / 2


def _mish_error(t: Any) -> Any:
    above, below = ((s.exp() + 1) ** 2 for s in (t, -t))
    return (2 * abs(t) / (above + 1)).max(abs(t) * (below - 1) / (below + 1))


def _clipped(lowest: int, highest: int, bounded: bool) -> Known:
    kinks = (Fraction(lowest), Fraction(highest))
    return Known(_clip(lowest, highest), "unimodal", kinks, Fraction(1), True, True, True, bounded)


def _power(k: int) -> Known:
    return Known(_ramp(k), "growing", (Fraction(0),), None, True, k == 1, True, one_kink=k == 1)


KNOWN: dict[str, Known] = {
    "arctan": Known(
        lambda t, low: t.atan(), "unimodal", peak=Fraction(1), one_lipschitz=True, zero_at_zero=True,
        emulation=("gate", _arctan_error),
    ),
    "clipped-relu": _clipped(0, 1, True),
    "elu": Known(
        lambda t, low: t if low > 0 else t.exp() - 1, "growing", (Fraction(0),), one_lipschitz=True, zero_at_zero=True,
        emulation=("scale", lambda t: 1 - (-t).exp()),
    ),
    "gelu": Known(_gelu, "growing", zero_at_zero=True, emulation=("scale", _gelu_error)),
    "gelu-tanh": Known(
        lambda t, low: t * _sigmoid(_cubic(t)), "growing", zero_at_zero=True,
        emulation=("scale", lambda t: abs(t) / (_cubic(t).exp() + 1)),
    ),
    "hardtanh": _clipped(-1, 1, True),
    "leaky-relu": Known(
        lambda t, low: t if low > 0 else t / 100, "growing", (Fraction(0),), polynomial=True, one_lipschitz=True,
        zero_at_zero=True, one_kink=True,
    ),
    "mish": Known(_mish, "growing", zero_at_zero=True, emulation=("scale", _mish_error)),
    "relu": _power(1),
    "relu2": _power(2),
    "relu3": _power(3),
    "relu6": _clipped(0, 6, False),
    "sigmoid": Known(
        lambda t, low: _sigmoid(t), "unimodal", peak=Fraction(1, 4), one_lipschitz=True, bounded_by_one=True,
        emulation=("gate", _gate_error(1)),
    ),
    "silu": Known(lambda t, low: t * _sigmoid(t), "growing", zero_at_zero=True, emulation=("scale", _gate_error(1))),
    "sin": Known(lambda t, low: t.sin(), "periodic", one_lipschitz=True, zero_at_zero=True, bounded_by_one=True),
    "softplus": Known(
        lambda t, low: (t.exp() + 1).log(), "growing", one_lipschitz=True,
        emulation=("scale", lambda t: ((-t).exp() + 1).log()),
    ),
    "tanh": Known(
        lambda t, low: 2 * _sigmoid(2 * t) - 1, "unimodal", peak=Fraction(1), one_lipschitz=True, zero_at_zero=True,
        bounded_by_one=True, emulation=("gate", _gate_error(2)),
    ),
}  # fmt: skip


def covered_by_entropy(name: object) -> bool:
    """1-Lipschitz, with σ(0) = 0 or |σ| ≤ 1: what the arguments by metric entropy ask of σ."""
    known = KNOWN.get(str(name))
    return known is not None and known.one_lipschitz and (known.zero_at_zero or known.bounded_by_one)
