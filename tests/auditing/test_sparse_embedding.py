"""The embedding method behind `sparse-embedding`, built weight by weight and evaluated with balls."""

import random
from fractions import Fraction
from itertools import product

import pytest

from boundlab.auditing import witnesses
from boundlab.checking import check


class Network:
    """Layers of tanh units; a unit is (weights by index into the layer below, bias). Affine values live between."""

    def __init__(self, inputs):
        self.layers, self.inputs = [], inputs

    def layer(self, units):
        self.layers.append(units)

    def count(self, output):
        units = [unit for layer in self.layers for unit in layer] + [(output, 0)]
        return sum(w != 0 for weights, _ in units for w in weights.values()) + sum(b != 0 for _, b in units)

    def evaluate(self, values, output):
        for layer in self.layers:
            values = [(sum((w * values[i] for i, w in weights.items()), b)).tanh() for weights, b in layer]
        return sum(w * values[i] for i, w in output.items())


def combine(*parts):
    """The affine value Σ c·(weights, bias) of values over one layer."""
    weights, bias = {}, 0
    for c, (w, b) in parts:
        for i, value in w.items():
            weights[i] = weights.get(i, 0) + c * value
        bias = bias + c * b
    return weights, bias


def build(m1, n, g, arb):
    """Inputs: x_1 … x_m1, then z_J in the order of `product`. Returns the network and its output weights."""
    nodes = list(product(range(n), repeat=m1))
    t0, curvature = (arb(3).log()) / 2, arb(-3) / 4
    network = Network(m1 + len(nodes))
    units, carried = [], {}
    psi = {}
    for a in range(m1):
        edges = [arb(-1) + arb(2 * j) / n for j in range(1, n)]
        start = len(units)
        units += [({a: arb(n)}, -n * e) for e in edges]
        T = [({}, arb(1)), *[({start + j: arb(1)}, arb(0)) for j in range(n - 1)], ({}, arb(-1))]
        for j in range(n):
            psi[a, j] = combine((arb(1) / 2, T[j]), (-arb(1) / 2, T[j + 1]))
    for i in range(len(nodes)):
        carried[i] = ({len(units): 1 / g}, arb(0))
        units.append(({m1 + i: g}, arb(0)))
    network.layer(units)

    def carry(units, value):
        w, b = combine((g, value))
        units.append((w, b))
        return ({len(units) - 1: 1 / g}, arb(0))

    def times(units, u, v):
        weights = {}
        for sign, pair in ((1, combine((1, u), (1, v))), (-1, combine((1, u), (-1, v)))):
            for direction in (g, -g):
                w, b = combine((direction, pair))
                weights[len(units)] = sign / (4 * g * g * curvature)
                units.append((w, b + t0))
        return weights, arb(0)

    partial = {(j,): psi[0, j] for j in range(n)}
    waiting = {key: value for key, value in psi.items() if key[0] > 0}
    for level in range(2, m1 + 1):
        units = []
        partial = {(*J, j): times(units, u, waiting[level - 1, j]) for J, u in partial.items() for j in range(n)}
        waiting = {key: carry(units, value) for key, value in waiting.items() if key[0] >= level}
        carried = {i: carry(units, value) for i, value in carried.items()}
        network.layer(units)
    units, output = [], {}
    for i, J in enumerate(nodes):
        weights, _ = times(units, partial[J], carried[i])
        output |= weights
    network.layer(units)
    return network, nodes, output


@pytest.mark.parametrize(("m1", "eps", "points"), [(1, "1/2", 30), (1, "1/5", 20), (2, "9/10", 4), (3, "999/1000", 1)])
def test_the_network_has_that_size_and_error(m1, eps, points):
    from flint import arb, ctx, fmpq

    certificate = witnesses.sparse_embedding(m1, Fraction(eps))
    assert check(certificate).valid
    n, g = certificate["n"], Fraction(certificate["g"])
    before, ctx.prec = ctx.prec, 400
    try:
        network, nodes, output = build(m1, n, arb(fmpq(g.numerator, g.denominator)), arb)
        assert network.count(output) <= certificate["nonzero"] <= 128 * n**m1
        assert network.count(output) >= certificate["nonzero"] * 9 // 10  # the count is not a generous guess
        assert len(network.layers) == m1 + 1
        rng = random.Random(m1)
        for _ in range(points):
            bend, shift = rng.uniform(0.5, 3), rng.uniform(-1, 1)

            def y(x, bend=bend, shift=shift):
                """|y| ≤ 1/4 and Σ|∂_a y| ≤ 3/4."""
                return sum(((arb(bend) * (v - shift)).sin() / (4 * m1 * max(1, bend / 3)) for v in x), arb(0))

            centres = [[arb(-1) + arb(2 * j + 1) / n for j in J] for J in nodes]
            x = [arb(rng.uniform(-1, 1)) for _ in range(m1)]
            value = network.evaluate([*x, *(y(c) for c in centres)], output)
            assert bool(abs(value - y(x)) <= arb(fmpq(*map(int, eps.split("/")))))
    finally:
        ctx.prec = before
