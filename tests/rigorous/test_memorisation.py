"""Memorisation: the construction is exact, its certificate is refused for moved points, the bounds are not crossed."""

import itertools
import random
from fractions import Fraction

import pytest
import torch

from boundlab.checking import check
from boundlab.errors import BoundlabError
from boundlab.networks.memorising import memorising_network
from boundlab.rigorous.gated_units import features, gated_units, patterns_of, random_gates
from boundlab.rigorous.memorisation import Echelon, memorise, random_data

SIZES = [(2, 1), (7, 1), (5, 2), (12, 2), (9, 3), (20, 3), (10, 4), (24, 5), (30, 7), (40, 8)]
DATA = [random_data(m, d, seed) for m, d in SIZES for seed in (0, 1)]


@pytest.mark.parametrize("data", DATA, ids=[f"{len(x)} in R^{len(x[0])}, {i % 2}" for i, (x, _) in enumerate(DATA)])
def test_the_labels_are_met_exactly_and_a_moved_point_is_noticed(data):
    points, labels = data
    found = memorise(points, labels)
    assert [found([Fraction(v) for v in x]) for x in points] == labels
    m, d = len(points), len(points[0])
    assert found.lower == -(-(m - 1) // (d + 1))
    assert found.upper == 2 * -(-m // (d + 1)) - 1 == len(found.units)
    certificate = found.certificate()
    assert check(certificate).valid
    rng = random.Random(m)
    i, c = rng.randrange(m), rng.randrange(d)
    moved = [list(x) for x in certificate["points"]]
    moved[i][c] = str(Fraction(moved[i][c]) + Fraction(1, 3))
    assert not check({**certificate, "points": moved}).valid


def test_the_module_takes_the_labels():
    points, labels = random_data(40, 5, 3)
    module = memorising_network(memorise(points, labels))
    values = module(torch.tensor(points, dtype=torch.float64)).flatten()
    assert (values - torch.tensor(labels, dtype=torch.float64)).abs().max() < 1e-5


def test_points_that_are_not_in_general_position_take_more():
    """40 points on a line in R^8: 2⌈40/9⌉ units are not enough for alternating labels, which turn 38 times."""
    line = [[i] * 8 for i in range(40)]
    found = memorise(line, [(-1) ** i for i in range(40)])
    assert (found.rank, found.lower, found.upper) == (2, 20, 39)
    assert found.upper >= 38 > 2 * -(-40 // 9)
    cube = [list(x) for x in itertools.product(range(5), range(4), range(3))]
    found = memorise(cube, [i % 7 for i in range(60)])
    assert check(found.certificate()).valid
    assert found.upper > 2 * 15 - 1


def test_the_lower_bound_is_attained_on_an_open_set():
    """Blocks of 1, d+1, d+1, … points: [1, D_{A_1}X, …] has rank m with ⌈(m-1)/(d+1)⌉ nested gates."""
    for m, d in ((5, 1), (7, 2), (13, 2), (17, 3)):
        points, labels = random_data(m, d, 0)
        k = memorise(points, labels).lower
        order = sorted(points)
        starts = [1 + j * (d + 1) for j in range(k)]
        rows = [
            [Fraction(1), *(Fraction(v) if i >= s else Fraction(0) for s in starts for v in (*x, 1))]
            for i, x in enumerate(order)
        ]
        assert Echelon.of(rows).rank == m
        assert Echelon.of([row[: 1 + (k - 1) * (d + 1)] for row in rows]).rank < m


@pytest.mark.parametrize(
    ("points", "labels", "name"),
    [
        ([], [], "points"),
        ([[1], [1]], [0, 1], "points"),
        ([[1], [1, 2]], [0, 1], "points"),
        ([[1], [2]], [0], "labels"),
        ([[0] * 64] * 800, [0] * 800, "points"),
    ],
)
def test_what_cannot_be_memorised_is_named(points, labels, name):
    with pytest.raises(BoundlabError, match=f"^{name}: got"):
        memorise(points, labels)


@pytest.mark.parametrize(("m", "d", "seed"), [(12, 3, 0), (20, 4, 1), (16, 2, 2), (9, 1, 3)])
def test_gated_units_are_decided_both_ways_with_certificates(m, d, seed):
    points, _ = random_data(m, d, seed)
    gates = random_gates(60, d, seed)
    answers = []
    for k in range(1, 61, 6):
        found = gated_units(points, gates[:k])
        oracle = Echelon.of([[Fraction(v) for v in row] for row in features(points, gates[:k])]).rank == m
        assert found.memorises == oracle
        assert check(found.certificate()).valid
        answers.append(found.memorises)
        if found.unreachable:
            wrong = {**found.certificate(), "unreachable": [str(v + 1) for v in found.unreachable]}
            assert not check(wrong).valid
            full = {name: value for name, value in wrong.items() if name != "unreachable"}
            assert not check({**full, "prime": 2_147_483_647}).valid
    assert answers == sorted(answers)
    assert answers[0] is False
    if d == 1:
        assert not any(answers), "at d = 1 at most two points can be told apart"


@pytest.mark.parametrize("seed", range(6))
def test_the_rank_is_what_the_criterion_says(seed):
    """rank Φ = min_S (d·rank g_S + m - |S|) for random points in the cells of the gates, over all subsets."""
    rng = random.Random(seed)
    d, m, k = 2, 7, rng.randint(2, 4)
    points, _ = random_data(m, d, seed)
    gates = random_gates(k, d, seed)
    open_ = patterns_of(points, gates)
    x = [[rng.randint(-99, 99) for _ in range(d)] for _ in range(m)]  # any points with these gates
    phi = [[Fraction(v * on) for on in g for v in row] for g, row in zip(open_, x, strict=True)]
    least = min(
        d * Echelon.of([[Fraction(v) for v in open_[i]] for i in S]).rank + m - len(S)
        for size in range(m + 1)
        for S in itertools.combinations(range(m), size)
    )
    assert Echelon.of(phi).rank == least


def test_wrong_gates_are_named():
    with pytest.raises(BoundlabError, match="gates"):
        gated_units([[1, 2]], [[1]])
    with pytest.raises(BoundlabError, match="gates"):
        random_gates(0, 2, 0)
