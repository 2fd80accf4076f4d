"""Jets on balls that activations share. Needs python-flint."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from boundlab.activations._activation import Jet


def between(low: Any, high: Any) -> Any:
    """A ball around both."""
    from flint import arb

    return arb(low).union(arb(high))


def sigmoid(z: Any) -> tuple[Any, Any, Any]:
    """(s, s', s'') of s(z) = 1/(1 + e^-z), through tanh(z/2), which stays sharp for large |z|."""
    t, d, dd = tanh(z / 2)
    return (1 + t) / 2, d / 4, dd / 8


def tanh(z: Any) -> tuple[Any, Any, Any]:
    """(tanh, tanh', tanh'')."""
    t = z.tanh()
    d = (1 / z.cosh()) ** 2
    return t, d, -2 * t * d


def softplus(z: Any) -> tuple[Any, Any, Any]:
    """ln(1 + e^z) with its derivatives, without overflow."""
    from flint import arb

    s, d, _ = sigmoid(z)
    return z.max(arb(0)) + ((-abs(z)).exp() + 1).log(), s, d


def piecewise_linear(
    z: Any, kinks: Sequence[Fraction | int], slopes: Sequence[Fraction | int], value: Any
) -> tuple[Any, Any, Any]:
    """A continuous φ with `value` = φ(z), affine between its kinks; slopes[i] holds left of kinks[i].

    Around kinks φ' is enclosed by its jumps (Clarke's derivative, enough for the mean value form), and φ'' is not a
    number, which makes the second-order form unusable.
    """
    from flint import arb, fmpq

    def exact(x: Fraction | int) -> Any:
        x = Fraction(x)
        return arb(fmpq(x.numerator, x.denominator))

    passed = sum(bool(z > exact(kink)) for kink in kinks)
    ahead = sum(bool(z < exact(kink)) for kink in kinks)
    met = [exact(slope) for slope in slopes[passed : len(slopes) - ahead]]
    enclosed = met[0]
    for slope in met[1:]:
        enclosed = enclosed.union(slope)
    return value, enclosed, arb(0) if len(met) == 1 else arb("nan")


def clip(low: int, high: int) -> Jet:
    """The jet of min(max(t, low), high)."""

    def jet(z: Any) -> tuple[Any, Any, Any]:
        from flint import arb

        return piecewise_linear(z, (low, high), (0, 1, 0), z.max(arb(low)).min(arb(high)))

    return jet
