"""Irrational counterexamples: what they refute, and roots that the checker refuses."""

import copy
from fractions import Fraction

import pytest

from boundlab.checking import check
from boundlab.checking._refusal import Rejected
from boundlab.checking._rewritten.algebraic import Algebraic, RealRoot
from boundlab.checking._rewritten.polynomial import Budget
from boundlab.symbolic.algebraic import find
from boundlab.symbolic.decide import decide
from boundlab.symbolic.statement import Statement


@pytest.mark.parametrize(
    ("claim", "where", "real", "verdict"),
    [
        ("x^2 != 2", ["x > 0"], "x", "refuted"),
        ("x^3 - x - 1 != 0", [], "x", "refuted"),
        ("x^3 - x - 1 != 0", ["x < 1"], "x", "proved"),
        ("x^5 - x - 1 != 0 or x < 1", [], "x", "refuted"),  # no root is a radical
        ("x^2 + y^2 != 3", [], "xy", "refuted"),  # no rational point on this circle
        ("(x^2 - 2)^2 > 0", [], "x", "refuted"),
        ("max(x^2, 2) > 2 or x^2 < 2", [], "x", "refuted"),
        ("x <= 1", ["x^2 = 2", "x > 0"], "x", "refuted"),
        ("sqrt(2) <= 7/5", [], "", "refuted"),
        ("x^2 = m or x != m^(1/2)", [], "x", "proved"),
    ],
)
def test_verdicts(claim, where, real, verdict):
    assert decide(claim, where, list(real)).verdict == verdict


def test_the_witness_is_shown_and_checked():
    found = decide("x^2 != 2", ["x > 0"], ["x"])
    assert found.reason == "fails at x = the root of z^2 - 2 between 1 and 2"
    assert found.witness_json() == {"x": {"root": [-2, 0, 1], "between": ["1", "2"]}}
    assert check(found.certificate()).certified[0].statement.startswith("false at x = the root of")


def test_conditions_may_be_met_at_a_root_only():
    found = decide("sqrt(2) >= 7/5")
    assert (found.verdict, found.reason) == ("proved", "holds for all admissible parameters")
    assert check(found.certificate()).valid


@pytest.mark.parametrize(
    "root",
    [
        {"root": [-3, 0, 1], "between": [1, 2]},  # another number
        {"root": [-2, 0, 1], "between": [-2, 2]},  # two roots
        {"root": [-2, 0, 1], "between": [2, 3]},  # none
        {"root": [-2, 0, 1], "between": [2, 1]},
        {"root": [-2, 0, 1], "between": [1]},
        {"root": [-2, 0, 1], "between": [-2, -1]},  # x > 0 fails
        {"root": [4, 0, -4, 0, 1], "between": [1, 2]},  # a double root
        {"root": [0, -2, 0, 1], "between": [0, 2]},  # a root at an end
        {"root": [2], "between": [1, 2]},
        {"root": [], "between": [1, 2]},
        {"root": [-2, 0, 1, 0.5], "between": [1, 2]},
        {"root": [-2, 0, 1], "between": [1, 2], "title": "x"},
        {"root": [-2] + [0] * 30 + [1], "between": [1, 2]},
    ],
)
def test_other_roots_are_refused(root):
    found = copy.deepcopy(decide("x^2 != 2", ["x > 0"], ["x"]).certificate())
    assert check(found).valid
    found["witness"]["x"] = {"root": [4, -2, -2, 1], "between": [1, "3/2"]}  # (x² - 2)·(x - 2): the same number
    assert check(found).valid
    found["witness"]["x"] = root
    assert not check(found).valid


def test_an_integer_is_no_root():
    statement = {"claim": "m^2 != 2", "where": [], "real": []}
    head = {"kind": "decision", "version": 1, "statement": statement, "verdict": "refuted"}
    assert not check({**head, "witness": {"m": {"root": [-2, 0, 1], "between": [1, 2]}}}).valid
    orders = {"claim": "eps^(-x) ≲ eps^(-1)", "where": [], "real": ["x"]}
    assert not check({**head, "statement": orders, "witness": {"x": {"root": [-2, 0, 1], "between": [1, 2]}}}).valid


def test_arithmetic_at_a_root():
    x = Algebraic.of(RealRoot([Fraction(c) for c in (-2, 0, 1)], Fraction(1), Fraction(2), Budget()))
    assert x * x == 2
    assert 1 + x == x + 1
    assert x**-1 * 2 == x
    assert (x + 1) * (x - 1) == 1
    assert Fraction(1414213562373095, 10**15) < x < Fraction(1414213562373096, 10**15)
    assert -x < x**3 < 3
    assert min(x, Fraction(3, 2)) is x
    with pytest.raises(ZeroDivisionError):
        (x * x - 2) ** -1
    # a polynomial that is a product: the rational root in the middle of the interval
    half = Algebraic.of(RealRoot([Fraction(c) for c in (1, -2, -2, 4)], Fraction(3, 8), Fraction(5, 8), Budget()))
    assert half + Fraction(1, 2) == 1
    assert half * 3 > 1
    with pytest.raises(Rejected):
        RealRoot([Fraction(c) for c in (1, -2, -2, 4)], Fraction(0), Fraction(1), Budget())


def test_the_other_values_of_an_irrational_point_lie_where_their_parameters_range():
    claim, condition = "min(3/2, a^2) <= m - 1 or -2 < max(min(m, -1), b)", "max(min(m, -1), b) < -2 or n > -2"
    assert find(Statement.parse(claim, [condition], ["a", "b"])) is None  # it holds for all integers m, n ≥ 1
