"""Orders at an ε: exact where that is possible, from logarithms elsewhere, alike for numbers and arrays."""

import math
from fractions import Fraction

import numpy as np
import pytest

from boundlab.errors import BoundlabError
from boundlab.symbolic.evaluation import decimal_at
from boundlab.symbolic.grammar import parse_order

TEXTS = [
    "eps^(-m/r)",
    "3*w^(1+m/r)*eps^(-m)*log(1/eps)^(r/2) + eps^(-2)",
    "eps^(-min(m, 2*r))/w",
    "N^(-r/m)*log(N)^2",
    "w^2",
]
VALUES = {"m": 3, "r": 2, "w": 5}


def values(order):
    return {name: VALUES[name] for name in order.parameters()}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("eps", [Fraction(1, 7), Fraction(3, 1000), Fraction(1, 10**9)])
def test_numbers_and_arrays_agree_with_the_decimal_value(text, eps):
    order = parse_order(text)
    given = 1 / eps if order.scale_name == "N" else eps
    expected = float(decimal_at(order.terms, order.scale_name, given, values(order)))
    for found in (order.at(given, **values(order)), order.at(float(given), **values(order))):
        assert float(found) == pytest.approx(expected, rel=1e-12)
    array = order.at(np.array([[float(given)], [0.5 if order.scale_name != "N" else 2.0]]), **values(order))
    assert array.shape == (2, 1)
    assert array[0, 0] == pytest.approx(expected, rel=1e-12)
    assert order.log_at(given, **values(order)) == pytest.approx(math.log(expected), rel=1e-12)


def test_what_is_rational_is_exact():
    assert parse_order("3*eps^(-m/r)*w^(-2)").at(Fraction(2, 10**30), m=4, r=2, w=3) == Fraction(10**60, 12)
    assert parse_order("N^2").at(10**40) == 10**80
    assert isinstance(parse_order("eps^(-1/2)").at(Fraction(1, 4)), float)


def test_nothing_overflows_on_the_way():
    order = parse_order("eps^(-a)*w^(-a)")
    assert order.at(1e-300, a=5, w=Fraction(10) ** 299) == pytest.approx(1e5)
    assert order.at(1e-300, a=5, w=1) == math.inf
    assert order.log_at(1e-300, a=5, w=1) == pytest.approx(1500 * math.log(10))
    assert list(order.at(np.array([1e-300, 0.1]), a=5, w=1)) == pytest.approx([math.inf, 1e5])
    assert order.log_at(Fraction(1, 10**5000), a=1, w=1) == pytest.approx(5000 * math.log(10))


@pytest.mark.parametrize(
    ("text", "t", "parameters", "message"),
    [
        ("eps^(-m)", 0, {"m": 1}, "eps: got '0'"),
        ("eps^(-m)", -0.5, {"m": 1}, "eps: got '-0.5'"),
        ("eps^(-m)", True, {"m": 1}, "eps: got 'True'"),
        ("eps^(-m)", "1e-3", {"m": 1}, "eps: got '1e-3'"),
        ("eps^(-m)", float("nan"), {"m": 1}, "eps: got 'nan'"),
        ("log(1/eps)", Fraction(3, 2), {}, "eps: got '3/2', expected 0 < eps < 1"),
        ("log(N)", 1, {}, "N: got '1', expected N > 1"),
        ("log(1/eps)", np.array([0.1, 1.0]), {}, "eps: got "),
        ("eps^(-m)", 0.1, {}, "m: no value"),
        ("eps^(-m)", 0.1, {"m": 1, "q": 2}, "q: got '2', expected one of the parameters m"),
        ("eps^(-m)", 0.1, {"m": float("inf")}, "m: got 'inf'"),
        ("eps^(-m/r)", 0.1, {"m": 1, "r": 0}, "a divisor vanishes at m = 1, r = 0"),
        ("w*eps^(-1)", 0.1, {"w": -1}, "it must be positive"),
    ],
)  # fmt: skip
def test_bad_values_are_named(text, t, parameters, message):
    with pytest.raises(BoundlabError) as error:
        parse_order(text).at(t, **parameters)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
