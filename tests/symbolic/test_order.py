"""Growth orders: a semiring with constants that stay visible, read and printed without loss."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_statements import decided, expressions, integer_points, numbers, orders, points

from boundlab.errors import BoundlabError
from boundlab.symbolic.evaluation import decimal_at
from boundlab.symbolic.expression import number, parameter
from boundlab.symbolic.grammar import parse_order
from boundlab.symbolic.order import MAX_ORDER_TERMS, Order

DIVISORS = st.sampled_from([parameter("m"), parameter("n") + 1])
ORDERS = orders(expressions(3, DIVISORS))
POINTS = st.tuples(points, integer_points).map(lambda p: {**p[0], "m": p[1]["m"], "n": p[1]["n"]})
ONE = Order.constant(1)


@given(ORDERS, ORDERS, ORDERS)
def test_semiring(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a * b == b * a
    assert (a * b) * c == a * (b * c)
    assert a * (b + c) == a * b + a * c
    assert a * ONE == a


@given(ORDERS, ORDERS, ORDERS)
def test_maximum(a, b, c):
    maximum = Order.maximum
    assert maximum(a, a) == a
    assert maximum(a, b) == maximum(b, a)
    assert maximum(a, maximum(b, c)) == maximum(maximum(a, b), c)


@given(ORDERS, st.fractions(Fraction(1, 9), 9))
def test_constants_stay_visible(a, c):
    scaled = Order.constant(c) * a
    assert (scaled == a) is (c == 1)
    assert scaled * Order.constant(1 / c) == a
    assert a + a == Order.constant(2) * a
    assert decided(f"{scaled} ≍ {a}", (), _reals(a)).verdict in {"proved", "undecided"}


@given(ORDERS, ORDERS, POINTS)
def test_growth_is_a_homomorphism(a, b, point):
    (p, q), (s, t) = a.growth_at(point), b.growth_at(point)
    assert (a + b).growth_at(point) == max((p, q), (s, t)) == Order.maximum(a, b).growth_at(point)
    assert (a * b).growth_at(point) == (p + s, q + t)
    assert (a**2).growth_at(point) == (2 * p, 2 * q)
    assert (a ** Fraction(1, 2)).growth_at(point) == (p / 2, q / 2)


@given(ORDERS, st.integers(0, 3), st.integers(0, 2))
def test_powers(a, i, j):
    assert a**i * a**j == a ** (i + j)
    assert a**0 == ONE
    assert a**1 == a


@given(expressions(3, DIVISORS), numbers)
def test_powers_of_one_term(e, k):
    t = Order.scale("eps")
    assert (t**e) ** k == t ** (e * k)
    assert t**e * t ** (-e) == ONE
    assert ONE / t**e == t ** (-e)


@given(ORDERS, st.dictionaries(st.sampled_from("abmn"), st.integers(1, 4)), POINTS)
def test_substitution_commutes_with_growth_and_text(a, values, point):
    numbers = {n: number(v) for n, v in values.items()}
    replaced = a.substitute(numbers)
    assert replaced.growth_at(point) == a.growth_at({**point, **values})
    assert parse_order(str(replaced)) == replaced


@settings(max_examples=40)
@given(ORDERS, ORDERS, st.sampled_from("≲≺≍"), st.fixed_dictionaries({n: st.integers(1, 3) for n in "abmn"}))
def test_substitution_commutes_with_comparison(a, b, relation, values):
    """With all parameters put in, the comparison is decided and is what exact evaluation says."""
    numbers = {n: number(v) for n, v in values.items()}
    left, right = a.growth_at(values), b.growth_at(values)
    truth = {"≲": left <= right, "≺": left < right, "≍": left == right}[relation]
    put_in = decided(f"{a.substitute(numbers)} {relation} {b.substitute(numbers)}", (), ())
    assert put_in.verdict == ("proved" if truth else "refuted")
    conditions = tuple(f"{n} = {v}" for n, v in values.items() if n in a.parameters() | b.parameters())
    conditioned = decided(f"{a} {relation} {b}", conditions, _reals(a, b))
    assert conditioned.verdict in {put_in.verdict, "undecided"}


@given(ORDERS)
def test_latex_is_balanced(a):
    text = a.latex()
    assert text.count("{") == text.count("}")
    assert text.count(r"\left(") == text.count(r"\right)")
    assert a._repr_latex_() == f"${text}$"
    assert a.to_json() == {"order": str(a), "scale": a.scale_name}


@settings(max_examples=60)
@given(ORDERS, points)
def test_value(a, point):
    """The number is the sum of the terms: against the same sum in logarithms of floats."""
    there = {**point, "m": 2, "n": 3}
    expected = 0.0
    for t in a.terms:
        logarithm = math.log(t.coefficient) + float(t.power.at(there)) * math.log(100)
        logarithm += float(t.log.at(there)) * math.log(math.log(100))
        logarithm += sum(float(e.at(there)) * math.log(base.at(there)) for base, e in t.factors)
        expected += math.exp(logarithm) if logarithm < 700 else math.inf
    at = Fraction(1, 100) if a.scale_name == "eps" else Fraction(100)
    got = decimal_at(a.terms, a.scale_name, at, {n: v for n, v in there.items() if n in a.parameters()})
    assert math.isinf(expected) or math.isclose(float(got), expected, rel_tol=1e-9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("w^(1 + m2/r)·ε^(-m2/r) + w·ε^(-m1/r)", "w*eps^(-m1/r) + w^((m2 + r)/r)*eps^(-m2/r)"),
        ("4^(1/2)", "2"),
        ("(2*N)^2", "4*N^2"),
        ("6^m*2", "2*2^m*3^m"),
        ("max(N, 2*N)", "2*N"),
        ("(N+1)^2", "1 + 2*N + N^2"),
        ("(N+1)^(1/2)", "1 + N^(1/2)"),
        ("log(1/eps)^2/eps", "eps^(-1)*log(1/eps)^2"),
        ("(m^3+1)^(1/r)", "(m^3 + 1)^(1/r)"),
        ("N/N", "1"),
        ("N/(w+1)", "(w + 1)^(-1)*N"),
    ],
)
def test_normal_forms(text, expected):
    assert str(parse_order(text)) == expected
    assert parse_order(expected) == parse_order(text)


def test_errors():
    n, eps, m = Order.scale("N"), Order.scale("eps"), Order.constant(parameter("m"))
    for bad in (
        lambda: n + eps,
        lambda: (n + ONE) ** parameter("m"),
        lambda: (n + ONE) ** -1,
        lambda: (n + ONE) ** 65,
        lambda: ONE / (n + ONE),
        lambda: Order.constant(0),
        lambda: Order.constant(-1),
        lambda: Order.constant(2) ** 5000,
        lambda: Order.constant(2**90 + 1),
        lambda: m.substitute({"m": -1}),
        lambda: n ** parameter("m") * eps,
    ):
        with pytest.raises(BoundlabError) as caught:
            bad()
        assert "\n" not in str(caught.value)


def test_size_is_bounded():
    many = sum((Order.scale("N") ** parameter(f"x{i}") for i in range(70)), ONE)
    with pytest.raises(BoundlabError, match=f"more than {MAX_ORDER_TERMS} terms"):
        many**3


def _reals(*orders):
    return tuple(n for n in "ab" if any(n in order.parameters() for order in orders))
