"""The packaged certificate of a lattice's radius of information: confirmed by other means, and what is refused."""

import copy
import json
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

import boundlab.checking
from boundlab.checking import check, load
from boundlab.checking.lattice_radius import packaged
from boundlab.rigorous import Query, bounds, certified_lower_bound, constructive_upper_bound, select
from boundlab.rigorous.engines import lattice_interpolation

FILE = Path(boundlab.checking.__file__).parent / "lattice_radius.json"
CERTIFICATE = json.loads(FILE.read_text(encoding="utf-8"))
SCALE = 1 << CERTIFICATE["bits"]
STENCILS = {
    "xx": {(-1, 0): 1, (0, 0): -2, (1, 0): 1},
    "xy": {(0, 0): 1, (1, 0): -1, (0, 1): -1, (1, 1): 1},
    "yy": {(0, -1): 1, (0, 0): -2, (0, 1): 1},
}


def is_sample(x, y):
    """(x, y) = k(14, 4) + l(4, 14): solved for k and l."""
    return (14 * x - 4 * y) % 180 == 0 and (14 * y - 4 * x) % 180 == 0


def terms(each):
    for kind in STENCILS:
        for dx, dy, q in zip(each[kind][::3], each[kind][1::3], each[kind][2::3], strict=True):
            yield kind, dx, dy, q


def largest_sum(each):
    return max(sum(abs(q) for kind, _, _, q in terms(each) if kind == k) for k in STENCILS) / SCALE


def half_width(each):
    places = [(dx + i, dy + j) for kind, dx, dy, _ in terms(each) for i, j in STENCILS[kind]]
    return max(max(abs(x), abs(y)) for x, y in places)


def worst_function(node, W):
    """The largest h(node) on the square, h = 0 at samples and the three largest differences adding up to 1."""
    side = range(-W, W + 1)
    number = {(x, y): i for i, (x, y) in enumerate(product(side, side))}
    rows, columns, values, count = [], [], [], 0
    for k, stencil in enumerate(STENCILS.values()):
        for x, y in product(side, side):
            if all((x + i, y + j) in number for i, j in stencil):
                for sign in (1, -1):
                    places = [number[x + i, y + j] for i, j in stencil] + [len(number) + k]
                    rows += [count] * len(places)
                    columns += places
                    values += [sign * c for c in stencil.values()] + [-1]
                    count += 1
    matrix = coo_matrix((values, (rows, columns)), shape=(count, len(number) + 3)).tocsr()
    limits = [(0, 0) if is_sample(node[0] + x, node[1] + y) else (None, None) for x, y in number]
    total = np.zeros((1, len(number) + 3))
    total[0, -3:] = 1
    cost = np.zeros(len(number) + 3)
    cost[number[0, 0]] = -1
    done = linprog(cost, matrix, np.zeros(count), total, [1], limits + [(0, None)] * 3, "highs")
    return -done.fun


def test_the_packaged_certificate_holds():
    found = check(load(str(FILE)))
    assert found.valid
    assert found.certified[0].number
    proved = packaged()
    assert proved.radius == lattice_interpolation.RADIUS == Fraction(CERTIFICATE["radius"])
    assert proved.half_width == lattice_interpolation.WIDTH
    assert proved.frame == lattice_interpolation.SPACING
    assert proved.frame**2 / 8 < proved.radius


def test_the_worst_function_of_a_small_square_confirms_its_sums():
    small = [each for each in CERTIFICATE["classes"] if half_width(each) <= 13][::14]
    assert len(small) >= 3
    for each in small:
        assert largest_sum(each) == pytest.approx(worst_function(each["node"], 13), rel=1e-5)


@pytest.mark.slow
def test_the_worst_functions_of_the_critical_nodes_confirm_the_radius():
    critical = sorted(CERTIFICATE["classes"], key=largest_sum)[-4:]
    for each in critical:
        value = worst_function(each["node"], 22)
        assert value <= largest_sum(each) * (1 + 1e-6)
        assert half_width(each) < 22 or value >= largest_sum(each) * (1 - 1e-5)


def recoveries():
    """Offsets and weights of the samples for each class, by an independent expansion into node values."""
    found = {(0, 0): {(0, 0): 1.0}}
    for each in CERTIFICATE["classes"]:
        left = {(0, 0): 1.0}
        for kind, dx, dy, q in terms(each):
            for (i, j), c in STENCILS[kind].items():
                left[dx + i, dy + j] = left.get((dx + i, dy + j), 0.0) - c * q / SCALE
        x, y = each["node"]
        weights = {place: c for place, c in left.items() if is_sample(x + place[0], y + place[1])}
        rest = sum(abs(c) for place, c in left.items() if place not in weights)
        assert rest < 1e-4
        found[x, y] = weights
    return found


def recovered(h, x, y, known):
    """Recover h(x, y) from its class, or from an image of it under a symmetry of the lattice."""
    for exchange, sign in product((False, True), (1, -1)):
        u, v = (sign * y, sign * x) if exchange else (sign * x, sign * y)
        for (p, q), weights in known.items():
            if is_sample(u - p, v - q):
                offsets = [(sign * j, sign * i) if exchange else (sign * i, sign * j) for i, j in weights]
                return sum(c * h(x + i, y + j) for (i, j), c in zip(offsets, weights.values(), strict=True))
    raise AssertionError((x, y))


def test_waves_are_recovered_within_the_radius_and_planes_exactly():
    known, rng, radius, worst = recoveries(), np.random.default_rng(5), float(packaged().radius), 0.0
    nodes = [(x, y) for x in range(90) for y in range(2)]
    for x, y in nodes:
        assert abs(recovered(lambda s, t: 3 + 2 * s - t, x, y, known) - (3 + 2 * x - y)) < 1e-2
    for _ in range(40):
        w, phase = rng.normal(size=2) * rng.choice([0.05, 0.15, 0.4]), rng.uniform(0, 7)
        size = w[0] ** 2 + abs(w[0] * w[1]) + w[1] ** 2

        def h(s, t, w=w, phase=phase):
            return np.cos(w[0] * s + w[1] * t + phase)

        for k in rng.integers(0, len(nodes), 20):
            x, y = nodes[k]
            worst = max(worst, abs(h(x, y) - recovered(h, x, y, known)) / (size * radius + 1e-4))
    assert 0.3 <= worst <= 1


@pytest.mark.parametrize("M", [45, 46, 89, 90, 91, 200, 333])
def test_samples_are_counted_point_by_point(M):
    points = sum(is_sample(x, y) for x in range(M + 1) for y in range(M + 1))
    step, W = lattice_interpolation.SPACING, lattice_interpolation.WIDTH
    along = -int(-(M - 2 * W) // step)
    inner = [W + Fraction(M - 2 * W, along) * i for i in range(along + 1)]
    lines = [0, 11, *inner, M - 11, M]
    frame = sum(not (W < x < M - W and W < y < M - W) for x, y in product(lines, lines))
    assert all(b - a <= step for a, b in pairwise(lines))
    assert lattice_interpolation.samples(M) == packaged().samples(M) == points + frame


def test_numbers_in_the_plane_and_their_certificates():
    for eps, most in (("1e-4", 4485), ("1e-6", 370577), ("1e-8", 36271944)):
        found = constructive_upper_bound(2, 2, eps)
        assert most == found.N
        assert check(found.certificate).valid
    (own,), _ = bounds(Query(2, 3, "1e-4"), select("lattice-interpolation"))
    method = own.certificate["method"]
    less = method["cells"] - 1
    for change in (
        {"cells": less, "grids": [less]},
        {"cells": 44, "grids": [44]},
        {"density": 180},
        {"single_cells": 1},
    ):
        assert not check({**own.certificate, "method": {**method, **change}}).valid
    assert not check({**own.certificate, "N": own.N - 1}).valid
    assert not check({**own.certificate, "m": 3}).valid


def test_products_for_more_variables():
    for m, most in ((3, 256551459912), (4, 1611481259037384)):
        found = constructive_upper_bound(m, 2, "1e-8")
        assert most == found.N
        assert check(found.certificate).valid
    found = constructive_upper_bound(5, 2, "1e-8").certificate
    method = found["method"]
    first, second = method["grids"]
    assert first < second  # the second pair pays for the norm of the first
    for change, count in (
        ({"grids": [first, second - 1]}, packaged().samples(second - 1) * packaged().samples(first)),
        ({"grids": [first, first]}, packaged().samples(first) ** 2),
    ):
        N = count * (method["single_cells"] + 1)
        assert not check({**found, "N": N, "method": {**method, **change}}).valid
    fewer = {**method, "single_cells": method["single_cells"] - 1}
    N = packaged().samples(first) * packaged().samples(second) * method["single_cells"]
    assert "exceeds ε" in check({**found, "N": N, "method": fewer}).reason


@given(st.integers(2, 9), st.integers(2, 4), st.fractions(Fraction(1, 10**9), Fraction(1, 500)), st.fractions(1, 2))
def test_between_the_lower_bound_and_the_bound_for_a_smaller_eps(m, r, eps, factor):
    (own,), _ = bounds(Query(m, r, eps), select("lattice-interpolation"))
    (smaller,), _ = bounds(Query(m, r, eps / factor), select("lattice-interpolation"))
    assert certified_lower_bound(m, r, eps).N <= own.N <= smaller.N
    assert check(own.certificate).valid


def test_the_norm_is_that_of_the_recoveries():
    norms = [sum(abs(w) for w in weights.values()) for weights in recoveries().values()]
    assert max(norms) <= packaged().lebesgue <= max(norms) * 1.0002


def changed(path, value):
    wrong = copy.deepcopy(CERTIFICATE)
    place = wrong
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return wrong


def test_falsified_certificates_are_refused():
    assert check(changed(["classes", 20, "xx", 2], CERTIFICATE["classes"][20]["xx"][2] + 1)).valid  # within the room
    faults = [
        (["classes", 20, "xx", 2], CERTIFICATE["classes"][20]["xx"][2] + (1 << 24)),
        (["classes", 20, "xy", 2], -CERTIFICATE["classes"][20]["xy"][2] - (1 << 24)),
        (["classes", 20, "yy", 0], 23),
        (["classes", 20, "yy", 0], 0.5),
        (["classes", 20, "yy"], CERTIFICATE["classes"][20]["yy"][:-1]),
        (["classes", 20, "node"], [0, 0]),
        (["classes", 20, "node"], [True, 1]),
        (["classes"], CERTIFICATE["classes"][:-1]),
        (["classes"], CERTIFICATE["classes"] * 30),
        (["generator"], [13, 4]),
        (["generator"], [4, 14]),
        (["generator"], [10**6, 4]),
        (["half_width"], 12),
        (["bits"], 26),
        (["frame"], "23/2"),
        (["frame"], "0"),
        (["radius"], "1628/100"),
        (["lebesgue"], "1224/1000"),
        (["radius"], 17),
        (["note"], "and more"),
    ]
    for path, value in faults:
        assert not check(changed(path, value)).valid, (path, str(value)[:40])
    for name in CERTIFICATE:
        assert not check({k: v for k, v in CERTIFICATE.items() if k != name}).valid
