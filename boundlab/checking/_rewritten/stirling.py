"""The germ of the Gamma function: by Stirling's series at infinity, by its value and slope at integers."""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

from boundlab.checking._rewritten.constants import EULER, LOG_STIRLING, Unclear
from boundlab.checking._rewritten.germ import Germ, Range
from boundlab.checking._rewritten.magnitudes import Scale
from boundlab.checking._rewritten.polynomial import Polynomial, Rational


def bernoulli(count: int) -> list[Fraction]:
    """Return the first numbers of Bernoulli."""
    found = [Fraction(1)]
    for n in range(1, count):
        found.append(-sum((comb(n + 1, j) * found[j] for j in range(n)), Fraction(0)) / (n + 1))
    return found


def stirling(s: Scale, a: Germ) -> Germ:
    """Return log Γ(a) for a → ∞, by Stirling's series."""
    shifted = s.add(a, s.constant(Fraction(-1, 2)))
    numbers = bernoulli(s.length + 2)
    row = [s.number(0), *(s.number(numbers[k + 1] / (k * (k + 1))) for k in range(1, s.length + 1))]
    constant = s.constant(Rational.of(Polynomial.variable(LOG_STIRLING, s.budget)))
    tail = s.series(row, s.power(a, s.number(-1)))
    return s.add(s.multiply(shifted, s.logarithm(a)), s.negative(a), constant, tail)


def digamma(s: Scale, v: Germ) -> Germ:
    """Return the derivative of log Γ at v → ∞: log v - 1/(2v) - Σ B_k/k·v^(-k), k = 2, …"""
    numbers = bernoulli(s.length + 1)
    row = [s.number(0), s.number(Fraction(-1, 2)), *(s.number(-numbers[k] / k) for k in range(2, s.length + 1))]
    return s.add(s.logarithm(v), s.series(row, s.power(v, s.number(-1))))


def gamma(s: Scale, a: Germ) -> Germ:
    """Return Γ(a), for a that tends to infinity or to a limit > 0, or to 0 from above."""
    infinite, value, rest = s.limit(a)
    if infinite > 0:
        return s.exponential(stirling(s, a))
    if infinite == 0 and value == 0 and s.leading(rest)[2] > 0:
        return s.multiply(gamma(s, s.add(a, s.constant(1))), s.power(a, s.number(-1)))
    fixed = value is None and bool(a.terms) and a.terms[0][0] is s.one and isinstance(a.terms[0][1], Rational)
    if fixed and s.leading(a)[2] > 0:
        return s.constant(Range(1))
    if infinite or value is None or value <= 0:
        raise Unclear("Gamma of what tends neither to a limit > 0 nor to ∞")
    if Fraction(value).denominator > 1 or value > 64:
        return s.constant(Range(1))
    n = int(value)
    at = factorial(n - 1)
    slope = Polynomial.constant(at * sum((Fraction(1, k) for k in range(1, n)), Fraction(0)), s.budget)
    slope = slope - Polynomial.variable(EULER, s.budget).scaled(at)  # Γ'(n)
    return s.add(s.constant(at), s.scaled(rest, Rational.of(slope)), Germ([], s.bound(s.multiply(rest, rest))))
