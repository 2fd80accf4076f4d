"""Gadgets of tanh units: their errors, which halved constants do not bound; and the standard network made of them."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.function_classes.structured_selector import random_selector
from boundlab.rigorous._balls import ball
from boundlab.rigorous.relu_networks.network import Unit, dense_parameters
from boundlab.rigorous.tanh_networks import Gadgets, TanhNetwork, structured_network, structured_network_parameters
from boundlab.rigorous.tanh_networks.gadgets import TanhLayer, Value

ONE = Fraction(1)
steps = st.integers(2, 12).map(lambda k: Fraction(1, 2**k))
inside = st.fractions(-1, 1, max_denominator=64)
sizes = st.integers(1, 20).map(Fraction)


def made(layer, value):
    """The network whose output is `value`, over one finished layer."""
    return TanhNetwork(2, (tuple(layer.units), (Unit(value.weights, value.constant),)))


def error(network, point, exact):
    """An upper bound of |network(point) - exact|, at 300 bits."""
    from flint import ctx

    before, ctx.prec = ctx.prec, 300
    try:
        return float(abs(network.enclosure(point) - ball(exact)).upper())
    finally:
        ctx.prec = before


T, V = Value({0: ONE}), Value({1: ONE})


@given(steps, sizes, inside)
def test_keeping(delta, B, t):
    layer = TanhLayer(Gadgets(keep=delta))
    network = made(layer, layer.kept(T, B))
    assert error(network, [t * B, Fraction(0)], t * B) <= float(B * delta**2 / 3)
    assert len(layer.units) == 1


@given(steps, sizes, inside, inside)
def test_multiplying(h, B, t, v):
    layer = TanhLayer(Gadgets(multiply=h))
    network = made(layer, layer.product(T, V, B))
    assert error(network, [t * B, v], t * B * v) <= float(4 * B * h * h)
    assert len(layer.units) == 4


def test_the_errors_of_the_gadgets_are_of_this_order():
    """At the corner the product misses by more than 3/8 of its bound, and keeping by more than 0.9 of its own."""
    h = Fraction(1, 2**8)
    layer = TanhLayer(Gadgets(keep=h, multiply=h))
    kept, product = made(layer, layer.kept(T)), None
    assert error(kept, [ONE, ONE], ONE) > 0.9 * float(h * h / 3)
    layer = TanhLayer(Gadgets(keep=h, multiply=h))
    product = made(layer, layer.product(T, V))
    worst = max(error(product, [t, v], t * v) for t in (ONE, -ONE, Fraction(1, 2)) for v in (ONE, -ONE, Fraction(1, 2)))
    assert worst > 0.3 * float(4 * h * h), "the constant cannot be a third of what it is"


@given(st.integers(0, 20), st.fractions(-5, 5, max_denominator=64))
def test_gating(k, t):
    """|t(1 + tanh λt)/2 - relu(t)| ≤ 0.14/λ, from which the emulation of a ReLU starts."""
    from flint import arb

    slope = Fraction(2**k)
    gated = ball(t) * (1 + ball(slope * t).tanh()) / 2
    assert abs(gated - ball(max(t, Fraction(0)))) <= arb("0.14") / ball(slope)


WIDTHS = [(1, 2, 1), (2, 3, 2, 1), (1, 1), (3, 1, 1)]


@pytest.mark.parametrize("widths", WIDTHS, ids=str)
@pytest.mark.parametrize(("m2", "n"), [(1, 1), (1, 6), (2, 2), (3, 1)])
@pytest.mark.parametrize("w", [1, 3])
def test_counts(widths, m2, n, w):
    selector = random_selector(np.random.default_rng(1), dense_parameters(widths), m2, 1, w, ONE)
    network = structured_network(selector, widths, n)
    assert network.parameters() == structured_network_parameters(widths, w, m2, n)
    assert network.inputs == widths[0] + m2
    for before, layer in pairwise([[None] * network.inputs, *network.layers]):
        assert all(0 <= i < len(before) for unit in layer for i in unit.weights)


def test_the_count_is_linear_in_what_theorem_5_adds_up():
    """w·n for m2 = 1 and w·N_g: second differences vanish."""
    sizes = [structured_network_parameters((1, 4, 1), 2, 1, n) for n in (10, 20, 30)]
    assert sizes[2] - 2 * sizes[1] + sizes[0] == 0
    sizes = [structured_network_parameters((1, d, 1), 2, 1, 10) for d in (10, 20, 30)]
    assert sizes[2] - 2 * sizes[1] + sizes[0] == 0


def interpolated_target(selector, widths, n, x, I):  # noqa: E741
    """g(x; M·H(I)) in floating point, H the linear interpolants: what the network tends to as its gadgets improve."""
    nodes = np.linspace(-1, 1, n + 1)
    at_nodes = selector.features(nodes[:, None])
    theta = selector.matrix @ np.array([np.interp(I, nodes, column) for column in at_nodes.T])
    z, offset = np.atleast_1d(x), 0
    for number, (before, here) in enumerate(pairwise(widths), 1):
        weights = theta[offset : offset + before * here].reshape(here, before)
        z = weights @ z + theta[offset + before * here : offset + (before + 1) * here]
        z = z if number == len(widths) - 1 else np.tanh(z)
        offset += (before + 1) * here
    return float(z[0])


@settings(max_examples=8)
@given(st.integers(0, 1000), st.integers(1, 5), inside, inside)
def test_the_network_tends_to_its_target_with_the_same_number_of_parameters(seed, n, x, I):  # noqa: E741
    from flint import ctx

    widths = (1, 3, 1)
    selector = random_selector(np.random.default_rng(seed), dense_parameters(widths), 1, 1, 2, Fraction(2))
    exact = interpolated_target(selector, widths, n, float(x), float(I))
    errors = []
    for bits in (16, 24, 48):
        network = structured_network(selector, widths, n, Gadgets.of_precision(bits))
        assert network.parameters() == structured_network_parameters(widths, 2, 1, n)
        before, ctx.prec = ctx.prec, 8 * bits
        errors.append(abs(float(network.enclosure([x, I]).mid()) - exact))
        ctx.prec = before
    assert errors[0] <= 100 * n * 2.0**-16
    assert errors[1] <= 100 * n * 2.0**-24
    assert errors[2] <= 1e-11


def test_bad_input_is_one_line():
    selector = random_selector(np.random.default_rng(0), 7, 1, 1, 2, ONE)
    for widths in ((1, 3, 1), (1, 2, 3)):
        with pytest.raises(BoundlabError, match="widths"):
            structured_network(selector, widths, 3)
    with pytest.raises(BoundlabError, match="keep"):
        Gadgets(keep=Fraction(0))
    with pytest.raises(BoundlabError, match="coordinates"):
        structured_network(selector, (1, 2, 1), 3).enclosure([ONE])
