"""Polynomials and rational functions of the checker agree with their values at points, and with sympy."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.polynomial import Budget, Polynomial, Rational

NAMES = "xyz"
VALUES = st.fractions(-4, 4, max_denominator=6)
POINTS = st.tuples(VALUES, VALUES, VALUES).map(lambda values: dict(zip(NAMES, values, strict=True)))


def polynomials(most=4):
    exponents = st.tuples(*[st.integers(0, 2)] * 3)
    coefficients = st.one_of(st.integers(-5, 5), VALUES).filter(bool)
    return st.dictionaries(exponents, coefficients, max_size=most).map(built)


def built(terms):
    def monomial(exponents):
        return tuple((name, exponent) for name, exponent in zip(NAMES, exponents, strict=True) if exponent)

    return Polynomial({monomial(exponents): value for exponents, value in terms.items()}, Budget(10**9))


def value(polynomial, point):
    total = Fraction(0)
    for monomial, coefficient in polynomial.terms.items():
        for name, exponent in monomial:
            coefficient = coefficient * point[name] ** exponent
        total += coefficient
    return total


def quotient(rational, point):
    denominator = value(rational.denominator, point)
    assume(denominator)
    return value(rational.numerator, point) / denominator


def symbolic(polynomial):
    symbols = sympy.symbols(list(NAMES))
    return sympy.Poly(
        sum(
            sympy.Rational(c) * sympy.prod(sympy.Symbol(name) ** e for name, e in m)
            for m, c in polynomial.terms.items()
        ),
        *symbols,
        domain="QQ",
    )


@given(polynomials(), polynomials(), POINTS, st.integers(0, 4))
def test_polynomials_are_computed_like_their_values(p, q, point, exponent):
    x, y = value(p, point), value(q, point)
    assert value(p + q, point) == x + y
    assert value(p - q, point) == x - y
    assert value(p * q, point) == x * y
    assert value(p**exponent, point) == x**exponent
    assert (p - p).terms == {}
    assert all((p * q).terms.values()), "no zero coefficients"


@given(polynomials(), polynomials(), polynomials())
def test_the_laws_of_a_ring(p, q, r):
    assert p + q == q + p
    assert p * q == q * p
    assert p * (q + r) == p * q + p * r
    assert (p * q) * r == p * (q * r)


@given(polynomials(), polynomials())
def test_division_is_exact_or_none(p, q):
    assume(q.terms)
    assert (p * q).divided_by(q) == p
    found, rest = sympy.div(symbolic(p), symbolic(q), domain="QQ")
    divided = p.divided_by(q)
    assert (divided is None) == bool(not rest.is_zero)
    if divided is not None:
        assert symbolic(divided) == found


@settings(max_examples=50)
@given(polynomials(3), polynomials(2), polynomials(3), polynomials(2), POINTS)
def test_rational_functions_are_computed_like_their_values(a, b, c, d, point):
    assume(b.terms and d.terms)
    left, right = Rational(a, b), Rational(c, d)
    x, y = quotient(left, point), quotient(right, point)
    assert quotient(left + right, point) == x + y
    assert quotient(left - right, point) == x - y
    assert quotient(left * right, point) == x * y
    if y:
        assert quotient(left / right, point) == x / y
    assert left.equals(Rational(a * c, b * c) if c.terms else left)
    assert left.equals(right) == (symbolic(a) * symbolic(d) == symbolic(c) * symbolic(b))


@settings(max_examples=50)
@given(polynomials(3), polynomials(2), polynomials(2), polynomials(2), POINTS)
def test_substitution_is_evaluation_at_the_value(a, b, c, d, point):
    assume(b.terms and d.terms)
    into, replacement = Rational(a, b), Rational(c, d)
    try:
        result = into.substituted({"x": replacement})
    except Rejected:
        return
    inner = {**point, "x": quotient(replacement, point)}
    assert quotient(result, point) == quotient(into, inner)


def test_division_by_zero_and_limits():
    budget = Budget()
    x, zero = Polynomial.variable("x", budget), Polynomial({}, budget)
    with pytest.raises(Rejected, match="division by zero"):
        Rational.of(x) / Rational.of(x - x)
    with pytest.raises(Rejected, match="division by zero"):
        Rational(zero, zero)
    with pytest.raises(Rejected, match="bits"):
        Polynomial.constant(2**9_000, budget)
    with pytest.raises(Rejected, match="degree"):
        (x**2_000) ** 3
    with pytest.raises(Rejected, match="steps"):
        (x + Polynomial.variable("y", budget) + Polynomial.constant(1, budget)) ** 200
