"""Second-order Taylor arithmetic with balls: value, gradient and Hessian of a function of m variables, enclosed.

For boxes as arguments, every entry of the result encloses the exact derivative at every point of the box. Needs
python-flint.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from boundlab.activations import catalogue
from boundlab.activations._balls import piecewise_linear
from boundlab.function_classes.target import Ops

# Reaching over a cell's border by this much is rounding; by more is a box that was not split at the border.
_ROUNDING = 1e-9


class Undecided(Exception):
    """The enclosure does not exist on this box: a pole, or a kink or a cell border inside it."""


class Jet:
    """value, gradient [m], Hessian (upper triangle, [m(m+1)/2]) as balls."""

    __slots__ = ("gradient", "hessian", "value")

    def __init__(self, value: Any, gradient: list[Any], hessian: list[Any]) -> None:
        self.value, self.gradient, self.hessian = value, gradient, hessian

    @classmethod
    def variable(cls, value: Any, index: int, dimension: int) -> Jet:
        gradient = [arb(int(i == index)) for i in range(dimension)]
        return cls(value, gradient, [arb(0)] * (dimension * (dimension + 1) // 2))

    def _lift(self, other: Any) -> Jet:
        if isinstance(other, Jet):
            return other
        zero = arb(0)
        return Jet(arb(other), [zero] * len(self.gradient), [zero] * len(self.hessian))

    def __add__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value + other, self.gradient, self.hessian)
        return Jet(
            self.value + other.value,
            [a + b for a, b in zip(self.gradient, other.gradient, strict=True)],
            [a + b for a, b in zip(self.hessian, other.hessian, strict=True)],
        )

    __radd__ = __add__

    def __neg__(self) -> Jet:
        return self * -1

    def __sub__(self, other: Any) -> Jet:
        return self + (other * -1)

    def __rsub__(self, other: Any) -> Jet:
        return self * -1 + other

    def __mul__(self, other: Any) -> Jet:
        if not isinstance(other, Jet):
            return Jet(self.value * other, [a * other for a in self.gradient], [a * other for a in self.hessian])
        u, v, m = self, other, len(self.gradient)
        hessian, at = [], 0
        for i in range(m):
            for j in range(i, m):
                mixed = u.gradient[i] * v.gradient[j] + u.gradient[j] * v.gradient[i]
                hessian.append(u.hessian[at] * v.value + mixed + u.value * v.hessian[at])
                at += 1
        gradient = [a * v.value + u.value * b for a, b in zip(u.gradient, v.gradient, strict=True)]
        return Jet(u.value * v.value, gradient, hessian)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Jet:
        return self * self._lift(other).chain(*_reciprocal(self._lift(other).value))

    def __rtruediv__(self, other: Any) -> Jet:
        return self.chain(*_reciprocal(self.value)) * other

    def chain(self, f: Any, d: Any, dd: Any) -> Jet:
        """The jet of φ(self), where f, d, dd enclose φ, φ', φ'' on the value."""
        m, hessian, at = len(self.gradient), [], 0
        for i in range(m):
            for j in range(i, m):
                hessian.append(d * self.hessian[at] + dd * self.gradient[i] * self.gradient[j])
                at += 1
        return Jet(f, [d * a for a in self.gradient], hessian)


def _reciprocal(z: Any) -> tuple[Any, Any, Any]:
    if z.contains(0):
        raise Undecided
    return 1 / z, -1 / z**2, 2 / z**3


def whole_power(z: Any, n: int) -> Any:
    """z**n for an integer n, also where z contains 0; from the ends of the ball, between which it is monotone.

    The library's own power is not a number around 0, and of [1, 5] its square reaches below 0.
    """
    if n < 1 or not z.is_finite() or z.is_exact():
        return z**n
    power = (z.lower() ** n).union(z.upper() ** n)
    return power.union(arb(0)) if n % 2 == 0 and z.contains(0) else power


def _magnitude(z: Any) -> Any:
    """|z|; the library's own reaches below 0 where z contains 0."""
    return arb(0).union(abs(z).upper()) if z.is_finite() and z.contains(0) else abs(z)


def _exp(z: Any) -> tuple[Any, Any, Any]:
    e = z.exp()
    return e, e, e


def _log(z: Any) -> tuple[Any, Any, Any]:
    if not z > 0:
        raise Undecided
    return z.log(), 1 / z, -1 / z**2


def _sqrt(z: Any) -> tuple[Any, Any, Any]:
    if not z > 0:
        raise Undecided
    s = z.sqrt()
    return s, 1 / (2 * s), -1 / (4 * s * z)


def _tan(z: Any) -> tuple[Any, Any, Any]:
    t = z.tan()
    d = 1 + t * t
    return t, d, 2 * t * d


FUNCTIONS: dict[str, Any] = {
    **{name: a.jet for name, a in catalogue().items() if a.jet is not None},
    "cos": lambda z: (z.cos(), -z.sin(), -z.cos()),
    "tan": _tan,
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "sinh": lambda z: (z.sinh(), z.cosh(), z.sinh()),
    "cosh": lambda z: (z.cosh(), z.sinh(), z.cosh()),
    "abs": lambda z: piecewise_linear(z, (0,), (-1, 1), _magnitude(z)),
}


class JetOps(Ops):
    """Targets on jets; a cell is looked up for the whole box, which must lie in one."""

    def constant(self, value: Fraction) -> Any:
        return arb(fmpq(value.numerator, value.denominator))

    def call(self, function: str, argument: Any) -> Any:
        if function == "sign":
            z = argument.value if isinstance(argument, Jet) else argument
            if z.contains(0):
                raise Undecided
            return arb(1 if z > 0 else -1)
        if isinstance(argument, Jet):
            return argument.chain(*FUNCTIONS[function](argument.value))
        return FUNCTIONS[function](arb(argument))[0]

    def power(self, base: Any, exponent: Fraction) -> Any:
        if not isinstance(base, Jet):
            if exponent.denominator == 1:
                return whole_power(arb(base), int(exponent))
            return arb(base) ** self.constant(exponent)
        z = base.value
        if exponent.denominator == 1:
            n = int(exponent)
            if n < 0 and z.contains(0):
                raise Undecided
            d = n * whole_power(z, n - 1) if n else arb(0)
            dd = n * (n - 1) * whole_power(z, n - 2) if n * (n - 1) else arb(0)
            return base.chain(whole_power(z, n), d, dd)
        if not z > 0:
            raise Undecided
        q = self.constant(exponent)
        return base.chain(z**q, q * z ** (q - 1), q * (q - 1) * z ** (q - 2))

    def cell(self, argument: Any, count: int) -> Any:
        z = argument.value if isinstance(argument, Jet) else argument
        index = min(max(int(z.mid().floor().unique_fmpz()), 0), count - 1)
        # The box lies between two of the target's breaks, exactly; its ball may overreach by rounding only.
        if not (z > index - _ROUNDING and z < index + 1 + _ROUNDING):
            raise Undecided
        return index

    def take(self, table: Any, index: Any) -> Any:
        return table[int(index)]


def as_jet(value: Any, like: Sequence[Jet]) -> Jet:
    """A constant target becomes a jet too."""
    return value if isinstance(value, Jet) else like[0]._lift(value)
