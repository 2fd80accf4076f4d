"""Targets: the grammar, exact derivatives, certified norms, families."""

import contextlib
import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.function_classes.expression import Expression
from boundlab.function_classes.families.multiscale import MultiScale
from boundlab.function_classes.families.sign_bumps import SignBumps, multi_indices, sup_norms
from boundlab.function_classes.families.slices import Slice
from boundlab.function_classes.families.tensor_spline import TensorSpline
from boundlab.function_classes.parse import known_families, parse_target
from boundlab.function_classes.target import check_finite

BAD = [
    "", "x +", "__import__('os').system('true')", "x.real", "lambda: x", "[x]", "x if x else 1", "f(x)", "sin(x, x)",
    "sin", "w", "x10", "x**y", "x**2000", "True*x", "1j*x", "'a'", "x; y", "x @ x", "x // 2", "sin(x=1)", "x\n+y",
    "(" * 300 + "x" + ")" * 300, "x" * 501, "--target", "bumps:m=1", "nofamily:m=1,r=2", "bumps:m=1,r=2,k=4,q=1",
    "bumps:m=1,r=2,k=1", "spline:m=1,r=3,degree=2,pieces=4", "multiscale:m=1,r=1,scales=0",
    "no_such_module_here:f", "math:no_such_function",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_bad_text_is_one_line(text):
    with pytest.raises(BoundlabError) as error:
        parse_target(text)
    assert "\n" not in str(error.value)


@given(st.text(max_size=30))
def test_arbitrary_text_never_crashes_the_parser(text):
    with contextlib.suppress(BoundlabError):
        parse_target(text)


@pytest.mark.parametrize("text", ["1/x", "log(x)", "exp(1000*x)", "sqrt(x)", "x**-1", "2**1000 * 2**1000 + x"])
def test_a_target_that_is_not_finite_is_refused(text):
    with pytest.raises(BoundlabError, match=r"^target"):
        check_finite(parse_target(text))


@pytest.mark.parametrize(
    "text",
    ["cosh(1.5*x)", "x**3*y - 2/(3 + y)", "sqrt(x + 2)*log(y + 3)", "tanh(x*y) + arctan(x)", "(x + 2)**1.5", "tan(x/2)",
     "relu(x + 3)*abs(y - 4)", "-sinh(x)/e + pi*cos(y)", "exp(sin(x)*y)"],
)  # fmt: skip
def test_derivatives_agree_with_differences(text):
    f = Expression(text, 2)
    x = np.random.default_rng(0).uniform(-0.9, 0.9, (20, 2))
    for axis in (0, 1):
        step = np.zeros(2)
        step[axis] = 1e-5
        orders = tuple(int(i == axis) for i in (0, 1))
        numeric = (f(x + step) - f(x - step)) / 2e-5
        assert np.allclose(f.derivative(orders)(x), numeric, atol=1e-7)


def test_decimals_are_exact():
    assert Expression("0.1*x").node.arguments[0].value == Fraction(1, 10)


@given(m=st.integers(1, 2), r=st.integers(1, 3), k=st.integers(2, 6), pattern=st.integers(0, 5), data=st.data())
def test_sign_bumps_lie_in_the_unit_ball(m, r, k, pattern, data):
    y = SignBumps(m, r, k, pattern)
    norm = y.norm(r)
    assert norm.certified
    assert norm.value <= 1
    # The certified bound is above what differences see in every order.
    x = data.draw(st.lists(st.floats(-0.99, 0.99), min_size=m, max_size=m))
    assert abs(float(y(np.array(x)))) <= float(y.amplitude) * (1 + 1e-12)
    h = 1e-4
    for axis in range(m):
        step = np.eye(m)[axis] * h
        slope = float(y(np.array(x) + step) - y(np.array(x) - step)) / (2 * h)
        assert abs(slope) <= float(y.amplitude * sup_norms(r)[1] * k / 2) * (1 + 1e-6) + 1e-9


@pytest.mark.parametrize("r", [1, 2, 3, 4])
def test_profile_norms_are_tight_upper_bounds(r):
    """Oracle: the derivatives of (4t(1-t))^(r+1) on a fine grid. A bound must be above, and not by much."""
    phi = np.polynomial.Polynomial([0, 4, -4]) ** (r + 1)
    t = np.linspace(0, 1, 20001)
    for j, bound in enumerate(sup_norms(r)):
        peak = np.abs(phi.deriv(j)(t) if j else phi(t)).max()
        assert peak <= float(bound) * (1 + 1e-12)
        assert float(bound) <= 1.05 * peak


@pytest.mark.parametrize(("degree", "pieces", "r"), [(1, 4, 1), (2, 3, 2), (3, 5, 2), (4, 4, 3), (5, 6, 2)])
def test_euler_splines_are_extremal(degree, pieces, r):
    y = TensorSpline(1, r, degree, pieces)
    assert y.norm(r).value == 1
    x = np.linspace(-1, 1, 40001)
    values = y(x[:, None]) / float(y.amplitude)
    nodes = y(np.linspace(-1, 1, pieces + 1)[:, None]) / float(y.amplitude)
    assert math.isclose(np.abs(values).max(), 1, rel_tol=1e-6)
    assert np.allclose(np.abs(nodes), 1)
    assert np.all(np.diff(np.sign(nodes)) != 0)
    slope = np.abs(np.gradient(values, x)[1:-1]).max()
    claimed = float(TensorSpline(1, 1, degree, pieces).norm(1).value / TensorSpline(1, 1, degree, pieces).amplitude) - 1
    assert math.isclose(slope, claimed, rel_tol=1e-3)


def test_families_round_trip_and_patterns_differ():
    members = [SignBumps(2, 1, 3, 4), Slice(2, 3, 1, 3, 37), TensorSpline(2, 1, 3, 4), MultiScale(1, 2, 4, 1)]
    x = np.random.default_rng(1).uniform(-1, 1, (50, 2))
    for member in members:
        again = parse_target(member.text)
        assert np.array_equal(again(x[:, : member.dimension]), member(x[:, : member.dimension]))
        assert member.norm(1).value <= 1
    assert set(known_families()) == {"bumps", "slice", "spline", "multiscale"}
    signs = [tuple(SignBumps(1, 1, 12, p).signs) for p in range(6)]
    assert len(set(signs)) == 6
    assert len(multi_indices(3, 2)) == 10


def test_alternating_pattern_is_a_checkerboard():
    signs = np.array(SignBumps(2, 1, 4).signs).reshape(4, 4)
    for i, j in itertools.product(range(3), range(3)):
        assert signs[i, j] == -signs[i + 1, j] == -signs[i, j + 1]


def test_module_function(tmp_path, monkeypatch):
    (tmp_path / "my_targets.py").write_text("def bump(x):\n    return x[:, 0] ** 2\ndef wrong(x):\n    return 3.0\n")
    monkeypatch.chdir(tmp_path)
    assert parse_target("my_targets:bump")(np.array([[0.5]]))[0] == 0.25
    with pytest.raises(BoundlabError):
        check_finite(parse_target("my_targets:wrong"))
