"""Counterexamples: the points tried respect the ranges, come smallest first, and cost a bounded amount."""

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_statements import decided

from boundlab.symbolic.decide import decide
from boundlab.symbolic.statement import Statement
from boundlab.symbolic.witness import find, find_admissible, near, small_points

STATEMENT = Statement.parse("m + n >= a + b", (), ("a", "b"))


def in_range(point):
    return all(point[n] >= 1 and Fraction(point[n]).denominator == 1 for n in "mn") and set(point) == set("abmn")


def test_small_points():
    points = list(small_points(STATEMENT, 3_000))
    assert len(points) == 3_000
    assert all(map(in_range, points))
    assert len({tuple(p.items()) for p in points}) == 3_000
    largest = [max(p["m"], p["n"]) for p in points]
    assert largest == sorted(largest) or max(largest) <= 8
    assert list(small_points(Statement.parse("1 <= 2"), 10)) == [{}]
    assert max(p["m"] for p in small_points(Statement.parse("m >= 1"), 1_000)) == 199


@given(st.fixed_dictionaries({}, optional={n: st.fractions(-50, 50, max_denominator=12) for n in "abmn"}))
def test_near_respects_the_ranges(suggested):
    points = list(islice(near(STATEMENT, suggested), 5_000))
    assert points
    assert all(map(in_range, points))


def test_near_finds_what_rounding_finds():
    point = {"m": Fraction(7, 2), "n": Fraction(1, 3)}
    assert {(3, 1), (4, 1), (7, 1), (21, 2)} <= {(p["m"], p["n"]) for p in near(Statement.parse("m >= n"), point)}


def test_find_skips_where_a_divisor_vanishes():
    statement = Statement.parse("1/a >= 1 or a > 5", (), ("a",))
    assert find(statement, [{"a": Fraction(0)}]) is None
    assert find(statement, [{"a": Fraction(0)}, {"a": Fraction(2)}]) == {"a": 2}
    cancels = Statement.parse("a/a > 1", (), ("a",))
    assert find(cancels, [{"a": Fraction(0)}]) is None
    either = Statement.parse("m > 1", ("a = 0 or 1/a > 2",), ("a",))
    assert find(either, [{"a": Fraction(0), "m": 1}]) is None
    assert find(either, [{"a": Fraction(1, 4), "m": 1}]) is not None
    assert find_admissible(Statement.parse("m >= 1", ("1/a > 0",), ("a",)), [{"a": Fraction(0), "m": 1}]) is None


@pytest.mark.parametrize(
    ("claim", "where", "real"),
    [
        ("m != 4321", (), ()),
        ("a*a >= a", (), ("a",)),
        ("a >= b", ("a >= m", "m >= 150"), ("a", "b")),
        ("ε^(-a) ≲ ε^(-b)", ("a <= m/1000", "b >= m/1001"), ("a", "b")),
        ("min(a, b, m) >= a/2 - 1000000", ("b = -a", "m = 1"), ("a", "b")),
        ("a/m <= 1/7", ("m >= 12",), ("a",)),
    ],
)
def test_hard_to_find(claim, where, real):
    decision = decided(claim, where, real)
    assert decision.verdict == "refuted"
    assert Statement.parse(claim, where, real).violated(decision.witness)


def test_witness_in_the_reason():
    assert decide("m >= 2*a", (), ("a",)).reason == "fails at a = 1, m = 1"
    assert decide("1 > 2").reason == "fails"
