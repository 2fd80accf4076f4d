"""The exact piecewise-linear optimum against closed forms and an independent computation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar

from boundlab.minimal_networks.piecewise_linear import best_error, link_count, minimum_link_path


def convex_best_error(function, pieces):
    """The same optimum for a convex or concave function, by equal chord gaps: an independent computation.

    For convex f the best approximation with free knots lies between chords whose gap
    max (chord - f) is the same number E on every piece, and its error is E / 2.
    """

    def gap(a, b):
        slope = (function(b) - function(a)) / (b - a)
        inside = minimize_scalar(
            lambda t: -abs(function(a) + slope * (t - a) - function(t)),
            bounds=(a, b),
            method="bounded",
            options={"xatol": 1e-10},
        )
        return -float(inside.fun)

    def overshoot(level):
        """Gap of the last piece minus `level`, after pieces - 1 pieces of gap `level`; -level if they suffice."""
        a = -1.0
        for _ in range(pieces - 1):
            if gap(a, 1.0) <= level:
                return -level
            start = a
            a = float(brentq(lambda b, start=start: gap(start, b) - level, start + 1e-9, 1.0, xtol=1e-12))
        return gap(a, 1.0) - level

    top = gap(-1.0, 1.0)
    return top / 2 if pieces == 1 else float(brentq(overshoot, top * 1e-7, top, xtol=1e-14)) / 2


@pytest.mark.parametrize("pieces", [1, 2, 5, 16])
def test_the_square_has_the_known_optimum(pieces):
    assert best_error(np.square, pieces) * 2 * pieces**2 == pytest.approx(1, rel=1e-4)


@pytest.mark.parametrize("pieces", [2, 4, 8])
def test_equal_chord_gaps_agree_for_exp(pieces):
    assert best_error(np.exp, pieces) == pytest.approx(convex_best_error(lambda x: float(np.exp(x)), pieces), rel=1e-4)


def test_a_piecewise_linear_function_needs_its_own_pieces():
    x = np.linspace(-1, 1, 2001)
    values = np.interp(x, [-1, -0.5, 0.1, 0.6, 1], [0, 1, -1, 0.5, 0.4])
    assert link_count(x, values, 1e-9) == 4
    assert best_error(lambda t: np.interp(t, [-1, 0, 1], [0, 1, 0]), 2) == 0


@given(st.lists(st.floats(-1, 1), min_size=3, max_size=12), st.floats(0.02, 0.5))
def test_the_path_stays_in_the_tube_and_no_shorter_one_is_found_by_brute_force(values, eps):
    x = np.linspace(-1, 1, len(values))
    y = np.array(values)
    path = minimum_link_path(x, y - eps, y + eps)
    px, py = np.array(path).T
    assert px[0] == -1
    assert px[-1] == 1
    assert np.all(np.diff(px) > -1e-9)
    fine = np.unique(np.concatenate([x, px]))
    gap = np.abs(np.interp(fine, px, py) - np.interp(fine, x, y))
    assert gap.max() <= eps * (1 + 1e-6) + 1e-9
    assert len(path) - 1 >= _fewest_by_stabbing(x, y, eps)


def _fewest_by_stabbing(x, y, eps):
    """A lower bound by discontinuous pieces: greedy intervals of samples one line can stab (linear programming)."""
    from scipy.optimize import linprog

    start, count = 0, 0
    while start < len(x):
        stop = start + 1
        while stop < len(x):
            part = slice(start, stop + 1)
            a = np.column_stack([x[part], np.ones(stop + 1 - start)])
            feasible = linprog(
                [0, 0],
                A_ub=np.vstack([a, -a]),
                b_ub=np.concatenate([y[part] + eps * (1 + 1e-6) + 1e-9, -y[part] + eps * (1 + 1e-6) + 1e-9]),
                bounds=[(None, None)] * 2,
            ).success
            if not feasible:
                break
            stop += 1
        start, count = stop, count + 1
    return count


def test_more_accuracy_never_needs_fewer_links():
    x = np.linspace(-1, 1, 1001)
    counts = [link_count(x, np.sin(5 * x), eps) for eps in (0.3, 0.1, 0.03, 0.01, 0.003)]
    assert counts == sorted(counts)
