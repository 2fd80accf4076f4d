"""Upper bounds: the methods are run, and their errors stay below what is claimed."""

from fractions import Fraction
from itertools import pairwise, product
from math import cos, factorial, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.rigorous import Query, bounds, select
from boundlab.rigorous.engines._linear_methods import cells
from boundlab.rigorous.interpolation import reference_cell
from boundlab.rigorous.relu_networks import (
    dense_parameters,
    hat_network,
    hat_network_parameters,
    hat_network_widths,
    product_network,
    product_network_depth,
    product_network_parameters,
    product_network_widths,
)


def upper(engine, m, r, eps):
    found, refused = bounds(Query(m, r, eps), select(engine))
    return found[0] if found else refused[0]


# ---- midpoint decoding ---------------------------------------------------------------------------


@given(st.integers(1, 12), st.lists(st.fractions(-1, 1, max_denominator=60), min_size=2, max_size=9))
def test_midpoint_decoding_reaches_its_error_on_piecewise_linear_targets(n, heights):
    """Exact: h linear between equidistant knots, in W_{1,1}; the error is largest at knots and cell ends."""
    knots = [Fraction(2 * i, len(heights) - 1) - 1 for i in range(len(heights))]
    slope = max(abs(b - a) * (len(heights) - 1) / 2 for a, b in pairwise(heights))
    norm = max(abs(v) for v in heights) + slope
    if norm == 0:
        return

    def h(x):
        position = (x + 1) * (len(heights) - 1) / 2
        i = min(int(position), len(heights) - 2)
        return (heights[i] + (heights[i + 1] - heights[i]) * (position - i)) / norm

    worst = Fraction(0)
    for i in range(n):
        left, right = Fraction(2 * i, n) - 1, Fraction(2 * i + 2, n) - 1
        decoded = Fraction(n, n + 1) * h((left + right) / 2)
        for x in [left, right, *(t for t in knots if left <= t <= right)]:
            worst = max(worst, abs(h(x) - decoded))
    assert worst <= Fraction(1, n + 1)


@given(
    st.fractions(Fraction(1, 10**6), Fraction(99, 100)),
    st.sampled_from([1, 2, 3]),
    st.fractions(Fraction(1, 9), 9),
)
def test_cells_is_the_least_number(eps, order, constant):
    n = cells(constant, order, eps)
    assert constant / Fraction(n) ** order <= eps / (1 - eps)
    assert n == 1 or constant / Fraction(n - 1) ** order > eps / (1 - eps)


# ---- interpolation -------------------------------------------------------------------------------


@pytest.mark.parametrize("s", range(2, 11))
def test_the_reference_constants_are_reached_and_not_exceeded(s):
    cell = reference_cell(s)
    nodes = np.array([float(t) for t in cell.nodes])
    x = np.linspace(-1, 1, 20001)
    omega = np.abs(np.prod(x[:, None] - nodes, axis=1)).max()
    lebesgue = sum(np.abs(np.prod([(x - u) / (t - u) for u in nodes if u != t], axis=0)) for t in nodes).max()
    assert omega <= float(cell.omega) * (1 + 1e-12)
    assert lebesgue <= float(cell.lebesgue) * (1 + 1e-12)
    assert float(cell.omega) == pytest.approx(omega, rel=1e-3)
    assert float(cell.lebesgue) == pytest.approx(lebesgue, rel=1e-3)


def interpolate(values, nodes, n, x):
    """Piecewise Lagrange interpolation in one variable, at points x; `values` maps points to values."""
    out = np.empty_like(x)
    cell = np.minimum(((x + 1) * n / 2).astype(int), n - 1)
    local = (x + 1) * n - 2 * cell - 1
    for c in range(n):
        mask = cell == c
        places = -1 + (2 * c + 1 + nodes) / n
        total = 0.0
        for j, t in enumerate(nodes):
            total = total + values(places[j]) * np.prod([(local[mask] - u) / (t - u) for u in nodes if u != t], axis=0)
        out[mask] = total
    return out


@pytest.mark.parametrize("s", [2, 3, 4, 6])
@pytest.mark.parametrize("n", [1, 2, 5])
def test_interpolation_errors_in_one_variable(s, n):
    cell = reference_cell(s)
    nodes = np.array([float(t) for t in cell.nodes])
    x = np.linspace(-1, 1, 4001)
    claim = float(cell.error(1)) * n ** -float(s)
    monomial = interpolate(lambda t: t**s / factorial(s), nodes, n, x)
    assert np.abs(x**s / factorial(s) - monomial).max() == pytest.approx(claim, rel=1e-3)
    for frequency in (1.0, 2.5, 7.0):
        wave = interpolate(lambda t, w=frequency: np.sin(w * t + 1), nodes, n, x)
        assert np.abs(np.sin(frequency * x + 1) - wave).max() <= claim * frequency**s + 1e-12


@pytest.mark.parametrize(("r", "m", "eps"), [(2, 2, "1/20"), (3, 2, "1/20"), (4, 2, "1/50"), (3, 1, "1/500")])
def test_the_best_construction_reaches_eps_on_random_members(r, m, eps):
    """Random trigonometric polynomials, scaled into W_{r,m} by a bound for their norm."""
    engine = "multilinear-interpolation" if r == 2 else "spline-interpolation"
    found = upper(engine, m, r, eps)
    method = found.certificate["method"]
    n = method["cells"]
    nodes = np.array([float(Fraction(t)) for t in method.get("nodes", ["-1", "1"])])
    rng = np.random.default_rng(3)
    x = np.linspace(-1, 1, 151)
    for _ in range(10):
        waves = [(rng.uniform(-9, 9, m), rng.uniform(0, 7), rng.uniform(-1, 1)) for _ in range(3)]
        indices = [k for k in product(range(r + 1), repeat=m) if sum(k) <= r]
        norm = sum(abs(c) * sum(np.prod(np.abs(w) ** k) for k in indices) for w, _, c in waves)
        exact = approximate = 0.0
        for w, phase, c in waves:
            # cos(w·x + phase) is the sum, over the axes that take a sine, of products of sines and cosines
            for sines in product((False, True), repeat=m):
                waveforms = [np.sin if b else np.cos for b in sines]
                factor = c / norm * cos(phase + pi / 2 * sum(sines))
                lines = [
                    interpolate(lambda t, f=f, v=v: f(v * t), nodes, n, x) for f, v in zip(waveforms, w, strict=True)
                ]
                exact = exact + factor * _outer([f(v * x) for f, v in zip(waveforms, w, strict=True)])
                approximate = approximate + factor * _outer(lines)
        eta = Fraction(eps) / (1 - Fraction(eps))
        assert np.abs(exact - approximate).max() <= float(eta)


def _outer(parts):
    out = parts[0]
    for part in parts[1:]:
        out = np.multiply.outer(out, part)
    return out


# ---- ReLU networks -------------------------------------------------------------------------------


def random_target(seed):
    values, rng = {}, np.random.default_rng(seed)

    def target(x):
        return values.setdefault(tuple(x), Fraction(int(rng.integers(-99, 100)), 100))

    return target


def kuhn_interpolant(target, n, x):
    """Linear interpolation on the simplex of x, by sorting its local coordinates."""
    m = len(x)
    cell = [min(int((t + 1) * n / 2), n - 1) for t in x]
    local = [(t + 1) * n / 2 - c for t, c in zip(x, cell, strict=True)]
    corner, total, before = list(cell), Fraction(0), Fraction(1)
    for i in [*sorted(range(m), key=lambda i: -local[i]), None]:
        here = Fraction(0) if i is None else local[i]
        total += (before - here) * target([Fraction(2 * a, n) - 1 for a in corner])
        before = here
        if i is not None:
            corner[i] += 1
    return total


points = st.lists(st.fractions(-1, 1, max_denominator=50), min_size=4, max_size=4)


@settings(max_examples=40)
@given(st.sampled_from([(1, 1), (1, 6), (2, 1), (2, 3), (3, 2), (4, 1)]), points, st.integers(0, 99))
def test_hat_networks_interpolate_exactly_on_the_kuhn_triangulation(size, x, seed):
    (m, n), target = size, random_target(seed)
    net = hat_network(m, n, target)
    assert net.evaluate(x[:m]) == kuhn_interpolant(target, n, x[:m])


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 7), (2, 1), (2, 4), (3, 1), (3, 3), (4, 2)])
def test_hat_networks_are_counted_as_built(m, n):
    net = hat_network(m, n, random_target(0))
    assert net.parameters() == hat_network_parameters(m, n)
    assert list(net.widths) == hat_network_widths(m, n)
    assert net.dense_parameters() == dense_parameters(hat_network_widths(m, n)) >= net.parameters()
    assert net.depth == (2 if m == 1 else m + 2)
    entries = sum(w != 0 for W, b in net.dense_layers() for row in [*W, b] for w in row)
    assert entries <= net.parameters()


def multilinear(target, n, x):
    total = Fraction(0)
    for corner in product([Fraction(2 * a, n) - 1 for a in range(n + 1)], repeat=len(x)):
        weight = Fraction(1)
        for t, v in zip(x, corner, strict=True):
            weight *= max(Fraction(0), 1 - abs(t - v) * n / 2)
        total += weight * target(corner)
    return total


@settings(max_examples=40)
@given(st.sampled_from([(2, 1), (2, 3), (3, 1), (3, 2)]), st.integers(1, 4), points, st.integers(0, 99))
def test_product_networks_are_within_their_error_of_multilinear_interpolation(size, S, x, seed):
    (m, n), target = size, random_target(seed)
    net = product_network(m, n, S, target)
    assert abs(net.evaluate(x[:m]) - multilinear(target, n, x[:m])) <= Fraction(2**m * (m - 1), 4**S)


@pytest.mark.parametrize(("m", "n", "S"), [(2, 1, 1), (2, 3, 2), (2, 2, 4), (3, 1, 1), (3, 2, 3), (4, 1, 2)])
def test_product_networks_are_counted_as_built(m, n, S):
    net = product_network(m, n, S, random_target(0))
    assert net.parameters() == product_network_parameters(m, n, S)
    assert list(net.widths) == product_network_widths(m, n, S)
    assert net.depth == product_network_depth(m, S)


@given(st.integers(1, 5), st.fractions(0, 1, max_denominator=200), st.fractions(0, 1, max_denominator=200))
def test_the_product_is_between_zero_and_its_factors_and_reaches_its_error(S, x, y):
    """One cell per axis, output weight 1 at the corner (1, 1): the network is p((1+x)/2, (1+y)/2)."""
    net = product_network(2, 1, S, lambda v: Fraction(int(v[0] == v[1] == 1)))
    p = net.evaluate([2 * x - 1, 2 * y - 1])
    assert 0 <= p <= min(x, y)
    assert abs(p - x * y) <= Fraction(1, 4**S)
    half = Fraction(1, 2**S)
    assert abs(net.evaluate([2 * half - 1, 2 * half - 1]) - half**2) == Fraction(1, 4**S)


@pytest.mark.parametrize(("m", "r", "eps"), [(1, 1, "1/8"), (1, 2, "1/100"), (2, 1, "1/4"), (2, 2, "1/20")])
def test_relu_networks_reach_eps_on_members_of_the_class(m, r, eps):
    """Exact targets: tilted cones for r = 1, quadratics for r = 2, both scaled into W_{r,m}."""
    rng = np.random.default_rng(0)
    for engine in ("relu-hat-network", "relu-product-network"):
        found = upper(engine, m, r, eps)
        if not hasattr(found, "certificate"):
            continue
        n = found.certificate["method"]["cells"]
        for _ in range(4):
            a = [Fraction(int(v), 100) for v in rng.integers(-99, 100, m)]
            b = Fraction(int(rng.integers(-99, 100)), 100)
            h, norm = _member(r, a, b)
            steps = found.certificate["method"].get("squaring_steps")
            if steps:
                net = product_network(m, n, steps, lambda v, h=h, norm=norm: h(v) / norm)
            else:
                order = found.certificate["method"]["order"]
                constant = Fraction(1, 2) if order == 2 and m == 1 else Fraction(1)
                shrink = 1 / (1 + constant / n**order)
                net = hat_network(m, n, lambda v, h=h, norm=norm: h(v) / norm, shrink)
            for x in product([Fraction(int(t), 97) for t in rng.integers(-97, 98, 3)], repeat=m):
                assert abs(net.evaluate(x) - h(x) / norm) <= Fraction(eps)


def _member(r, a, b):
    """h and an upper bound for Σ_{|k| ≤ r} ‖D^k h‖."""
    if r == 1:
        return (lambda x: abs(sum(s * t for s, t in zip(a, x, strict=True)) + b)), 2 * sum(map(abs, a)) + abs(b) + 1

    def h(x):
        return (sum(s * t for s, t in zip(a, x, strict=True)) + b) ** 2

    top = sum(map(abs, a)) + abs(b)
    second = sum(2 * abs(s * t) for i, s in enumerate(a) for t in a[i:])
    return h, top**2 + sum(2 * top * abs(s) for s in a) + second + 1


def test_sizes_that_do_not_fit_are_refused():
    with pytest.raises(BoundlabError, match="grid points"):
        hat_network(4, 10**6, random_target(0))
    with pytest.raises(BoundlabError, match="at least 2"):
        product_network(1, 2, 2, random_target(0))


@given(st.integers(1, 6), st.integers(1, 6), st.fractions(Fraction(1, 10**8), Fraction(99, 100)))
def test_a_network_never_needs_fewer_parameters_than_its_output_weights(m, r, eps):
    for bound in bounds(Query(m, r, eps), select("construction"))[0]:
        if bound.counts:
            assert bound.counts["output_weights"] <= bound.N == bound.counts["connections"]
            assert bound.counts["fully_connected"] >= bound.N
