"""The lower bound for continuous selection: its values, its laws, and oracles for the norms behind it."""

from fractions import Fraction
from itertools import product
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import BSpline
from scipy.optimize import linprog

from boundlab.checking import check
from boundlab.rigorous import (
    Query,
    certified_lower_bound,
    constructive_upper_bound,
    leading_constants,
    sandwich,
)
from boundlab.rigorous._zigzag import euler_spline_norm
from boundlab.rigorous.engines import bounds, select
from boundlab.rigorous.spaces import families, smoothed_linear_splines, tensor_splines
from boundlab.testing import accuracies

small_eps = accuracies(Fraction(1, 10**13))
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


# eps = 1e-2, 1e-4, 1e-6
FINITE = {
    (1, 2): [4901, 49990001, 499999000001],
    (1, 3): [143748, 148103708148, None],
    (1, 4): [3125000, 3125 * 10**11, 3125 * 10**19],
    (2, 1): [7, 71, 707],
    (2, 2): [16, 1521, 148225],
    (2, 3): [27, 21952, 20796875],
    (2, 4): [81, 234256, 2217373921],
    (3, 1): [3, 15, 70],
    (3, 2): [4, 81, 1764],
    (3, 3): [8, 343, 29791],
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


@settings(max_examples=300)
@given(dimension, smoothness, small_eps)
def test_lower_at_most_upper(m, r, eps):
    assert certified_lower_bound(m, r, eps).N <= constructive_upper_bound(m, r, eps).N


@pytest.mark.slow
@settings(max_examples=2000)
@given(dimension, smoothness, small_eps)
def test_lower_at_most_upper_and_both_certified_at_more_points(m, r, eps):
    found = sandwich(Query(m, r, eps))
    assert found.lower.N <= found.upper.N
    assert check(found.certificate()).valid


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


# (r, m): lead of the tensor splines, their C, C of the exponential bump, C of the best bump
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


SMOOTHED = {(2, 2): 4 / 27, (2, 3): 0.020786, (2, 4): 0.0021972, (3, 2): 0.17125, (3, 3): 0.027619, (3, 4): 0.003282}


@pytest.mark.parametrize(("r", "m"), SMOOTHED)
def test_smoothed_linear_splines_beat_the_tensor_splines(r, m):
    found = leading_constants(m, r)
    assert float(found["smoothed-linear-splines"].decimal()) == pytest.approx(SMOOTHED[r, m], rel=1e-4)
    assert found["smoothed-linear-splines"].lead < found["tensor-splines"].lead


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


def smoothed_hats(D, half_widths, points, order):
    """Values at `points` of the order-th derivative of all 2D periodic hats, convolved with the boxes, in closed form.

    The second antiderivative of ψ_h is a sum of truncated powers; a hat is its second difference.
    """
    h, k = 2 / D, len(half_widths)
    power = k + 1 - order
    kernels = []
    for i in range(-4 * D, 6 * D):
        total = np.zeros(len(points))
        for signs in product((-1, 1), repeat=k):
            shift = h * sum(s * w for s, w in zip(signs, half_widths, strict=True))
            y = points - (-1 + i * h) + shift
            total += np.prod(signs) * np.where(y > 0, np.abs(y) ** power, 0.0) / factorial(power)
        kernels.append(total / np.prod([2 * w * h for w in half_widths]))
    hats = [(a - 2 * b + c) / h for a, b, c in zip(kernels, kernels[1:], kernels[2:], strict=False)]
    return np.array([sum(hats[i :: 2 * D]) for i in range(2 * D)]).T


SMOOTHINGS = [
    *((D, [p]) for D, p in [(1, 1 / 3), (2, 1 / 3), (3, 0.2), (4, 0.5), (5, 0.28), (8, 1 / 4)]),
    *((D, [a, b]) for D, a, b in [(1, 0.3, 0.2), (2, 0.25, 0.25), (3, 0.3, 0.1), (4, 0.315, 0.185), (6, 0.2, 0.15)]),
]


@pytest.mark.parametrize(("D", "half_widths"), SMOOTHINGS)
def test_linear_programming_attains_the_norms_of_smoothed_linear_splines(D, half_widths):
    """sup of |s^(j)| over |s| ≤ 1, all periodic s, against b_j·D^j: never more, and equal at the right place."""
    h, r = 2 / D, len(half_widths) + 1
    exact = smoothed_linear_splines.of_half_widths(1, [Fraction(w).limit_denominator(1000) for w in half_widths]).norm
    grid = -1 + h * np.arange(0, 2 * D, 1 / 40)
    values = smoothed_hats(D, half_widths, grid, 0)
    box = np.vstack([values, -values])
    flank = half_widths[0] + 1e-4 if r == 3 else 0.0
    for j, place in zip(range(1, r + 1), (0.5, 0.0, flank), strict=False):
        claim = exact.coefficients[j] / exact.denominator * D**j
        for offset in (place, 0.13, 0.31):
            row = smoothed_hats(D, half_widths, np.array([-1 + offset * h]), j)[0] / claim
            done = linprog(-row, box, np.ones(len(box)), bounds=(None, None), method="highs")
            assert done.status == 0
            assert -done.fun <= 1 + 1e-7
            assert offset != place or -done.fun >= 1 - 1e-5


@given(st.integers(1, 64), st.sampled_from([2, 3]))
def test_the_half_widths_are_admissible_and_no_neighbour_has_a_smaller_leading_coefficient(m, r):
    (family,) = smoothed_linear_splines.families(m, r)
    widths = [Fraction(w) for w in family.description["half_widths"]]
    assert sum(widths) <= Fraction(1, 2) >= widths[0] >= widths[-1] > 0
    for step in product((-1, 0, 1), repeat=r - 1):
        other = [w + Fraction(s, 50) for w, s in zip(widths, step, strict=True)]
        if sum(other) <= Fraction(1, 2) and other[0] >= other[-1] > 0:
            leading = smoothed_linear_splines.of_half_widths(m, other).norm.leading
            assert leading >= family.norm.leading * Fraction(99999, 100000)


@settings(max_examples=20)
@given(st.integers(1, 4), st.integers(0, 5))
def test_cones_are_disjoint_and_as_many_as_claimed(m, g):
    (family,) = [f for f in families(m, 1) if f.name == "l1-cones"]
    centres = [a for a in product(range(g + 1), repeat=m) if sum(a) % 2 == 0]
    assert len(centres) == family.dimension(g)
    if g and len(centres) <= 300:
        gaps = [sum(abs(x - y) for x, y in zip(a, b, strict=True)) for a in centres for b in centres if a < b]
        assert min(gaps, default=2) * Fraction(2, g) >= Fraction(4, g)
