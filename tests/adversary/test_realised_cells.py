"""The adaptive method as run: its errors on members made to hurt it, its slots, and the continuity of its selection."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundlab.adversary.adaptive_cells import AdaptiveCells, slopes_on_grid
from boundlab.errors import BoundlabError
from boundlab.rigorous.cell_slots import pair_slots, triple_slots


def member(method, a, height, rng, spread):
    """A cone function with slopes (1-t)·a exactly, |h| ≤ t: lowest at centres, highest at corners of cells, or at
    random places; and 300 points, among them those farthest from all centres.
    """
    t, m = height, method.m
    slopes = (1 - t) * a
    centres = method.centres(a)
    tips = centres if spread == 0 else rng.uniform(-1, 1, (max(3, method.slots // spread), m))
    tips = tips[rng.permutation(len(tips))[: min(400, 10**6 // method.slots + 20)]]
    level = -t if spread == 0 else rng.uniform(-t, t, len(tips))

    def h(x):
        low = np.full(len(x), np.inf)
        for tip, floor in zip(tips, np.broadcast_to(level, len(tips)), strict=True):
            np.minimum(low, floor + np.abs(x - tip) @ slopes, out=low)
        return sign * np.clip(low, -t, t)

    sign = rng.choice([-1.0, 1.0])
    near = tips[rng.integers(0, len(tips), 100)] + rng.laplace(size=(100, m)) / method.n
    with np.errstate(divide="ignore"):
        corner = rng.dirichlet(np.ones(m), 100) * rng.choice([-1, 1], (100, m)) * np.minimum(method.g / a, 2)
    far = tips[rng.integers(0, len(tips), 100)] + corner
    return h, slopes, np.clip(np.concatenate([near, far, rng.uniform(-1, 1, (100, m))]), -1, 1)


def shapes(method, rng):
    """Random ones, the ends, and the births and deaths of cells with a hair to both sides."""
    m = method.m
    while True:
        yield rng.dirichlet(np.ones(m))
        yield np.eye(m)[rng.integers(m)]
        cell = np.abs(method.cells[rng.integers(len(method.cells))])
        p = np.maximum(cell - rng.dirichlet(np.ones(m)) * method.radius, 0)
        if 0 < p.sum() <= method.total:
            i = rng.integers(m)
            p[i] += method.total - p.sum()
            yield np.abs(p / method.total + np.eye(m)[i] * rng.choice([0, -1e-9, 1e-9]))
        small = np.full(m, 10.0 ** -rng.integers(2, 12))
        small[rng.integers(m)] = 1
        yield small / small.sum()


def worst_error(n, m, members, seed=0):
    """The largest error times n + 1, which the claim says is at most 1."""
    method, rng, worst = AdaptiveCells(n, m), np.random.default_rng(seed), 0.0
    for number, a in zip(range(members), shapes(method, rng), strict=False):
        h, slopes, x = member(method, a, rng.choice([0.5, 1 / (n + 1), rng.uniform()]), rng, number % 3)
        error = np.abs(h(x) - method.decode(method.encode(h, slopes), x)).max()
        worst = max(worst, error * (n + 1))
    return worst


@pytest.mark.parametrize(("n", "m"), [(3, 2), (9, 2), (4, 3), (9, 3)])
def test_errors_stay_below_the_claim_and_come_near(n, m):
    assert 0.9 <= worst_error(n, m, 60) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(("n", "m"), [(9, 2), (49, 2), (9, 3), (49, 3)])
def test_errors_on_a_thousand_members(n, m):
    assert 0.95 <= worst_error(n, m, 1000) <= 1


@pytest.mark.parametrize(("n", "m"), [(9, 2), (6, 3)])
def test_any_member_by_its_values_alone(n, m):
    """Slopes from a grid of values, waves for targets: no shape is given away, the grid's width is all it costs."""
    method, rng, points = AdaptiveCells(n, m), np.random.default_rng(1), 201 if m == 2 else 41
    for _ in range(5):
        waves = [(rng.normal(size=m) * 6, rng.uniform(0, 7), rng.normal()) for _ in range(3)]
        norm = sum(abs(c) * (1 + np.abs(w).sum()) for w, _, c in waves)

        def h(x, waves=waves, norm=norm):
            return sum(c * np.sin(x @ w + phase) for w, phase, c in waves) / norm

        x = rng.uniform(-1, 1, (500, m))
        parameters = method.encode(h, slopes_on_grid(h, m, points))
        assert len(parameters) == method.slots + m - 1
        assert np.abs(h(x) - method.decode(parameters, x)).max() <= 1 / (n + 1) + 4 / points


@given(st.integers(1, 12), st.sampled_from([2, 3]), st.randoms(use_true_random=False))
def test_every_point_is_near_the_centre_of_the_slot_that_owns_it(n, m, random):
    method, rng = AdaptiveCells(n, m), np.random.default_rng(random.randint(0, 10**9))
    assert method.slots <= (pair_slots(n) if m == 2 else triple_slots(n))
    for _, a in zip(range(4), shapes(method, rng), strict=False):
        a = method.shape(a)
        x = rng.uniform(-1, 1, (200, m))
        owners = method.decode(np.concatenate([a[:-1], np.arange(method.slots)]), x) / method.shrink
        distance = np.abs(x - method.centres(a)[np.round(owners).astype(int)]) @ a
        assert distance.max() <= method.g * (1 + 1e-9)


@pytest.mark.parametrize(("n", "m"), [(5, 2), (9, 2), (20, 2), (3, 3), (5, 3), (8, 3)])
def test_no_slot_has_two_owners_at_once(n, m):
    method, rng = AdaptiveCells(n, m), np.random.default_rng(2)
    for _, a in zip(range(400), shapes(method, rng), strict=False):
        used = np.maximum(np.abs(method.cells) - a * method.total, 0).sum(axis=1) <= method.radius
        assert np.bincount(method.owner[used]).max() == 1


def largest_jump(method, first, last, points):
    """Halve the steepest of 200 steps from h = first to h = last until floats end it; what is left of the change."""

    def parameters(s):
        def h(x):
            return (1 - s) * first(x) + s * last(x)

        return method.encode(h, slopes_on_grid(h, method.m, points))

    ends = np.linspace(0, 1, 201)
    values = [parameters(s) for s in ends]
    changes = [np.abs(a - b).max() for a, b in pairwise(values)]
    best = 0.0
    for i in np.argsort(changes)[-4:]:
        low, high, at_low, at_high = ends[i], ends[i + 1], values[i], values[i + 1]
        for _ in range(40):
            middle = (low + high) / 2
            at_middle = parameters(middle)
            if np.abs(at_low - at_middle).max() >= np.abs(at_middle - at_high).max():
                high, at_high = middle, at_middle
            else:
                low, at_low = middle, at_middle
        best = max(best, np.abs(at_low - at_high).max())
    return best


class Jumping(AdaptiveCells):
    """A planted fault: a slot without a cell in use goes back to the middle of the cube at once."""

    def centres(self, a):
        used = np.maximum(np.abs(self.cells) - a * self.total, 0).sum(axis=1) <= self.radius
        out = super().centres(a)
        out[np.setdiff1d(np.arange(self.slots), self.owner[used])] = 0
        return out


@pytest.mark.parametrize(("n", "m"), [(9, 2), (4, 3)])
def test_the_selection_is_continuous_and_a_planted_jump_is_found(n, m):
    def path(frequencies):
        w = np.array(frequencies[:m], dtype=float)
        return lambda x: np.sin(x @ w + 0.3) / (1 + w.sum())

    first, last, points = path([7, 1, 3]), path([1, 6, 2]), 41 if m == 2 else 21
    assert largest_jump(AdaptiveCells(n, m), first, last, points) <= 1e-8
    assert largest_jump(Jumping(n, m), first, last, points) >= 1e-3


def test_sizes_that_make_no_sense_are_named():
    with pytest.raises(BoundlabError, match="m: got '4'"):
        AdaptiveCells(3, 4)
    with pytest.raises(BoundlabError, match="n: got '0'"):
        AdaptiveCells(0, 2)
