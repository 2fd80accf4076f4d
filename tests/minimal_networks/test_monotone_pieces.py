"""Networks that start with a step for each fall: the fewest turns, and that few units reach ε with them."""

import math
from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.monotone_pieces import turns
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.activations import PAIRS
from boundlab.networks.ensemble import evaluate

CPU = torch.device("cpu")
TOP = 4
TANH = PAIRS["tanh"]


def fewest_pieces(lower, upper):
    """Rising and falling pieces of the function with values 0..TOP in the tube that has the fewest, by brute force."""
    # cost[direction][value]: direction 1 rising, -1 falling, 0 constant so far.
    cost = {(0, v): 0 for v in range(lower[0], upper[0] + 1)}
    for lo, hi in zip(lower[1:], upper[1:], strict=True):
        reached = {}
        for (direction, v), pieces in cost.items():
            for w in range(lo, hi + 1):
                turned = direction if v == w else int(math.copysign(1, w - v))
                key = turned, w
                reached[key] = min(reached.get(key, math.inf), pieces + (turned != direction))
        cost = reached
    return min(cost.values())


@given(st.lists(st.tuples(st.integers(0, TOP), st.integers(0, TOP)), min_size=1, max_size=12))
def test_turns_are_as_few_as_the_tube_allows(tube):
    lower, upper = [min(pair) for pair in tube], [max(pair) for pair in tube]
    found = turns(range(len(tube)), lower, upper)
    assert max(len(found) - 1, 0) == fewest_pieces(lower, upper)
    assert all(a.top != b.top and a.x < b.x for a, b in pairwise(found))


def stepped(text, fraction=0.4, activation="tanh", **settings):
    target = parse_target(text)
    search = SearchSettings(activation, **settings)
    problem = PlainProblem([target], search, CPU)
    run = MinimalWidthSearch(problem, [[fraction * float(target.scale or 1)]])
    run._step()
    return target, run._pairs[0][1]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("slice:m=1,of=2,r=1,k=12,bits=0", 13),  # constant: k + 1
        ("bumps:m=1,r=2,k=16,pattern=0", 9),  # alternating: k/2 + 1
        pytest.param("slice:m=1,of=2,r=1,k=24,bits=0", 25, marks=pytest.mark.slow),
        pytest.param("bumps:m=1,r=1,k=48,pattern=12", 41, marks=pytest.mark.slow),  # 2k - S = 80 pieces
    ],
)
def test_half_of_the_pieces_and_one_units_are_enough(text, width):
    target, found = stepped(text)
    assert (found.width, found.arm) == (width, "steps")
    x = torch.linspace(-1, 1, 20001, dtype=torch.float64).unsqueeze(1)
    values = evaluate(found.shape, found.theta.unsqueeze(0), x)[0]
    assert float((values - torch.tensor(target(x.numpy()))).abs().max()) <= found.eps


@pytest.mark.parametrize(
    ("settings", "width"),
    [({"activation": "sigmoid"}, 9), ({"activation": "arctan"}, 9), ({"skip": True}, 8), ({"max_width": 8}, None)],
)
def test_other_sigmoids_and_the_skip(settings, width):
    assert stepped("slice:m=1,of=2,r=1,k=8,bits=0", **settings)[1].width == width


@pytest.mark.parametrize(
    ("text", "activation"),
    [("sin(9*x)", "softplus"), ("sin(9*x)", "sin"), ("0*x", "tanh"), ("x*y", "tanh"), ("sin(5000*x)", "tanh")],
)
def test_where_there_is_nothing_to_step(text, activation):
    assert not stepped(text, activation=activation)[1].curve


@pytest.mark.parametrize("finite", [0, 10, 100])
def test_steps_at_which_a_formula_overflows_are_left_out(finite, monkeypatch):
    def overflowing(z):
        return tuple(torch.where(z.abs() > finite, torch.nan, part) for part in TANH(z))

    monkeypatch.setitem(PAIRS, "tanh", overflowing)
    _, found = stepped("slice:m=1,of=2,r=1,k=4,bits=0")
    assert found.width == (5 if finite == 100 else None)


def test_a_search_says_what_found_the_network():
    target = parse_target("bumps:m=1,r=1,k=3,pattern=1")
    problem = PlainProblem([target], SearchSettings("tanh", starts=1), CPU)
    ((found,),) = MinimalWidthSearch(problem, [[0.4 * float(target.scale)]]).run()
    assert found.width is not None
    assert found.failed_width == found.width - 1
