"""Bumps: admissible, their norms certified and near the truth."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.rigorous._linear_programming_bumps import profile
from boundlab.rigorous.bump_profile import BumpProfile
from boundlab.rigorous.exponential_bump import exponential_bump_norms
from boundlab.rigorous.spaces.disjoint_bumps import of_profile, perfect_spline, profiles, trapezoid

STORED = [(m, r) for r in (3, 4) for m in (2, 3, 4)]


def sampled_norms(bump, per_piece=400):
    """max |φ^(j)| over many points, by integrating the step function from the right, with floats."""
    out = [0.0] * (bump.r + 1)
    ends = [0.0] * bump.r
    for i in range(len(bump.values) - 1, -1, -1):
        left, right = float(bump.knots[i]), float(bump.knots[i + 1])
        u = np.linspace(0, left - right, per_piece)
        rows = [*ends, float(bump.values[i])]
        for j in range(bump.r + 1):
            value, power = np.zeros_like(u), np.ones_like(u)
            for p, d in enumerate(rows[j:]):
                power = power * (u / p) if p else power
                value = value + d * power
            out[j] = max(out[j], np.abs(value).max())
            if j < bump.r:
                ends[j] = value[-1]
    return out


@pytest.mark.parametrize("bump", [perfect_spline(r) for r in range(1, 9)] + [profile(m, r) for m, r in STORED])
def test_certified_norms_enclose_the_sampled_ones_tightly(bump):
    sampled = sampled_norms(bump)
    assert sampled[0] == pytest.approx(1, abs=1e-9)
    for certified, seen in zip(bump.norms, sampled, strict=True):
        assert seen <= float(certified) * (1 + 1e-9)
        assert float(certified) <= seen * (1 + 1e-3)


# ‖φ^(r)‖ of the perfect B-spline (c_r), computed independently in ball arithmetic
@pytest.mark.parametrize(
    ("r", "c"),
    [(1, 1), (2, 4), (3, 20.4852813742), (4, 148.630271318), (5, 1360.2138686), (6, 15163.3780897)],
)
def test_perfect_spline_is_nearly_optimal(r, c):
    assert c * (1 - 1e-9) <= float(perfect_spline(r).norms[r]) <= c * (1 + 2e-4)


@pytest.mark.parametrize(
    ("r", "m", "lead"),
    [
        (3, 2, 66.15418),
        (3, 3, 137.61146),
        (3, 4, 240.60397),
        (4, 2, 528.1697),
        (4, 3, 1172.598),
        (4, 4, 2142.891),
    ],
)
def test_stored_profiles_beat_the_perfect_spline(r, m, lead):
    stored = of_profile(m, profile(m, r)).norm.leading
    assert stored < of_profile(m, perfect_spline(r)).norm.leading
    assert float(stored) == pytest.approx(lead, rel=5e-4)


@given(st.fractions(Fraction(11, 10), 2))
def test_trapezoids_have_the_least_second_derivative(b):
    norms = trapezoid(b).norms
    assert norms[2] == b * b / (b - 1)
    assert b <= norms[1] <= b * (1 + Fraction(1, 2**11))


def test_the_trapezoid_of_each_dimension_is_near_its_optimum():
    for m, lead in ((1, 4), (2, 11.0901699437), (3, 81 / 4), (4, 31.2907221937)):
        (bump,) = profiles(m, 2)
        assert float(of_profile(m, bump).norm.leading) == pytest.approx(lead, rel=1e-5)


def test_exponential_bump():
    expected = [2.17035708571033869, 21.0658821189264602, 506.687518947166759, 22604.9328671784761]
    assert [float(a) for a in exponential_bump_norms(4)[1:]] == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("i", range(4))
def test_a_changed_value_is_no_bump_any_more(i):
    bump = profile(2, 3)
    values = list(bump.values)
    values[i] += Fraction(1, 100)
    with pytest.raises(BoundlabError, match="bump profile"):
        replace(bump, values=tuple(values))


def test_a_bump_that_overshoots_is_refused():
    """φ(0) = 1 and the conditions hold, but |φ| exceeds 1 in between."""
    knots = tuple(Fraction(i, 4) for i in range(5))
    bump = BumpProfile(1, knots, (Fraction(4), Fraction(-4), Fraction(-4), Fraction(0)))
    with pytest.raises(BoundlabError, match="must not exceed"):
        _ = bump.norms
