"""Monomials: what a term of a growth order is up to its coefficient, with a logarithm that is again a sum of monomials.

With t → ∞ the scale, ℓ_0 = t and ℓ_(k+1) = log ℓ_k, a monomial is ℓ_k or e^(Σ c_i·m_i): the m_i are monomials that
tend to infinity, each faster than the next, the c_i exact numbers that may hold parameters. So t^a·log(t)^b is
e^(a·ℓ_1 + b·ℓ_2), t^t is e^(t·ℓ_1). One grows faster than another if the difference of their logarithms, such a sum
too, has a leading coefficient > 0; its monomials are compared in the same way, and they are smaller.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from boundlab.symbolic.expression import ONE, Expression
from boundlab.symbolic.rational import normal

Sum: TypeAlias = "tuple[tuple[Monomial, Expression], ...]"


class Iterated(NamedTuple):
    """ℓ_k, the k-fold logarithm of the scale, t itself for k = 0."""

    k: int


class Exponential(NamedTuple):
    """e^(Σ c_i·m_i)."""

    logarithm: Sum


Monomial: TypeAlias = Iterated | Exponential
UNIT = Exponential(())
SCALE = Iterated(0)
MAX_LOGARITHMS = 12


def logarithm(m: Monomial) -> Sum:
    """Return log m."""
    return m.logarithm if isinstance(m, Exponential) else ((Iterated(m.k + 1), ONE),)


def exponential(terms: Sum) -> Monomial:
    """Return e^(Σ terms); the terms are in order, their coefficients not the number 0."""
    if len(terms) == 1 and isinstance(terms[0][0], Iterated) and terms[0][0].k > 0 and terms[0][1] == ONE:
        return Iterated(terms[0][0].k - 1)
    return Exponential(terms)


class Monomials:
    """Products, powers and comparison of monomials, where `sign` says the sign of a coefficient."""

    def __init__(self, sign: Callable[[Expression], int]) -> None:
        self.sign = sign
        self._known: dict[tuple[Monomial, Monomial], int] = {}

    def compare(self, a: Monomial, b: Monomial) -> int:
        """Return 1, 0 or -1: a grows faster, as fast as, slower than b."""
        if a == b:
            return 0
        if isinstance(a, Iterated) and isinstance(b, Iterated):
            return 1 if a.k < b.k else -1
        key = a, b
        if key not in self._known:
            self._known[key] = self._leading(self.added(logarithm(a), logarithm(b), -1))
        return self._known[key]

    def _leading(self, terms: Sum) -> int:
        return next((s for _, c in terms if (s := self.sign(c))), 0)

    def added(self, a: Sum, b: Sum, factor: int = 1) -> Sum:
        """Return a + factor·b."""
        found: list[tuple[Monomial, Expression]] = []
        left, right = list(a), [(m, c if factor == 1 else normal(c * factor)) for m, c in b]
        while left and right:
            order = self.compare(left[0][0], right[0][0])
            if order > 0:
                found.append(left.pop(0))
            elif order < 0:
                found.append(right.pop(0))
            else:
                (m, c), (_, d) = left.pop(0), right.pop(0)
                total = normal(c + d)
                if total.value != 0:
                    found.append((m, total))
        return (*found, *left, *right)

    def product(self, a: Monomial, b: Monomial) -> Monomial:
        """Return a·b."""
        if a == UNIT or b == UNIT:
            return b if a == UNIT else a
        return exponential(self.added(logarithm(a), logarithm(b)))

    def power(self, m: Monomial, exponent: Expression) -> Monomial:
        """Return m^exponent."""
        if exponent.value == 0:
            return UNIT
        return exponential(tuple((n, normal(c * exponent)) for n, c in logarithm(m)))
