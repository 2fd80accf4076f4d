"""The Gamma function in expansions: Stirling's series where the argument tends to infinity, (v-1)! at an integer v."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb, factorial

from boundlab.symbolic.coefficient import POSITIVE, exact
from boundlab.symbolic.constants import EULER, LOG_ROOT_TWO_PI
from boundlab.symbolic.expansion import Expansion, Expansions, Vague
from boundlab.symbolic.expression import number
from boundlab.symbolic.monomial import UNIT
from boundlab.symbolic.rational import normal

MAX_FACTORIAL = 64


def gamma(f: Expansions, a: Expansion) -> Expansion:
    """Return Γ(a)."""
    infinite, value, rest = f.limit(a)
    if infinite < 0:
        raise Vague("Gamma of what tends to -∞")
    if infinite > 0:
        return f.exponential(log_gamma(f, a))
    if value == 0 and f.leading(rest)[2] > 0:
        return f.multiply(gamma(f, f.add(a, f.constant(1))), f.inverse(a))
    if value is None and a.terms and a.terms[0][0] == UNIT and a.terms[0][1].value is not None and f.leading(a)[2] > 0:
        return f.constant(POSITIVE)
    if value is None or value <= 0:
        raise Vague("Gamma of what does not tend to a limit > 0 or to ∞")
    if value.denominator > 1 or value > MAX_FACTORIAL:
        return f.constant(POSITIVE)
    at = factorial(int(value) - 1)
    harmonic = sum((Fraction(1, k) for k in range(1, int(value))), Fraction(0))
    beyond = Expansion((), f.bound(f.multiply(rest, rest)))
    return f.add(f.constant(at), f.scaled(rest, exact(normal((number(harmonic) - EULER) * at))), beyond)


def gamma_of_next(f: Expansions, a: Expansion) -> Expansion:
    """Return a! = Γ(a + 1)."""
    return f.multiply(a, gamma(f, a)) if f.limit(a)[0] > 0 else gamma(f, f.add(a, f.constant(1)))


def log_gamma(f: Expansions, a: Expansion) -> Expansion:
    """Return log Γ(a) for a → ∞: (a - 1/2)·log a - a + log(2π)/2 + Σ B_(k+1)/(k(k+1))·a^(-k), by Stirling."""
    half = f.constant(Fraction(-1, 2))
    row = [bernoulli(k + 1) / (k * (k + 1)) if k else Fraction(0) for k in range(f.length + 1)]
    tail = f.small_argument(f.inverse(a), row)
    assert tail is not None
    main = f.add(f.multiply(f.add(a, half), f.logarithm(a)), f.negated(a))
    return f.add(main, f.constant(LOG_ROOT_TWO_PI), tail)


def gamma_gap(f: Expansions, gap: Expansion, v: Expansion) -> Expansion:
    """Return log Γ(u) - log Γ(v), gap = u - v, for v → ∞ and gap/v → 0: gap·(ψ(v) + O(gap/v)).

    ψ(v) = log v - 1/(2v) - Σ B_k/k·v^(-k).
    """
    below = f.inverse(v)
    error = f.bound(f.multiply(gap, below))
    if f.limit(v)[0] <= 0 or error is None or f.monomials.compare(error, UNIT) >= 0:
        raise Vague("Gamma of arguments that are not close")
    row = [Fraction(0), Fraction(-1, 2), *(-bernoulli(k) / k for k in range(2, f.length + 1))]
    tail = f.small_argument(below, row)
    assert tail is not None
    return f.multiply(gap, f.add(f.logarithm(v), tail, Expansion((), error)))


@cache
def bernoulli(n: int) -> Fraction:
    """Return the n-th Bernoulli number.

    >>> print(*map(bernoulli, range(5)))
    1 -1/2 1/6 0 -1/30
    """
    if n == 0:
        return Fraction(1)
    return -sum((comb(n + 1, k) * bernoulli(k) for k in range(n)), Fraction(0)) / (n + 1)
