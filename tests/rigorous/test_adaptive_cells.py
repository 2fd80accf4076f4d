"""The counts behind the engine `adaptive-cells`, against the lattices themselves, and what the checker refuses."""

from collections import defaultdict
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.checking import check
from boundlab.checking._rewritten.adaptive_cells import diamonds, octahedra
from boundlab.rigorous import Query, bounds, certified_lower_bound, constructive_upper_bound, sandwich, select
from boundlab.rigorous.cell_slots import EXACT_UP_TO, _closed_bound, pair_slots, triple_slots

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def most_at_once(intervals):
    """The largest total weight of closed intervals that share a point."""
    return max(sum(w for a, b, w in intervals if a <= x <= b) for x, _, _ in intervals)


@pytest.mark.parametrize("n", range(1, 13))
def test_diamonds_are_counted_from_the_lattice(n):
    G, found = n + QUARTER, []
    for k, j in product(range(-n - 4, n + 4), repeat=2):
        ends = max(abs(k + HALF) - 1, 0), min(G, G + 1 - abs(j))
        if (k + j) % 2 == 0 and abs(k + HALF) + abs(j) <= G + 1:
            found.append((*ends, 1))
    assert most_at_once(found) == pair_slots(n) == diamonds(n)


@pytest.mark.parametrize("n", range(1, 9))
def test_octahedra_are_counted_from_the_lattice(n):
    """Classes and chains from the lattice points: together exactly the formula."""
    G, classes = Fraction(3 * n, 2) + QUARTER, defaultdict(list)
    side = range(-2 * n - 3, 2 * n + 4)
    for z in product(side, repeat=3):
        x, y, v = map(abs, z)
        if len({t % 2 for t in z}) == 1 and x + y + v <= G + Fraction(3, 2):
            ends = max(x - Fraction(3, 2), 0), min(G, G + Fraction(3, 2) - y - v)
            classes[v, x + y].append((*ends, 1))
    chains = [
        (max(v - Fraction(3, 2), 0), min(G, G + Fraction(3, 2) - s), most_at_once(members))
        for (v, s), members in classes.items()
    ]
    assert most_at_once(chains) == triple_slots(n) == octahedra(n)


def test_the_slots_of_a_triple_grow_with_n_and_stay_below_the_closed_bound():
    counts = [triple_slots(n) for n in range(1, 400)]
    assert counts == sorted(counts)
    for n in [*range(1, 60), 397, 1000, EXACT_UP_TO]:
        assert triple_slots(n) <= _closed_bound(n) <= _closed_bound(n + 1)
    assert _closed_bound(10**9) / 10**27 == pytest.approx(9 * (4 * 2**0.5 - 5) / 16, rel=1e-7)


@given(st.integers(1, 500) | st.integers(EXACT_UP_TO + 1, 10**29))
def test_the_checker_counts_the_same(n):
    assert (diamonds(n), octahedra(n)) == (pair_slots(n), triple_slots(n))


NUMBERS = {
    (2, "1e-2"): (4901, 5150),
    (2, "1e-4"): (49990001, 50015000),
    (2, "1e-6"): (499999000001, 500001500000),
    (2, "1e-8"): (4999999900000001, 5000000150000000),
    (3, "1e-2"): (143748, 388267),
    (3, "1e-4"): (148103708148, 369665282591),
    (4, "1e-2"): (3125000, 26512203),
    (4, "1e-4"): (312500000000000, 2501500124970003),
}


@pytest.mark.parametrize(("m", "eps"), NUMBERS)
def test_numbers(m, eps):
    found = sandwich(Query(m, 1, eps))
    assert NUMBERS[m, eps] == (found.lower.N, found.upper.N)
    assert check(found.certificate()).valid


def test_the_ratio_tends_to_one_in_the_plane():
    assert sandwich(Query(2, 1, "1e-6")).ratio < 1 + Fraction(6, 10**6)


@given(st.integers(2, 9), st.fractions(Fraction(1, 10**9), Fraction(99, 100)), st.fractions(1, 2))
def test_between_the_lower_bound_and_the_bound_for_a_smaller_eps(m, eps, factor):
    N = constructive_upper_bound(m, 1, eps).N
    assert certified_lower_bound(m, 1, eps).N <= N <= constructive_upper_bound(m, 1, eps / factor).N
    (own,), _ = bounds(Query(m, 1, eps), select("adaptive-cells"))
    (plain,), _ = bounds(Query(m, 1, eps), select("midpoint-decoding"))
    assert min(own.N, plain.N) == N


@pytest.mark.parametrize("m", range(2, 8))
@pytest.mark.parametrize("n", [6, 8, 9, 12])
def test_across_a_whole_number_of_cells_the_bound_does_not_fall(m, n):
    """ε = 1/(n+1) and a hair to both sides: single coordinates take one interval more exactly there."""
    at, hair = Fraction(1, n + 1), Fraction(1, 10**9)
    above, exactly, below = (constructive_upper_bound(m, 1, e) for e in (at + hair, at, at - hair))
    assert above.N <= exactly.N <= below.N


def own(m, eps):
    (found,), _ = bounds(Query(m, 1, eps), select("adaptive-cells"))
    return found.certificate


def test_falsified_methods_are_rejected():
    for certificate in (own(2, "1e-2"), own(3, "1e-2"), own(7, "1e-3")):
        assert check(certificate).valid
        method = certificate["method"]
        for change in (
            {"cells": method["cells"] - 1},
            {"pairs": method["pairs"] + 1},
            {"triples": method["triples"] + 1},
            {"pairs": 0, "triples": 0},
            {"pairs": -1},
            {"cells": method["cells"] + 1},
        ):
            assert not check({**certificate, "method": {**method, **change}}).valid, change
        assert not check({**certificate, "N": certificate["N"] - 1}).valid


def test_a_single_coordinate_beside_adaptive_ones_needs_room():
    """With n intervals the method reaches every ε > 1/(n+1), not 1/(n+1) itself."""
    eps = Fraction(1, 9)
    honest = {"name": "adaptive-cells", "cells": 8, "pairs": 1, "triples": 0, "single_cells": 9}
    certificate = {**own(3, eps), "method": honest, "N": 9 * pair_slots(8) + 1}
    assert check(certificate).valid
    short = {**certificate, "method": {**honest, "single_cells": 8}, "N": 8 * pair_slots(8) + 1}
    assert "every ε above" in check(short).reason
    assert check({**short, "eps": str(eps + Fraction(1, 10**9))}).valid


def test_the_longest_sandwich_is_checked():
    assert check(sandwich(Query(64, 1, "1e-29")).certificate()).valid
