"""The explicit hypernetwork of theorem 4: exact values against the proved error, counts, orders, sharp constants."""

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.checking._rewritten.targets import _whole
from boundlab.errors import BoundlabError
from boundlab.function_classes.parse import parse_target
from boundlab.rigorous.ball_jets import whole_power
from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork
from boundlab.rigorous.order_fit import fitted_exponent
from boundlab.rigorous.relu_networks import hat_network, hat_network_parameters
from boundlab.rigorous.relu_networks.basis_networks import ACTIVATIONS, BasisNetwork, interpolation_constant
from boundlab.rigorous.sobolev_bounds import derivative_bounds, multi_indices
from boundlab.testing import cube

CASES = [(1, 1, 1), (1, 1, 2), (2, 1, 1), (1, 2, 1)]
ACCURACIES = ["1e-1", "1e-2", "1e-3", "1e-4"]
TARGETS = {2: "sin(x + 2*y)", 3: "exp(-x*y)*cos(3*z)"}


def units(basis, x):
    """The last hidden layer at x, exactly."""
    top = {"relu": None, "clipped-relu": Fraction(1)}[basis.activation]
    values = list(x)
    for layer in basis.layers:
        values = [max(Fraction(0), unit.value(values)) for unit in layer]
        values = values if top is None else [min(top, v) for v in values]
    return [Fraction(1)] * basis.output_biases + values


def interpolated(basis, h, x):
    at_nodes = [h(v) for v in basis.points()]
    outputs = [sum(c * at_nodes[i] for i, c in f.items()) for f in basis.functionals]
    return sum((a * b for a, b in zip(outputs, units(basis, x), strict=True)), Fraction(0))


def exactly(built, x, I):  # noqa: E741
    """g(x; f(I)) in exact rationals, from the definition: both basis networks and the table of values."""
    left, right = units(built.primary, x), units(built.generator, I)
    table = built.node_values
    columns = built.generator.nodes
    total = Fraction(0)
    for a, f in zip(left, built.primary.functionals, strict=True):
        for b, g in zip(right, built.generator.functionals, strict=True):
            if a and b:
                total += a * b * sum(c * d * table[v * columns + u] for v, c in f.items() for u, d in g.items())
    return total / 2**built.bits


# ---- the basis -----------------------------------------------------------------------------------------------------


@given(st.integers(1, 3), st.integers(1, 4), st.data())
def test_both_activations_interpolate_like_the_hat_networks(m, n, data):
    x = data.draw(cube(m))
    heights = data.draw(st.lists(st.integers(-9, 9), min_size=(n + 1) ** m, max_size=(n + 1) ** m))
    nodes = BasisNetwork(m, n).points()
    h = dict(zip(nodes, map(Fraction, heights), strict=True))
    expected = hat_network(m, n, lambda v: h[tuple(v)]).evaluate(x)
    for activation in ACTIVATIONS:
        assert interpolated(BasisNetwork(m, n, activation), lambda v: h[v], x) == expected


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 7), (2, 1), (2, 4), (3, 1), (3, 3), (4, 2)])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_layers_have_the_counted_sizes(m, n, activation):
    basis = BasisNetwork(m, n, activation)
    sizes = [
        (len(layer), sum(len(u.weights) for u in layer), sum(u.bias is not None for u in layer))
        for layer in basis.layers
    ]
    assert sizes == basis.layer_sizes()
    assert basis.inner_parameters + basis.nodes == hat_network_parameters(m, n)
    assert len(basis.functionals) == basis.nodes
    numbers = [v for layer in basis.layers for u in layer for v in (*u.weights.values(), u.bias or Fraction(0))]
    assert all(Fraction(float(v)) == v for v in numbers), "every fixed number is exact in floating point"


# The functions for which the interpolation bound is attained: a halved constant is too small.
SHARP = {
    (1, 1): lambda n, x: Fraction(1, n) - abs((x[0] + 1) % Fraction(2, n) - Fraction(1, n)),
    (1, 2): lambda n, x: sum(Fraction(1, n) - abs((t + 1) % Fraction(2, n) - Fraction(1, n)) for t in x),
    (2, 1): lambda n, x: x[0] ** 2 / 2,
    (2, 2): lambda n, x: x[0] * x[1],
}
SUMS = {(1, 1): 1, (1, 2): 2, (2, 1): 1, (2, 2): 1}
"""Σ_{|k|=r} ‖D^k h‖ of these functions."""


@pytest.mark.parametrize("case", SHARP, ids=lambda c: f"r={c[0]},m={c[1]}")
def test_the_interpolation_constant_holds_and_cannot_be_halved(case):
    r, m = case
    for n in (1, 2, 3, 5):
        basis, h = BasisNetwork(m, n), lambda v, n=n: SHARP[case](n, v)
        bound = interpolation_constant(r, m) * SUMS[case] / Fraction(n) ** r
        grid = [Fraction(i, 4 * n) - 1 for i in range(8 * n + 1)]
        worst = max(abs(interpolated(basis, h, x) - h(x)) for x in product(grid[: 4 * n + 1], repeat=m))
        assert bound / 2 < worst <= bound


# ---- the hypernetwork ----------------------------------------------------------------------------------------------


POLYNOMIALS = {
    2: ["x1*x2/3 - x2**2/5", "(x1 - x2)**3/9 + x1/7", "x1**2*x2**3/4", "1/3"],
    3: ["x1*x2*x3/4 + x3**2", "(x1 + x2 - x3)**2/11"],
}


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@settings(max_examples=12)
@given(data=st.data())
def test_the_exact_error_never_exceeds_the_proved_one(case, activation, data):
    m1, m2, r = case
    text = data.draw(st.sampled_from(POLYNOMIALS[m1 + m2]))
    eps = Fraction(1, data.draw(st.integers(2, 12)))
    refine = data.draw(st.integers(1, 3)) if m1 + m2 == 2 else 1
    built = construct_hypernetwork(parse_target(text, m1 + m2), m1, m2, r, eps, activation, refine)
    point = data.draw(cube(m1 + m2))
    y = eval(
        text.replace("/", "*Fraction(1,1)/"), {"Fraction": Fraction} | {f"x{i + 1}": t for i, t in enumerate(point)}
    )
    assert built.error <= eps
    assert abs(exactly(built, point[:m1], point[m1:]) - Fraction(y) / built.scale) <= built.error


def test_the_proved_error_is_nearly_attained():
    """y = x²/2 scaled: the bound in x is exact at the middle of a cell. Half of it would be false."""
    built = construct_hypernetwork(parse_target("x**2/8", 2), 1, 1, 2, "1/100")
    middle = Fraction(1, built.primary.cells) - 1
    error = abs(exactly(built, [middle], [Fraction(0)]) - middle**2 / 8 / built.scale)
    assert built.error / 2 < error <= built.error


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_order_of_N_g_is_clean(case):
    m1, m2, r = case
    found = [construct_hypernetwork(parse_target(TARGETS[m1 + m2]), m1, m2, r, eps) for eps in ACCURACIES]
    assert all(h.error <= h.eps for h in found)
    assert abs(fitted_exponent([(h.eps, h.N_g) for h in found]) - m1 / r) <= 0.02
    normalised = [h.N_g * float(h.eps) ** (m1 / r) for h in found]
    assert max(normalised) <= 1.1 * min(normalised)


def test_N_g_depends_on_m1_r_and_eps_alone():
    for r, eps in ((1, "1/30"), (2, "1/1000")):
        sizes = {
            construct_hypernetwork(parse_target(text, 2), 1, 1, r, eps).N_g for text in ("x/9", "exp(x*y)", "sin(5*x)")
        }
        assert len(sizes) == 1


def test_huge_sizes_are_exact_integers():
    built = construct_hypernetwork(parse_target(TARGETS[3]), 1, 2, 1, "1e-4", refine=1)
    n = 10**4
    head = (n + 1) * (n + 1) ** 2 + 2 * n
    trunk = hat_network_parameters(2, n) - (n + 1) ** 2
    assert built.N_f == head + trunk > 10**12
    with pytest.raises(BoundlabError, match="nodes"):
        _ = built.node_values


def test_the_smallest_primary_is_smaller():
    y = parse_target(TARGETS[2])
    assert construct_hypernetwork(y, 1, 1, 1, "1/10", refine=1).N_g == 31
    assert construct_hypernetwork(y, 1, 1, 1, "1/10").N_g == 121


# ---- bounds of the derivatives -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["sin(x + 2*y)", "exp(-x*y)", "(x - y)**3", "x/(3 + y)", "tanh(x*y)**2", "arctan(x - y)", "(x + 2)**1.5*cosh(y)"],
)
def test_derivative_bounds_are_above_and_not_far_above_what_is_seen(text):
    target = parse_target(text, 2)
    bounds, _ = derivative_bounds(target, 2)
    import numpy as np

    axis = np.linspace(-1, 1, 81)
    x = np.stack(np.meshgrid(axis, axis, indexing="ij"), -1)
    for k, bound in bounds.items():
        seen = float(np.abs(target.derivative(k)(x)).max())
        assert seen <= float(bound)
        assert float(bound) <= 1.5 * seen + 0.02


def test_families_know_their_bounds():
    y = parse_target("bumps:m=2,r=2,k=3,pattern=1")
    bounds, parts = derivative_bounds(y, 2)
    assert parts == 1
    assert sum(bounds.values()) == y.norm(2).value


def test_multi_indices_are_complete():
    assert sorted(multi_indices(2, 2)) == sorted([(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)])


@given(st.floats(-3, 3), st.floats(0, 2), st.integers(0, 9), st.floats(-1, 1))
def test_whole_powers_enclose(middle, radius, n, place):
    from flint import arb, fmpq

    inside = Fraction(middle) + Fraction(place) * Fraction(radius)
    power = whole_power(arb(middle, radius), n)
    exact = prod([inside] * n, start=Fraction(1))
    assert power.is_finite()
    assert power.overlaps(arb(fmpq(exact.numerator, exact.denominator)))
    checked = _whole(arb(middle, radius), n)
    assert checked.is_finite()
    assert checked.overlaps(arb(fmpq(exact.numerator, exact.denominator)))
    if n % 2 == 0:  # not below 0 but by rounding
        reach = float(power.upper())
        assert float(power.lower()) >= -1e-8 * reach
        assert float(checked.lower()) >= -1e-8 * reach


@pytest.mark.parametrize(
    ("text", "arguments", "word"),
    [
        ("1/x + y", {}, "bounded"), ("abs(x - y)", {"r": 2}, "bounded"), ("sqrt(x + 1)*y", {}, "bounded"),
        ("sign(x + y)", {}, "bounded"), ("x*y*z", {}, "m1 + m2"), ("x + y", {"r": 3}, "r: got"),
        ("x + y", {"eps": "2"}, "eps"), ("x + y", {"refine": 0}, "refine: got"), ("x + y", {"m1": 0}, "m1: got"),
        ("x + y", {"activation": "tanh"}, "activation"), ("spline:m=2,r=2,degree=3,pieces=4", {}, "bumps"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(text, arguments, word):
    target = parse_target(text)
    with pytest.raises(BoundlabError) as error:
        construct_hypernetwork(target, **{"m1": 1, "m2": 1, "r": 1, "eps": "1/10", **arguments})
    assert word in str(error.value)
    assert "\n" not in str(error.value)


def test_a_kink_is_allowed_for_r_1():
    built = construct_hypernetwork(parse_target("abs(x - y)/5"), 1, 1, 1, "1/20", refine=1)
    for x, I in product([Fraction(i, 7) for i in range(-7, 8)], repeat=2):  # noqa: E741
        assert abs(exactly(built, [x], [I]) - abs(x - I) / 5) <= built.error
