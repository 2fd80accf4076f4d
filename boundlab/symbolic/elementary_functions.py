"""Elementary functions of expansions: series where the argument tends to a limit that has one, bounds elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial

from boundlab.symbolic import constants
from boundlab.symbolic.coefficient import Coefficient, exact, within
from boundlab.symbolic.constants import ROOT_TWO_PI
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import ONE, number
from boundlab.symbolic.gamma_function import gamma, gamma_of_next
from boundlab.symbolic.monomial import UNIT

_TWO = number(2)


def _sine(f: Expansions, a: Expansion) -> Expansion:
    return _trigonometric(
        f, a, [0 if k % 2 == 0 else Fraction((-1) ** (k // 2), factorial(k)) for k in range(2 * f.length)]
    )


def _cosine(f: Expansions, a: Expansion) -> Expansion:
    return _trigonometric(f, a, [0 if k % 2 else Fraction((-1) ** (k // 2), factorial(k)) for k in range(2 * f.length)])


def _trigonometric(f: Expansions, a: Expansion, coefficients: list[Fraction | int]) -> Expansion:
    found = f.small_argument(a, coefficients[: f.length + 1])
    return f.constant(within(-1, 1)) if found is None else found


def _tangent(f: Expansions, a: Expansion) -> Expansion:
    low, high = _ends(f, a)
    if low is not None and high is not None and low >= -1 and high <= 1:  # so that |tan| < 2
        _, c = a.terms[0]
        return f.constant(Coefficient(None, c.sign, Fraction(-2), Fraction(2), dips=c.touches()))
    if f.small_argument(a, [0, 1]) is None:
        raise Vague("tan of what does not tend to zero")
    return f.multiply(_sine(f, a), f.inverse(_cosine(f, a)))


def _arctangent(f: Expansions, a: Expansion) -> Expansion:
    found = f.small_argument(a, [0 if k % 2 == 0 else Fraction((-1) ** (k // 2), k) for k in range(f.length + 1)])
    if found is not None:
        return found
    try:
        infinite, _, _ = f.limit(a)
    except Vague:
        infinite = 0
    if infinite:  # π/2 - arctan(1/a)
        right_angle = f.constant(ROOT_TWO_PI**2 * Fraction(infinite, 4))
        return f.add(right_angle, f.negated(_arctangent(f, f.inverse(a))))
    return f.constant(within(-2, 2))


def _ends(f: Expansions, a: Expansion) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends of what is nothing but a function between two numbers, None for anything else."""
    known = len(a.terms) == 1 and a.error is None and a.terms[0][0] == UNIT and a.terms[0][1].value is None
    return f.ends(a.terms[0][1]) if known else (None, None)


def _hyperbolic(sign: int) -> Callable[[Expansions, Expansion], Expansion]:
    def apply(f: Expansions, a: Expansion) -> Expansion:
        found = f.exponential(a), f.exponential(f.negated(a))
        return f.scaled(f.add(found[0], f.scaled(found[1], exact(sign))), exact(Fraction(1, 2)))

    return apply


def _hyperbolic_tangent(f: Expansions, a: Expansion) -> Expansion:
    return f.multiply(_hyperbolic(-1)(f, a), f.inverse(_hyperbolic(1)(f, a)))


def _floor(f: Expansions, a: Expansion) -> Expansion:
    low, high = _ends(f, a)
    if low is not None and high is not None:
        least, most = low.numerator // low.denominator, high.numerator // high.denominator
        return f.constant(least if least == most else within(least, most))
    infinite, value, rest = f.limit(a)
    if infinite:
        return f.add(a, f.constant(within(-1, 0)))
    if value is None:
        known = a.terms[0][1].value if a.terms and a.terms[0][0] == UNIT else None
        below = None if known is None else constants.floor(known)
        if below is None:
            raise Vague("floor of what has no known limit")
        return f.constant(below)
    if value.denominator == 1 and not f.is_zero(rest):
        _, _, sign = f.leading(rest)
        return f.constant(value - (sign < 0))
    return f.constant(value.numerator // value.denominator)


def _ceil(f: Expansions, a: Expansion) -> Expansion:
    return f.negated(_floor(f, f.negated(a)))


def _absolute(f: Expansions, a: Expansion) -> Expansion:
    if f.is_zero(a):
        return a
    if len(a.terms) == 1 and a.error is None and a.terms[0][1].value is None and a.terms[0][1].sign == 0:
        m, c = a.terms[0]
        if c.low is None or c.high is None:
            return Expansion(((m, Coefficient(None, 0, Fraction(0), dips=c.dips)),))
        least = max(Fraction(0), c.low, -c.high)
        return Expansion(((m, Coefficient(None, 0, least, max(-c.low, c.high), c.swings, c.dips)),))
    try:
        return a if f.leading(a)[2] > 0 else f.negated(a)
    except Vague:
        behind = [i for i, (_, c) in enumerate(a.terms) if c.value is None]
        if not behind:
            return Expansion((), a.error)
        first, *rest = a.terms[behind[0] :]
        return Expansion(_absolute(f, Expansion((first,))).terms, rest[0][0] if rest else a.error)


APPLY: dict[str, Callable[[Expansions, Expansion], Expansion]] = {
    "exp": lambda f, a: f.exponential(a),
    "sqrt": lambda f, a: f.power(a, ONE / _TWO),
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "arctan": _arctangent,
    "sinh": _hyperbolic(-1),
    "cosh": _hyperbolic(1),
    "tanh": _hyperbolic_tangent,
    "floor": _floor,
    "ceil": _ceil,
    "abs": _absolute,
    "Gamma": gamma,
    "factorial": gamma_of_next,
}
