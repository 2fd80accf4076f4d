"""N(ε) and ε(N): an involution to leading order, and the inverse really is one, numerically."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.symbolic.decide import decide
from boundlab.symbolic.evaluation import decimal_at
from boundlab.symbolic.expression import maximum, minimum, number, parameter
from boundlab.symbolic.grammar import parse_order
from boundlab.symbolic.inversion import check_inverse, invert
from boundlab.symbolic.order import Order

M1, M2, R = map(parameter, ("m1", "m2", "r"))
POSITIVE = st.recursive(
    st.sampled_from([M1, M2, R, number(1), number(2), number(Fraction(1, 3))]),
    lambda inner: st.builds(
        lambda op, a, b: op(a, b),
        st.sampled_from([lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a / b, minimum, maximum]),
        inner,
        inner,
    ),
    max_leaves=4,
)
LOGS = st.sampled_from([number(0), number(1), number(-2), number(Fraction(1, 2)), M1, -M2 / R])
CONSTANTS = st.sampled_from([1, 2, 6, Fraction(3, 4)])


def term(power, log, constant):
    t, logarithm = Order.scale("eps"), Order.logarithm("eps")
    return Order.constant(constant) * t**power * logarithm**log


TERMS = st.builds(term, POSITIVE, LOGS, CONSTANTS)


@given(TERMS)
def test_involution_on_a_term(order):
    assert invert(invert(order)) == order


@settings(max_examples=40)
@given(TERMS, TERMS)
def test_involution_on_a_sum(a, b):
    """Terms that another term dominates are dropped, so the second round trip loses nothing."""
    once = invert(a + b)
    assert invert(invert(once)) == once
    assert decide(f"{invert(once)} ≍ {a + b}").verdict != "refuted"


@given(st.integers(1, 4), st.integers(-2, 2), st.fractions(Fraction(1, 4), 4))
def test_inverse_numerically(power, log, constant):
    """N(ε(N)) / N → 1 for a single term, at a size where log log is small against log."""
    order = term(number(power), number(log), constant)
    inverse = invert(order)
    for digits, tolerance in ((60, 0.25), (6000, 0.02)):
        n = Fraction(10) ** digits
        eps = decimal_at(inverse.terms, "N", n, {})
        back = decimal_at(order.terms, "eps", Fraction(eps), {})
        assert abs(math.log(float(back / n.numerator))) <= tolerance * (1 + abs(log)) * 2


def test_slip_1_the_width_of_the_sobolev_ball():
    """The main text prints d_N = Ω(N^(-m/r)); inverting the order N = Ω(ε^(-m/r)) gives N^(-r/m)."""
    order = parse_order("eps^(-m/r)")
    assert invert(order) == parse_order("N^(-r/m)")
    printed = check_inverse(order, parse_order("N^(-m/r)"))
    assert printed.verdict == "refuted"
    assert printed.statement.violated(printed.witness)
    assert check_inverse(order, parse_order("N^(-r/m)")).proved
    assert check_inverse(parse_order("N^(-m/r)"), order).verdict == "refuted"


@pytest.mark.parametrize("text", ["3", "eps", "N", "log(1/eps)", "eps^(m1-m2)", "eps^(-m1)+eps^(m1-3)*log(1/eps)"])
def test_orders_without_inverse(text):
    order = parse_order(text)
    if text == "eps^(-m1)+eps^(m1-3)*log(1/eps)":
        with pytest.raises(BoundlabError, match="infinity"):
            invert(order)
    else:
        with pytest.raises(BoundlabError):
            invert(order)
