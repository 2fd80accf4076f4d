"""The difference of one function at two arguments that come close, again, where the terms kept of both cancel.

It is calculated from the difference of the arguments, by the addition theorem of the function.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Protocol

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.constants import Unclear
from boundlab.checking._rewritten.germ import Germ, Range
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.parser import Call, Expression, Logarithm, Negative, Numeral, Power, Product, Sum
from boundlab.checking._rewritten.stirling import digamma

EXPONENTIAL: Callable[[int], Fraction] = lambda k: Fraction(1 if k else 0, factorial(k))  # noqa: E731


class Reading(Protocol):
    """What reads trees (`elementary`)."""

    scale: Scale

    def germ(self, tree: Expression) -> Germ:
        """Return the germ of a tree."""

    def log_germ(self, tree: Expression) -> Germ:
        """Return the germ of the logarithm of a tree."""


def is_lost(a: Germ) -> bool:
    """Return whether only a bound is known."""
    if not a.terms:
        return a.rest is not None
    first = a.terms[0][1]
    return isinstance(first, Range) and not first.sign


def close_difference(reading: Reading, a: Expression, b: Expression, seen: Germ) -> Germ:
    """Return the germ of a - b, which is `seen` if no more is found."""
    s = reading.scale
    try:
        found = _found(reading, a, b)
    except (Unclear, Rejected):
        return seen
    if not is_lost(found):
        return found
    size, before = s.bound(found), s.bound(seen)
    return found if size is not None and before is not None and s.compare(size, before) < 0 else seen


def _found(reading: Reading, a: Expression, b: Expression) -> Germ:
    s = reading.scale
    rest = _without_common_terms(a, b)
    if rest is not None:
        return reading.germ(rest)
    match a, b:
        case Logarithm(u), Logarithm(v):
            return _logarithms_apart(reading, u, v)
        case Call("tan", (u,)), Call("tan", (v,)):
            below = s.multiply(reading.germ(Call("cos", (u,))), reading.germ(Call("cos", (v,))))
            return s.multiply(_taylor(s, _gap(reading, u, v), _sine), s.power(below, s.number(-1)))
        case Call("sin" | "cos" as name, (u,)), Call("sin" | "cos" as other, (v,)) if name == other:
            half = s.scaled(_gap(reading, u, v), s.number(Fraction(1, 2)))
            mean = Product(((1, Sum(((1, u), (1, v)))), (-1, Numeral(2))))
            factor = s.scaled(reading.germ(Call({"sin": "cos", "cos": "sin"}[name], (mean,))), s.number(2))
            return s.multiply(factor if name == "sin" else s.negative(factor), _taylor(s, half, _sine))
        case Call("arctan", (u,)), Call("arctan", (v,)):
            below = s.add(s.constant(1), s.multiply(reading.germ(u), reading.germ(v)))
            if s.leading(below)[2] < 0:
                raise Unclear("an arctangent beyond a right angle")
            return _taylor(s, s.multiply(_gap(reading, u, v), s.power(below, s.number(-1))), _arctangent)
    return s.multiply(reading.germ(b), _taylor(s, _logarithms_apart(reading, a, b, True), EXPONENTIAL))


def terms_of(tree: Expression, sign: int) -> list[tuple[int, Expression]]:
    if isinstance(tree, Sum):
        return [each for inner, operand in tree.operands for each in terms_of(operand, sign * inner)]
    return terms_of(tree.operand, -sign) if isinstance(tree, Negative) else [(sign, tree)]


def _without_common_terms(a: Expression, b: Expression) -> Expression | None:
    """Return a - b without terms that cancel as they stand, those that are subtracted last; None if there are none."""
    terms = terms_of(a, 1) + terms_of(b, -1)
    left: list[tuple[int, Expression]] = []
    for sign, tree in terms:
        if (-sign, tree) in left:
            left.remove((-sign, tree))
        else:
            left.append((sign, tree))
    if len(left) == len(terms):
        return None
    return Sum(((1, Numeral(0)), *sorted(left, key=lambda term: -term[0])))


def _gap(reading: Reading, u: Expression, v: Expression) -> Germ:
    return reading.germ(Sum(((1, u), (-1, v))))


def _logarithms_apart(reading: Reading, a: Expression, b: Expression, whole: bool = False) -> Germ:
    """Return log a - log b; from a - b, too, unless that is the `whole` question."""
    s = reading.scale
    match a, b:
        case Call("exp", (u,)), Call("exp", (v,)):
            return _gap(reading, u, v)
        case Call("sqrt", (u,)), Call("sqrt", (v,)):
            return s.scaled(_logarithms_apart(reading, u, v), s.number(Fraction(1, 2)))
        case Power(u, p), Power(v, q) if p == q:
            return s.multiply(reading.germ(p), _logarithms_apart(reading, u, v))
        case Call("factorial" | "Gamma" as name, (u,)), Call("factorial" | "Gamma" as other, (v,)) if name == other:
            found = _gammas_apart(s, _gap(reading, u, v), s.add(reading.germ(v), s.constant(int(name == "factorial"))))
            if found is not None:
                return found
    logarithms = s.add(reading.log_germ(a), s.negative(reading.log_germ(b)))
    if whole or not is_lost(logarithms):
        return logarithms
    ratio = s.multiply(_gap(reading, a, b), s.power(reading.germ(b), s.number(-1)))
    return _taylor(s, ratio, lambda k: Fraction((-1) ** (k + 1), k) if k else Fraction(0))


def _gammas_apart(scale: Scale, gap: Germ, v: Germ) -> Germ | None:
    """Return log Γ(v + gap) - log Γ(v) = gap·(ψ(v) + O(gap/v)), None unless v → ∞ and gap/v → 0."""
    if scale.limit(v)[0] <= 0:
        return None
    error = scale.bound(scale.multiply(gap, scale.power(v, scale.number(-1))))
    if error is None or scale.compare(error, scale.one) >= 0:
        return None
    return scale.multiply(gap, scale.add(digamma(scale, v), Germ([], error)))


def _sine(k: int) -> Fraction:
    return Fraction((-1) ** (k // 2), factorial(k)) if k % 2 else Fraction(0)


def _arctangent(k: int) -> Fraction:
    return Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0)


def _taylor(scale: Scale, a: Germ, coefficient: Callable[[int], Fraction]) -> Germ:
    """Return Σ coefficient(k)·a^k for what tends to zero."""
    if not scale.tends_to_zero(a):
        raise Unclear("arguments that do not come close")
    return scale.series([scale.number(coefficient(k)) for k in range(scale.length + 1)], a)
