"""The adversary: its sphere, its finds, and what it says of discontinuous methods."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.adversary.evidence import NoAntipode, confront
from boundlab.adversary.method import Method, built_in
from boundlab.adversary.spline_sphere import SplineSphere, Target
from boundlab.errors import BoundlabError

CONTINUOUS = [name for name, module in built_in().items() if module.CONTINUOUS]


def test_there_are_at_least_five_continuous_methods():
    assert len(CONTINUOUS) >= 5


def hits(name, N, r, m=1):
    found = confront(name, N, m, r)
    assert not isinstance(found, NoAntipode)
    assert found.ratio >= Fraction(999, 1000)
    assert found.norm_bound <= found.sphere.rho
    assert found.sphere.exact_norm(found.coefficients) <= found.sphere.rho
    return found


@pytest.mark.parametrize("r", [1, 2])
@pytest.mark.parametrize("N", [1, 2, 4])
@pytest.mark.parametrize("name", CONTINUOUS)
def test_every_continuous_method_fails_somewhere(name, N, r):
    hits(name, N, r)


@pytest.mark.slow
@pytest.mark.parametrize("r", [1, 2])
@pytest.mark.parametrize("N", [3, 5, 6])
@pytest.mark.parametrize("name", CONTINUOUS)
def test_every_continuous_method_fails_somewhere_for_the_other_sizes(name, N, r):
    hits(name, N, r)


@pytest.mark.parametrize(("m", "r", "N"), [(2, 1, 3), (2, 2, 3), (3, 1, 4)])
def test_several_variables(m, r, N):
    hits("spline-interpolation", N, r, m)


def test_a_discontinuous_method_escapes_and_its_jump_is_shown():
    found = confront("largest-value", 2)
    assert isinstance(found, NoAntipode)
    assert found.jump is not None
    assert found.jump.distance < 1e-12
    assert found.jump.size > 0.1


@settings(max_examples=10)
@given(st.integers(1, 6), st.sampled_from([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]), st.randoms(use_true_random=False))
def test_the_two_evaluations_of_a_spline_agree_and_the_norm_bounds_it(N, mr, random):
    m, r = mr
    sphere = SplineSphere(N, m, r)
    coefficients = [Fraction(random.randint(-64, 64), 64) for _ in sphere.indices]
    points = [[Fraction(random.randint(-32, 32), 32) for _ in range(m)] for _ in range(6)]
    exact = [sphere.value(coefficients, p) for p in points]
    target = Target(sphere, np.array([float(c) for c in coefficients]))
    assert np.allclose(target(np.array([[float(t) for t in p] for p in points])), [float(v) for v in exact])
    assert m > 1 or max(map(abs, exact)) <= sphere.exact_norm(coefficients)
    assert max(map(abs, map(float, exact))) <= sphere.norm(target.coefficients) + 1e-12


@settings(max_examples=10)
@given(st.integers(1, 6), st.integers(1, 3), st.randoms(use_true_random=False))
def test_derivatives_stay_below_the_constant_of_the_space(N, r, random):
    sphere = SplineSphere(N, 1, r)
    target = sphere.target(np.array([random.uniform(-1, 1) for _ in range(N + 1)]) + 1e-9)
    x = np.linspace(-1, 1, 4001)
    total, values = 0.0, target(x[:, None])
    for _ in range(r + 1):
        total += np.abs(values).max()
        values = np.gradient(values, x)[1:-1]
        x = x[1:-1]
    assert total <= 1 + 0.01 * r  # finite differences of the last, discontinuous derivative overshoot slightly


def test_the_jump_of_a_method_that_tells_y_from_minus_y_is_found():
    from boundlab.adversary.antipodes import Nearest, search
    from boundlab.adversary.jumps import find_jump

    sphere = SplineSphere(1)
    sign = Method("sign", lambda y: np.array([np.sign(y(np.array([[0.123]]))[0]) or 1.0]), None)
    found = search(sign, sphere, 0)
    assert isinstance(found, Nearest)
    assert find_jump(sign, sphere, found, 0).size == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("horoscope", 2), "method: got 'horoscope'"),
        (("no_such_module:f", 2), "method: got 'no_such_module:f'"),
        (("math:pi", 2), "expected a callable"),
        (("math:sqrt", 2), "expected a callable y"),
        (("spline-interpolation", 0), "N: got '0'"),
        (("spline-interpolation", 2, 9), "m: got '9'"),
        (("spline-interpolation", 2, 1, 7), "r: got '7'"),
    ],
)
def test_bad_input(arguments, message):
    with pytest.raises(BoundlabError, match=re.escape(message)):
        confront(*arguments)
