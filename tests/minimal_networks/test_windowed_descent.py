"""Windowed descent: what it puts in is the same function or within ε, and a search only gains by it."""

import pytest
import torch

from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks import windowed_descent
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.windowed_descent import Replacement, WindowedDescent, apart, ordered, put_in
from boundlab.networks.ensemble import Shape, evaluate
from boundlab.networks.ensemble_initial import random_parameters, random_units, steepest

CPU = torch.device("cpu")


def search(k, patterns, **settings):
    members = [SignBumps(1, 1, k, p) for p in patterns]
    problem = PlainProblem(members, SearchSettings("tanh", starts=1, **settings), CPU)
    return problem, MinimalWidthSearch(problem, [[0.4 * float(members[0].amplitude)]] * len(members))


@pytest.fixture(autouse=True)
def once(monkeypatch):
    monkeypatch.setattr(windowed_descent, "KICKS", 0)


def test_a_grown_network_becomes_narrower_and_stays_within_eps():
    problem, growth = search(12, [1])
    growth._grow()
    (_, found), width = growth._pairs[0], growth._pairs[0][1].width
    theta = problem.loaded(found.shape, found.theta, 0)
    results = list(WindowedDescent(problem, 0, problem.line(0), found.eps).run(found.shape, theta))
    widths = [shape.widths[0] for shape, _ in results]
    assert widths == sorted(set(widths), reverse=True)
    assert widths[-1] <= width - 3
    x = torch.linspace(-1, 1, 20001, dtype=torch.float64).unsqueeze(1)
    shape, theta = results[-1]
    saved = problem.saved(shape, theta[0], 0).unsqueeze(0)
    y = torch.tensor(SignBumps(1, 1, 12, 1)(x.numpy()))
    assert float((evaluate(shape, saved, x)[0] - y).abs().max()) <= 1.001 * found.eps


def test_a_search_of_few_units_only_gains(monkeypatch):
    found = [[one.width for (one,) in search(8, [2])[1].run()]]
    monkeypatch.setattr(PlainProblem, "line", lambda self, target: None)
    found.append([one.width for (one,) in search(8, [2])[1].run()])
    assert all(with_windows <= without for with_windows, without in zip(*found, strict=True))


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [("x", {}, True), ("x + y", {}, False), ("x", {"depth": 2}, False), ("x", {"activation": "relu"}, False)],
)
def test_what_is_on_a_line(text, settings, expected):
    problem = PlainProblem([parse_target(text)], SearchSettings(**settings), CPU)
    assert (problem.line(0) is not None) == expected


def network(width, skip=False):
    shape = Shape(1, (width,), "tanh", skip)
    return shape, ordered(shape, random_parameters(shape, 1, torch.Generator().manual_seed(1)))


@pytest.mark.parametrize("skip", [False, True])
def test_runs_that_are_put_in_as_they_were_change_nothing(skip):
    shape, theta = network(9, skip)
    weight, bias, v, _, _ = shape.blocks(theta)
    centres = -bias / weight.squeeze(2)
    assert torch.equal(centres, centres.sort().values)
    runs = []
    for first, length in ((0, 3), (5, 2)):
        own = slice(first, first + length)
        parts = [weight[:, own].flatten(1), bias[:, own], v[:, own], torch.zeros(1, 1)]
        runs.append(Replacement(first, length, 0.0, torch.cat(parts, dim=1)))
    same, put = put_in(shape, theta, runs)
    x = torch.linspace(-1, 1, 101, dtype=torch.float64).unsqueeze(1)
    assert same == shape
    assert torch.allclose(evaluate(shape, put, x), evaluate(shape, theta, x), atol=1e-12)


def test_runs_that_share_or_touch_are_not_put_in_together():
    runs = [
        Replacement(first, 3, error, torch.zeros(1, 1)) for first, error in ((0, 3.0), (2, 1.0), (5, 2.0), (6, 2.5))
    ]
    assert [one.first for one in apart(runs)] == [2, 6]


@pytest.mark.parametrize(
    ("inputs", "width", "slope"), [(1, 40, 30), (1, 41, 164), (2, 100, 40), (2, 41, 30), (3, 64, 30)]
)
def test_slopes_are_drawn_up_to_the_scale_of_the_features(inputs, width, slope):
    shape = Shape(inputs, (width,), "tanh")
    assert steepest(shape) == pytest.approx(slope)
    weight, _ = random_units(shape, 50, width, torch.Generator().manual_seed(0))
    assert 0.9 * slope < float(weight.norm(dim=2).max()) <= slope * (1 + 1e-9)
