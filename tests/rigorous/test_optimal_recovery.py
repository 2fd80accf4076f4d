"""Optimal recovery and recovered traces: the splines they decode to are built, and stay below the claims."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import BSpline

from boundlab.checking import check
from boundlab.checking._rewritten import trace_recovery
from boundlab.rigorous import Query, bounds, certified_lower_bound, constructive_upper_bound, select
from boundlab.rigorous._zigzag import euler_spline_norm
from boundlab.rigorous.engines.trace_recovery import VALUES, recovery, trace_weight


def functionals(q, n):
    """The data as (order of the derivative, place)."""
    H = 2 / n
    if q % 2:
        values = [(0, -1 + (j + 0.5) * H) for j in range(n)]
        return values + [(i, end) for i in range(1, q, 2) for end in (-1.0, 1.0)]
    return [(0, -1 + j * H) for j in range(n + 1)] + [(i, end) for i in range(2, q, 2) for end in (-1.0, 1.0)]


def basis(q, n):
    """B-splines of degree q - 1 with knots at the inner cell ends."""
    knots = np.r_[[-1.0] * q, -1 + 2 / n * np.arange(1, n), [1.0] * q]
    return [BSpline(knots, row, q - 1) for row in np.eye(n + q - 1)]


def decoder(q, n, x):
    """Matrix from the data to the values of the spline at x."""
    splines = basis(q, n)
    data = np.array([[(s.derivative(i) if i else s)(place) for s in splines] for i, place in functionals(q, n)])
    return np.array([s(x) for s in splines]).T @ np.linalg.inv(data)


CASES = [(q, n) for q in (1, 2, 3, 4, 5) for n in (1, 2, 3, 5, 8)]


@pytest.mark.parametrize(("q", "n"), CASES)
def test_the_number_of_data_is_the_dimension_of_the_splines(q, n):
    assert len(functionals(q, n)) == n + q - 1 == len(basis(q, n))


@pytest.mark.parametrize(("q", "n"), CASES)
def test_the_peano_kernel_has_the_claimed_norm_and_no_more(q, n):
    """|h(x) - Sh(x)| ≤ ∫|K(x,t)|·|h^(q)(t)|dt; the largest ∫|K(x,·)| is F_q·n^{-q}."""
    x = np.linspace(-1, 1, 16 * n + 1)[:-1] + 1e-9
    cell = (np.arange(200) + 0.5) / 200
    t = np.concatenate([-1 + (j + cell) * 2 / n for j in range(n)])
    matrix = decoder(q, n, x)

    def truncated(y, order):
        power = q - 1 - order
        scale = np.prod([float(k) for k in range(1, power + 1)])
        return np.where(y > 0, np.abs(y) ** power, 0.0) / scale

    data = np.array([truncated(place - t, i) for i, place in functionals(q, n)])
    kernel = truncated(x[:, None] - t, 0) - matrix @ data
    norms = np.abs(kernel).sum(axis=1) * 2 / (200 * n)
    claim = float(euler_spline_norm(q)) / n**q
    assert norms.max() <= claim * (1 + 1e-3)
    assert norms.max() >= claim * (1 - 2e-2)


@given(st.integers(1, 12), st.fractions(Fraction(1, 10**12), Fraction(99, 100)))
def test_between_the_lower_bound_and_every_other_method(r, eps):
    found = constructive_upper_bound(1, r, eps)
    assert certified_lower_bound(1, r, eps).N <= found.N
    (own,), _ = bounds(Query(1, r, eps), select("optimal-recovery"))
    assert found.N <= own.N


@pytest.mark.parametrize("r", [1, 2, 3, 4, 5, 8])
def test_the_ratio_tends_to_one(r):
    eps = Fraction(1, 10 ** (5 * r))
    assert 1.5 * r >= constructive_upper_bound(1, r, eps).N - certified_lower_bound(1, r, eps).N


# ---- recovered traces: several variables ---------------------------------------------------------


@pytest.mark.parametrize("q", [3, 4])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8, 13, 30])
def test_weights_of_values_and_of_traces(q, n):
    """Largest sums over x, against the constants of the proof."""
    x = np.linspace(-1, 1, 64 * n + 1)
    matrix = decoder(q, n, x)
    orders = np.array([i for i, _ in functionals(q, n)])
    values = np.abs(matrix[:, orders == 0]).sum(axis=1).max()
    traces = np.abs(matrix[:, orders == q - 2]).sum(axis=1).max()
    assert values <= float(VALUES[q]) + 1e-9
    assert n < 13 or values >= float(VALUES[q]) * 0.999
    assert traces <= float(trace_weight(q, n)) + 1e-9
    assert traces >= float(trace_weight(q, n)) * (0.9999 if q == 3 else 0.97 if n != 3 else 0.8)
    checked = Fraction(2, n) ** (q - 2) * trace_recovery.largest_trace_weight(q, n)
    assert abs(checked / trace_weight(q, n) - 1) < Fraction(1, 10**6)


def test_the_roots_are_rounded_up():
    assert VALUES[3] ** 2 > 2 == round(VALUES[3] ** 2, 4)
    assert (4 * VALUES[4] - 1) ** 2 > 27
    assert Fraction(1351, 21060) ** 2 > Fraction(3, 27**2)
    assert (trace_recovery.ROOT2**2 > 2, trace_recovery.ROOT3**2 > 3) == (True, True)


@pytest.mark.parametrize(
    ("q", "levels"), [(3, [[4, 5], [5]]), (3, [[7, 6], [3]]), (4, [[3, 3], [4]]), (4, [[5, 8], [6]])]
)
def test_recovery_in_the_plane_stays_below_its_bound(q, levels):
    """Waves cos(w·x + phase): ∂^k multiplies by w^k and shifts the phase."""
    (n, traces), (last,) = levels
    method = {"cells": n, "order": q, "levels": levels}
    eta = trace_recovery.recovered(method, n, 2, q)[0]
    eta = float(eta / (1 - eta))
    x = np.linspace(-1, 1, 121)
    rows, columns = decoder(q, n, x), decoder(q, last, x)
    grid = np.linspace(-1, 1, traces + 1)
    rng, worst = np.random.default_rng(4), 0.0
    for _ in range(200):
        w, phase = rng.normal(size=2) * rng.choice([1, 3, 9]), rng.uniform(0, 7)

        def wave(i, s, j, t, w=w, phase=phase):
            angle = w[0] * s + w[1] * t + phase + np.pi / 2 * (i + j)
            return w[0] ** i * w[1] ** j * np.cos(angle)

        data = []
        for i, place in functionals(q, n):
            if i == 0:
                slice_data = [wave(0, place, j, t) for j, t in functionals(q, last)]
                data.append(columns @ np.array(slice_data))
            else:
                data.append(np.interp(x, grid, wave(i, place, 0, grid)))
        error = np.abs(wave(0, x[:, None], 0, x[None, :]) - rows @ np.array(data)).max()
        size = sum(abs(w[0]) ** k * abs(w[1]) ** (q - k) for k in range(q + 1))
        worst = max(worst, error / size)
    assert 0.3 * eta <= worst <= eta * (1 + 1e-9)


@given(
    st.integers(2, 9),
    st.sampled_from([3, 4]),
    st.fractions(Fraction(1, 10**6), 10**3),
    st.fractions(1, 2),
)
def test_a_smaller_error_never_takes_fewer_parameters(m, q, R, factor):
    assert recovery(m, q, R)[0] <= recovery(m, q, R / factor)[0]


SEVERAL = {(2, "1e-4"): 319, (2, "1e-6"): 5746, (2, "1e-8"): 117874, (3, "1e-4"): 6503, (3, "1e-8"): 48020102}


@pytest.mark.parametrize(("m", "eps"), SEVERAL)
def test_numbers_for_three_derivatives(m, eps):
    found = constructive_upper_bound(m, 3, eps)
    assert SEVERAL[m, eps] == found.N
    assert check(found.certificate).valid


@given(st.integers(2, 9), st.integers(3, 8), st.fractions(Fraction(1, 10**12), Fraction(99, 100)))
def test_recovered_traces_lie_between_the_bounds_and_are_checked(m, r, eps):
    (own,), _ = bounds(Query(m, r, eps), select("trace-recovery"))
    assert certified_lower_bound(m, r, eps).N <= constructive_upper_bound(m, r, eps).N <= own.N
    assert check(own.certificate).valid


def test_falsified_levels_are_rejected():
    (own,), _ = bounds(Query(3, 4, "1e-8"), select("trace-recovery"))
    method = own.certificate["method"]
    assert check(own.certificate).valid
    for i, level in enumerate(method["levels"]):
        for j in range(len(level)):
            for step in (-1, 1):
                levels = [list(each) for each in method["levels"]]
                levels[i][j] += step
                changed = {**method, "levels": levels, "cells": levels[0][0]}
                assert not check({**own.certificate, "method": changed}).valid
                # counted honestly, one cell less in any place is an error that exceeds ε
                N = trace_recovery.recovered(changed, levels[0][0], 3, 4)[1]
                assert check({**own.certificate, "method": changed, "N": N}).valid == (step == 1)
    for changed in ({**method, "order": 3}, {**method, "levels": method["levels"][1:]}, {**method, "levels": "all"}):
        assert not check({**own.certificate, "method": changed}).valid
    assert not check({**own.certificate, "r": 3}).valid
