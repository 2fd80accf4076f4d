"""Optimal recovery in one variable: the spline it decodes to is built, and its errors stay below the Euler spline's."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import BSpline

from boundlab.rigorous import Query, bounds, certified_lower_bound, constructive_upper_bound, select
from boundlab.rigorous._zigzag import euler_spline_norm


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
