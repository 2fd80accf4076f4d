"""Exponents: recovered from synthetic sizes; verdicts that must come out each way."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.experiments.statistics import Point, fit_exponent, points_from_rows, rival_exponents, theory_exponent


def power_law(exponent, count=8, noise=0.0, seed=0, floor=0.0):
    random = np.random.default_rng(seed)
    eps = np.geomspace(0.1, 0.005, count)
    points = []
    for value in eps:
        sizes = 3 * (value - floor) ** -exponent * np.exp(noise * random.standard_normal(6))
        points.append(Point(float(value), tuple(sizes * 0.98), tuple(sizes)))
    return points


@given(st.floats(0.2, 3))
def test_an_exact_power_law_is_recovered(exponent):
    fit = fit_exponent(power_law(exponent))
    for value in (fit.exponent, fit.without_first, fit.without_last, fit.floor_exponent):
        assert value == pytest.approx(exponent, abs=1e-6)
    assert fit.interval_exponent == pytest.approx(exponent, abs=0.02)
    assert fit.floor == 0
    assert fit.decades == pytest.approx(math.log10(20))


def test_the_standard_errors_are_those_of_repeated_experiments():
    """Oracle: the spread of the exponent over 80 synthetic experiments."""
    fits = [fit_exponent(power_law(1.0, noise=0.1, seed=seed)) for seed in range(80)]
    spread = np.std([fit.exponent for fit in fits])
    assert 0.7 < np.mean([fit.standard_error for fit in fits]) / spread < 1.3
    assert 0.5 < np.mean([fit.bootstrap_error for fit in fits]) / spread < 1.5
    inside = [abs(fit.exponent - 1) <= 2 * fit.uncertainty for fit in fits]
    assert np.mean(inside) > 0.85


def test_verdicts_each_way():
    steep, noisy = fit_exponent(power_law(1.0, noise=0.05)), fit_exponent(power_law(1.0, noise=0.6))
    assert steep.verdict(1.0, {"half": 0.5})[0] == "consistent"
    assert steep.verdict(0.5, {"one": 1.0})[0] == "inconsistent"
    assert steep.verdict(1.0, {"near": 1.01})[0] == "cannot tell"
    near = noisy.exponent + noisy.uncertainty
    assert noisy.verdict(noisy.exponent, {"near": near})[0] == "cannot tell"
    assert fit_exponent(power_law(1.0, count=3)).verdict(1.0, {"half": 0.5})[0] == "cannot tell"


def test_failures_stop_the_fit_and_are_counted():
    points = power_law(1.0)
    points[5] = Point(points[5].eps, points[5].low, (*points[5].high[:-1], math.inf))
    fit = fit_exponent(points)
    assert (fit.points, fit.censored) == (5, 1)
    assert fit.exponent == pytest.approx(1, abs=1e-6)
    with pytest.raises(BoundlabError):
        fit_exponent([Point(p.eps, p.low, (math.inf,) * 6) for p in points])


def test_censored_points_pull_the_interval_regression_up():
    points = power_law(0.5, count=8)
    lower = 3 * points[7].eps ** -1.0
    harder = [*points[:7], Point(points[7].eps, (lower,) * 6, (math.inf,) * 6)]
    assert fit_exponent(harder).interval_exponent > fit_exponent(points).interval_exponent + 0.05


def test_an_optimiser_floor_is_seen():
    fit = fit_exponent(power_law(0.5, floor=0.003))
    assert fit.floor > 0.002
    assert abs(fit.floor_exponent - 0.5) < 0.05 < abs(fit.exponent - 0.5)


def test_rows_become_points():
    rows = [
        {"eps": 0.1, "N": 7, "bracket": [4, 7]},
        {"eps": 0.1, "N": None, "bracket": [40, None]},
        {"eps": 0.2, "N": 4, "bracket": [None, 4]},
    ]
    first, second = points_from_rows(rows)
    assert (first.eps, first.low, first.high) == (0.2, (0.0,), (4.0,))
    assert second.censored
    assert second.low == (4.0, 40.0)


def test_rivals_never_contain_the_theory():
    for m in (1, 2, 3):
        for r in (1, 2, 3, 4):
            assert all(abs(v - theory_exponent(m, r)) > 1e-9 for v in rival_exponents(m, r).values())
            assert rival_exponents(m, r)
