"""The lower bound for continuous selection: its values, its laws, and oracles for the norms behind it."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import BSpline
from scipy.optimize import linprog

from boundlab.rigorous import (
    Query,
    certified_lower_bound,
    constructive_upper_bound,
    leading_constants,
    sandwich,
)
from boundlab.rigorous._zigzag import euler_spline_norm
from boundlab.rigorous.engines import bounds, select
from boundlab.rigorous.spaces import families, tensor_splines

small_eps = st.builds(
    lambda a, b: Fraction(a, 10**9 + b), st.integers(1, 10**8), st.integers(0, 10**12)
) | st.fractions(Fraction(1, 10**6), Fraction(99, 100))
dimension = st.integers(1, 8)
smoothness = st.integers(1, 7)


def lower(m, r, eps, engine="continuous-selection"):
    return bounds(Query(m, r, eps), select(engine))[0][0].N


@given(st.fractions(Fraction(1, 10**9), Fraction(10**6 - 1, 10**6)))
def test_m_1_r_1_is_exact(eps):
    exact = -(-eps.denominator // eps.numerator) - 1
    found = sandwich(Query(1, 1, eps))
    assert found.lower.N == exact == found.upper.N
    assert found.tight


# constants.md's table: eps = 1e-2, 1e-4, 1e-6; where it rounds, the leading digits
FINITE = {
    (1, 2): [4901, 49990001, 499999000001],
    (1, 3): [143748, 148103708148, None],
    (1, 4): [3125000, 3125 * 10**11, 3125 * 10**19],
    (2, 1): [7, 71, 707],
    (2, 2): [16, 1369, 136161],
    (2, 3): [27, 17576, 17576000],
    (2, 4): [16, 194481, None],
    (3, 1): [3, 15, 70],
    (3, 2): [4, 81, 1681],
    (4, 1): [2, 7, 22],
    (4, 2): [4, 25, 196],
}


@pytest.mark.parametrize(("r", "m"), FINITE)
def test_values_at_decades(r, m):
    for value, eps in zip(FINITE[r, m], ("1e-2", "1e-4", "1e-6"), strict=True):
        assert value is None or lower(m, r, eps) == value


def test_r_2_m_1_at_one_millionth():
    found = sandwich(Query(1, 2, "1e-6"))
    assert 707 <= found.lower.N <= found.upper.N <= 709


def test_huge_answers_are_exact_integers():
    assert len(str(lower(4, 2, "1e-12"))) == 22
    assert lower(4, 1, "1e-12") % 1 == 0


@settings(max_examples=500)
@given(dimension, smoothness, small_eps)
def test_lower_at_most_upper(m, r, eps):
    assert certified_lower_bound(m, r, eps).N <= constructive_upper_bound(m, r, eps).N


@given(dimension, smoothness, small_eps, small_eps)
def test_monotone_in_eps(m, r, a, b):
    small, large = min(a, b), max(a, b)
    assert lower(m, r, small) >= lower(m, r, large)
    assert constructive_upper_bound(m, r, small).N >= constructive_upper_bound(m, r, large).N


@given(dimension, smoothness, small_eps)
def test_at_least_the_textbook_bump(m, r, eps):
    assert lower(m, r, eps) >= lower(m, r, eps, "textbook-bump") >= 1


@given(dimension, smoothness, small_eps)
def test_no_finer_resolution_of_any_space_does_better(m, r, eps):
    best = lower(m, r, eps)
    for family in families(m, r):
        n = family.norm.largest_below(eps)
        assert family.norm(n) * eps < 1 <= family.norm(n + 1) * eps
        assert family.dimension(n) <= best


# (r, m): lead as in constants.md (splines), C spline, C exponential bump, C best bump
LEADING = {
    (1, 1): ("1", 1, 0.4608, 1),
    (1, 2): ("2", 0.25, 5.307e-2, 0.25),
    (1, 3): ("3", 3.704e-2, 3.623e-3, 3.704e-2),
    (1, 4): ("4", 3.906e-3, 1.760e-4, 3.906e-3),
    (2, 1): ("2", 0.7071, 0.2179, 0.5),
    (2, 2): ("184/25", 0.1359, 2.135e-2, 9.017e-2),
    (2, 3): (None, 1.756e-2, 1.471e-3, 1.097e-2),
    (2, 4): ("3155/128", 1.646e-3, 7.898e-5, 1.021e-3),
    (3, 1): ("3", 0.6934, 0.1254, 0.3655),
    (3, 2): ("15", 0.1644, 9.357e-3, 6.114e-2),
    (3, 3): ("157705/4096", 2.597e-2, 5.541e-4, 7.267e-3),
    (3, 4): ("78985/1024", 3.046e-3, 2.774e-5, 6.682e-4),
    (4, 1): ("24/5", 0.6756, 8.155e-2, 0.2864),
    (4, 2): ("112500/3721", 0.1819, 4.571e-3, 4.351e-2),
    (4, 3): (None, 3.387e-2, 2.184e-4, 4.990e-3),
    (4, 4): (None, 4.693e-3, 9.303e-6, 4.667e-4),
}


@pytest.mark.parametrize(("r", "m"), LEADING)
def test_leading_constants(r, m):
    lead, spline, exponential, bump = LEADING[r, m]
    found = leading_constants(m, r)
    if lead:
        assert found["tensor-splines"].lead == Fraction(lead)
    for name, value in (
        ("tensor-splines", spline),
        ("exponential-bump", exponential),
        ("disjoint-bumps", bump),
    ):
        assert float(found[name].decimal()) == pytest.approx(value, rel=6e-4)
    if r == 1 < m:
        assert float(found["l1-cones"].decimal()) == pytest.approx(2 ** (m - 1) / m**m)


@pytest.mark.parametrize(("r", "m"), LEADING)
def test_the_constant_is_what_small_eps_gives(r, m):
    eps = Fraction(1, 10 ** (12 * r))
    best = max(c.decimal() for name, c in leading_constants(m, r).items() if name != "exponential-bump")
    assert lower(m, r, eps) == pytest.approx(float(best) * 10.0 ** (12 * m), rel=1e-3)


# ---- oracles for the spline norms -------------------------------------------------------------


def half_period_basis(d, D, points, order):
    """Values of the order-th derivative of a basis of X_1 at `points`, built from scipy's B-splines."""
    h = 2 / D
    columns = []
    for i in range(D + 1):
        total = np.zeros(len(points))
        images = {-1 + i * h + 4 * shift for shift in range(-8, 9)} | {-1 - i * h + 4 * shift for shift in range(-8, 9)}
        images = {round(c, 9) for c in images}
        for centre in images:
            knots = centre + h * (np.arange(d + 2) - (d + 1) / 2)
            spline = BSpline.basis_element(knots, extrapolate=False)
            value = spline.derivative(order)(points) if order else spline(points)
            total += np.nan_to_num(value)
        columns.append(total)
    return np.array(columns).T


PAIRS = [(1, 4), (2, 3), (2, 6), (3, 5), (4, 4), (4, 7), (6, 5)]


@pytest.mark.parametrize(("d", "D"), PAIRS)
def test_linear_programming_confirms_the_spline_inequality(d, D):
    """sup of |s^(j)| over |s| ≤ 1 on a fine grid, against (F_{d-j}/F_d)·D^j."""
    # one linear programme per place where the derivative can peak: the knots and the middles between them
    grid = np.linspace(-1, 1, 60 * D + 1)
    values = half_period_basis(d, D, grid, 0)
    box = np.vstack([values, -values])
    for j in range(1, d + 1):
        claim = float(euler_spline_norm(d - j) / euler_spline_norm(d)) * D**j
        places = -1 + (2 / D) * (np.arange(0, 2 * D, 1) / 2 + (0.25 if j == d else 0))
        rows = half_period_basis(d, D, places[places < 1], j) / claim
        best = 0.0
        for row in rows:
            done = linprog(-row, box, np.ones(len(box)), bounds=(None, None), method="highs")
            assert done.status == 0
            best = max(best, -done.fun)
        assert best == pytest.approx(1, rel=3e-3)


@pytest.mark.parametrize(("m", "r", "d", "D"), [(1, 2, 2, 6), (1, 3, 4, 5), (2, 2, 3, 4), (2, 2, 4, 3)])
def test_random_members_never_exceed_the_certified_norm(m, r, d, D):
    rng = np.random.default_rng(0)
    points = np.linspace(-1, 1, 241) + 1e-7
    K = float(tensor_splines.of_degree(m, r, d).norm(D))
    basis = [half_period_basis(d, D, points, j) for j in range(r + 1)]
    worst = 0.0
    for _ in range(200):
        coefficients = rng.choice([-1.0, 1.0], size=(D + 1,) * m) * rng.random((D + 1,) * m) ** rng.integers(0, 3)
        total, size = 0.0, None
        for k in product(range(r + 1), repeat=m):
            if sum(k) <= r:
                values = coefficients
                for axis, order in enumerate(k):
                    values = np.moveaxis(np.tensordot(basis[order], values, axes=(1, axis)), 0, axis)
                total += np.abs(values).max()
                size = np.abs(values).max() if sum(k) == 0 else size
        worst = max(worst, total / size)
    assert worst <= K
    assert worst >= 0.2 * K


@settings(max_examples=20)
@given(st.integers(1, 4), st.integers(0, 5))
def test_cones_are_disjoint_and_as_many_as_claimed(m, g):
    (family,) = [f for f in families(m, 1) if f.name == "l1-cones"]
    centres = [a for a in product(range(g + 1), repeat=m) if sum(a) % 2 == 0]
    assert len(centres) == family.dimension(g)
    if g and len(centres) <= 300:
        gaps = [sum(abs(x - y) for x, y in zip(a, b, strict=True)) for a in centres for b in centres if a < b]
        assert min(gaps, default=2) * Fraction(2, g) >= Fraction(4, g)
