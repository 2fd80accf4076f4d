"""Counterexamples on lines: thin sets, far rays, ends and middles of bounds, each accepted by the checker."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_statements import decided, rationals

from boundlab.symbolic.lines import MAX_LINES, points
from boundlab.symbolic.statement import Statement

FALSE = [
    ("s^2 >= 1/100", ("s > 0",), ("s",)),
    ("p^2 <= 0", ("0 <= p", "p <= 1/5"), ("p",)),
    ("s*q >= 1/100", ("s > 0", "q > 0"), ("s", "q")),
    ("(r-m)/w <= m2+20", (), ()),
    ("r/w+m <= 300*m", (), ()),
    ("8*s^2-6*s+1 <= 0", ("1/2 <= s", "s < 1"), ("s",)),
    ("t+18-24*s <= (2-2*s)*t", ("s = 7/9", "1 <= t", "t <= 3/2"), ("s", "t")),
    ("x*y >= -1000", ("x^2 + y^2 <= 10000",), ("x", "y")),
    ("max(s,t)*s >= 1/50 - t", ("s > 0", "t > 0"), ("s", "t")),
    ("m*r <= 5000*w", (), ()),
    ("m^3 <= 1000*m^2 + 7*r + 10^6", (), ()),
    ("eps^(-s*m) ≲ eps^(-1/1000)", ("0 < s",), ("s",)),
    ("m*r <= 10^4*(m+r)", (), ()),
    ("1/p + 1/q > 1/100", ("p >= 1", "q >= 1"), ("p", "q")),
    ("a + b <= 1", ("a^2 + b^2 = 1",), ("a", "b")),
]


@pytest.mark.parametrize(("claim", "where", "real"), FALSE, ids=lambda v: str(v)[:30])
def test_refuted_with_an_accepted_certificate(claim, where, real):
    decision = decided(claim, where, real)
    assert decision.verdict == "refuted"
    assert Statement.parse(claim, where, real).violated(decision.witness)


@settings(max_examples=30)
@given(rationals, st.builds(Fraction, st.integers(1, 9), st.integers(1, 10**6)))
def test_an_interval_of_any_length_is_found(middle, width):
    a, b = middle - width, middle + width
    claim = f"(s - ({a}))*(s - ({b})) >= 0"
    assert decided(claim, (), ("s",)).verdict == "refuted"
    on_lines = itertools.islice(points(Statement.parse(claim, (), ("s",))), 50)
    assert any(a < point["s"] < b for point in on_lines)


@settings(max_examples=10)
@given(st.integers(200, 10**9), st.integers(1, 50))
def test_rays_of_integers(bound, factor):
    assert decided(f"{factor}*m <= {bound} + 3*n").verdict == "refuted"
    assert decided(f"n*m + {bound} > {factor}*m").verdict == ("refuted" if factor > 1 else "proved")


def test_points_respect_the_kinds_and_end():
    statement = Statement.parse("m^2*s >= n/(s - 1) + min(s, m, 3)", ("s*m > 2",), ("s",))
    found = list(points(statement))
    assert len(found) > MAX_LINES
    assert all(p[n] >= 1 and p[n] == int(p[n]) for p in found for n in "mn")
    assert all(set(p) == {"m", "n", "s"} for p in found)


def test_hundreds_of_parameters():
    claim = "+".join(f"a{i}" for i in range(600)) + " >= 1"
    assert len(list(itertools.islice(points(Statement.parse(claim)), 20))) == 20


@pytest.mark.parametrize("claim", ["x + y <= 1.414", "x - y <= 7/5", "x*y <= 49/100"])
def test_diagonals_reach_where_two_parameters_share_a_bound(claim):
    assert decided(claim, ("x^2 + y^2 <= 1",), ("x", "y")).verdict == "refuted"


@settings(max_examples=15)
@given(
    rationals, rationals, st.sampled_from(["(s - ({a}))^2 + (t - ({b}))^2", "(s*t - ({a})*({b}))^2 + (t - ({b}))^4"])
)
def test_an_isolated_zero_is_found(a, b, form):
    claim = f"{form.format(a=a, b=b)} > 0"
    decision = decided(claim, (), ("s", "t"))
    assert decision.verdict == "refuted"
    assert Statement.parse(claim, (), ("s", "t")).violated(decision.witness)
