"""The trainer: it descends, it reaches known optima, a broken network is a failure and never a success."""

import math

import numpy as np
import pytest
import torch

from boundlab.errors import BoundlabError
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks import baselines, levenberg_marquardt
from boundlab.minimal_networks.baselines import adam, lbfgs
from boundlab.minimal_networks.best_network import grow_and_polish
from boundlab.minimal_networks.levenberg_marquardt import minimise, sup_errors
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.piecewise_linear import best_error, link_count
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.remez import best_polynomial
from boundlab.minimal_networks.sampling import grid, jittered
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.minimal_networks.target_batch import TargetBatch
from boundlab.networks.activations import PAIRS
from boundlab.networks.ensemble import Shape, evaluate
from boundlab.networks.ensemble_initial import random_parameters

CPU = torch.device("cpu")
DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize(("text", "width", "limit"), [("x**2", 8, 1.02), ("exp(x)", 8, 1.03)])
def test_relu_with_skip_is_near_the_exact_optimum(text, width, limit, device):
    target = parse_target(text)
    optimum = best_error(lambda x: np.array(target(x[:, None])), width + 1)
    shape, theta = grow_and_polish(target, width, "relu", True, 8, 0, torch.device(device))
    errors = sup_errors(shape, theta, TargetBatch([target], [0] * 8), grid(40001, 1, torch.device(device)))
    # Below 1 by more than the grid's resolution would mean that the truth or the check is wrong.
    assert 0.999 <= float(errors.min()) / optimum <= limit


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("widths", [(6,), (4, 4)])
def test_every_activation_trains(name, widths):
    shape, generator = Shape(1, widths, name), torch.Generator().manual_seed(0)
    targets = TargetBatch([parse_target("sin(2*x)")], [0] * 8)
    start = random_parameters(shape, 8, generator)
    theta = minimise(shape, start, targets, (2,) * 40, 200, generator)
    check = grid(1001, 1, CPU)
    assert sup_errors(shape, theta, targets, check).min() < 0.3 * sup_errors(shape, start, targets, check).min()


def test_batches_are_split_to_fit_memory(monkeypatch):
    shape, generator = Shape(1, (4,), "tanh"), torch.Generator().manual_seed(0)
    targets = TargetBatch([parse_target("exp(x)")], [0] * 6)
    start = random_parameters(shape, 6, generator)
    whole = minimise(shape, start, targets, (2,) * 10, 100, torch.Generator().manual_seed(5))
    monkeypatch.setattr(levenberg_marquardt, "MEMORY_ENTRIES", 2 * 100 * shape.parameters)
    parts = minimise(shape, start, targets, (2,) * 10, 100, torch.Generator().manual_seed(5))
    check = grid(501, 1, CPU)
    errors = [sup_errors(shape, theta, targets, check) for theta in (whole, parts)]
    assert torch.allclose(*errors, rtol=1e-3)


def test_a_network_that_is_not_finite_is_infinitely_wrong_and_does_not_spread():
    shape, generator = Shape(1, (4,), "tanh"), torch.Generator().manual_seed(0)
    targets = TargetBatch([parse_target("exp(x)")], [0] * 3)
    theta = random_parameters(shape, 3, generator)
    theta[1, 0] = math.nan
    theta = minimise(shape, theta, targets, (2,) * 10 + (8,) * 5, 100, generator)
    errors = sup_errors(shape, theta, targets, grid(101, 1, CPU))
    assert torch.isinf(errors[1])
    assert torch.isfinite(errors[[0, 2]]).all()


def test_a_search_whose_networks_all_break_reports_failures(monkeypatch):
    def broken(shape, theta, *rest):
        return torch.full_like(theta, math.nan)

    monkeypatch.setattr("boundlab.minimal_networks.plain_problem.minimise", broken)
    settings = SearchSettings(starts=2, max_width=1)
    found = MinimalWidthSearch(PlainProblem([parse_target("x**2")], settings, CPU), [[0.01]]).run()[0][0]
    assert found.width is None
    assert found.nonfinite > 0


def test_samples_cover_the_cube_and_its_boundary():
    x = jittered(400, 2, torch.Generator().manual_seed(0))
    assert x.shape == (400, 2)
    assert float(x.abs().max()) == 1
    inner = x[(x.abs() < 1).all(1)]
    counts = torch.histogramdd(inner, bins=[4, 4], range=[-1.0, 1.0, -1.0, 1.0]).hist
    assert counts.min() > 10


@pytest.mark.parametrize("k", [3, 6])
def test_minimal_relu_widths_equal_the_exact_link_count(k):
    members = [SignBumps(1, 1, k, pattern) for pattern in range(3)]
    eps = 0.4 * float(members[0].amplitude)
    settings = SearchSettings("relu", skip=True, starts=2, max_width=20)
    found = MinimalWidthSearch(PlainProblem(members, settings, CPU), [[eps]] * 3).run()
    x = np.linspace(-1, 1, 8001)
    exact = [link_count(x, member(x[:, None]), eps) - 1 for member in members]
    assert all(abs(row[0].width - truth) <= 1 for row, truth in zip(found, exact, strict=True))


@pytest.mark.parametrize("device", DEVICES)
def test_one_growth_path_gives_sizes_for_every_accuracy(device):
    settings = SearchSettings("tanh", starts=2, max_width=12)
    target = parse_target("cosh(1.5*x)")
    found = MinimalWidthSearch(PlainProblem([target], settings, torch.device(device)), [[0.1, 0.003]]).run()[0]
    assert [f.eps for f in found] == [0.1, 0.003]
    assert found[0].width <= found[1].width <= 4
    for f in found:
        assert f.sup_error <= f.eps
        assert f.failed_width == f.width - 1


def test_unreachable_accuracies_are_censored():
    settings = SearchSettings("relu", skip=True, starts=1, max_width=2)
    found = MinimalWidthSearch(PlainProblem([parse_target("sin(6*x)")], settings, CPU), [[1e-3]]).run()[0][0]
    assert found.width is None
    assert found.sup_error > 1e-3


def test_deep_networks_are_searched_too():
    settings = SearchSettings("tanh", depth=2, starts=2, max_width=6)
    found = MinimalWidthSearch(PlainProblem([parse_target("x**2 + y")], settings, CPU), [[0.05]]).run()[0][0]
    assert found.width is not None
    assert found.shape.widths == (found.width, found.width)


@pytest.mark.parametrize("eps", [0.0, -1.0, math.nan, math.inf])
def test_bad_accuracies_are_refused(eps):
    with pytest.raises(BoundlabError, match="eps"):
        MinimalWidthSearch(PlainProblem([parse_target("x")], SearchSettings(), CPU), [[eps]])


def test_the_displayed_baselines_descend_and_are_behind_the_instrument():
    target, shape = parse_target("exp(x)"), Shape(1, (4,), "tanh")
    targets, check = TargetBatch([target], [0] * 4), grid(1001, 1, CPU)
    start = random_parameters(shape, 4, torch.Generator().manual_seed(0))

    def error(theta):
        return float(sup_errors(shape, theta, targets, check).min())

    generator = torch.Generator().manual_seed(1)
    instrument = error(minimise(shape, start, targets, (2,) * 60 + (8,) * 20, 200, generator))
    results = {
        "adam": error(adam(shape, start, targets, 300, 100, generator)),
        "adam-p": error(adam(shape, start, targets, 300, 100, generator, p=8.0)),
        "lbfgs": error(lbfgs(shape, start, targets, 100, 101)),
    }
    assert all(instrument < value < error(start) for value in results.values()), (instrument, results)


@pytest.mark.parametrize("degree", [1, 4, 9])
def test_remez_brackets_the_best_polynomial(degree):
    coefficients, low, high = best_polynomial(np.exp, degree)
    assert 0 < low <= high <= low * (1 + 1e-5)
    assert len(coefficients) == degree + 1


def test_remez_of_a_monomial_is_the_chebyshev_polynomial():
    for degree in (2, 3, 6):
        _, low, _ = best_polynomial(lambda x, d=degree: x**d, degree - 1)
        assert low == pytest.approx(2.0 ** (1 - degree), rel=1e-6)


@pytest.mark.parametrize("precision", [torch.float64, torch.float32])
def test_batched_adam_is_adam(precision, monkeypatch):
    """The same steps as torch.optim.Adam with the same schedule, each network on its own, on fixed samples."""
    shape, steps, rate = Shape(1, (5,), "tanh"), 40, 1e-2
    x = torch.linspace(-1, 1, 20, dtype=torch.float64).unsqueeze(1)
    monkeypatch.setattr(baselines, "jittered", lambda *_: x)
    start = random_parameters(shape, 3, torch.Generator().manual_seed(0)).to(precision)
    y = torch.sin(3 * x[:, 0])
    batched = baselines.adam(shape, start, lambda _: y[None], steps, 20, torch.Generator(), rate=rate)
    for row, found in zip(start, batched, strict=True):
        theta = row.clone().requires_grad_()
        optimiser = torch.optim.Adam([theta], lr=rate)
        for step in range(1, steps + 1):
            optimiser.param_groups[0]["lr"] = rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            optimiser.zero_grad()
            torch.nn.functional.mse_loss(evaluate(shape, theta[None], x.to(precision))[0], y.to(precision)).backward()
            optimiser.step()
        assert torch.allclose(found, theta.detach(), atol=1e-10 if precision == torch.float64 else 1e-3)


@pytest.mark.parametrize("dimension", range(1, 10))
def test_the_points_a_network_is_checked_at_stay_bounded(dimension):
    target = parse_target("x1", dimension)
    problem = PlainProblem([target], SearchSettings(), CPU)
    points = problem.check_points(Shape(dimension, (3,), "tanh"))
    assert 4000 < len(points) < 400_000
    assert len(grid(4, dimension, points.device)) <= len(points)
    assert points.abs().amax() == 1
