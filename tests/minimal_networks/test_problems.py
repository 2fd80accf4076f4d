"""One search, two problems: what it finds stays, the problems override nothing, and each keeps its contract."""

import inspect

import pytest
import torch

from boundlab.experiments.modularity_gap.conditional_target import ConditionalTarget
from boundlab.experiments.modularity_gap.embeddings import EmbeddingSettings
from boundlab.experiments.modularity_gap.joint_problem import JointProblem
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import MOST_CHECKED, PlainProblem
from boundlab.minimal_networks.problem import Problem
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import evaluate

CPU = torch.device("cpu")
DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)]


def bumps(k, patterns, m, r, eps=0.4, device=CPU, **settings):
    members = [SignBumps(m, r, k, p) for p in range(patterns)]
    problem = PlainProblem(members, SearchSettings(**settings), torch.device(device))
    return problem, [[eps * float(members[0].amplitude)]] * patterns


def formula(text, *eps, **settings):
    return PlainProblem([parse_target(text)], SearchSettings(**settings), CPU), [list(eps)]


def joint(*embedding, device=CPU):
    targets = [ConditionalTarget(1, 1, 1, 2, draw) for draw in (1, 2)]
    problem = JointProblem(
        targets, EmbeddingSettings(*embedding), SearchSettings(starts=1, max_width=10), torch.device(device)
    )
    return problem, [[0.4 * targets[0].amplitude]] * 2


# (width, largest failed width) of every target and ε, as found before the search and its problems were taken apart.
SEARCHES = {
    "relu": (lambda: bumps(6, 3, 1, 1, activation="relu", skip=True, starts=2), [(6, 5), (9, 8), (9, 8)]),
    "tanh": (lambda: bumps(4, 3, 1, 2, starts=2, max_width=20), [(3, 2), (4, 3), (4, 3)]),
    "two accuracies": (lambda: formula("cosh(1.5*x)", 0.1, 0.003, starts=2), [(2, 1), (2, 1)]),
    "deep": (lambda: formula("x**2 + y", 0.05, depth=2, starts=2, max_width=6), [(2, 1)]),
    "two dimensions": (lambda: bumps(2, 2, 2, 1, starts=1, max_width=12), [(5, 4), (5, 4)]),
    "censored": (lambda: formula("sin(6*x)", 1e-3, activation="relu", skip=True, starts=1, max_width=2), [(None, 0)]),
    "joint, a table": (lambda: joint("table", 1), [(4, 3), (3, 2)]),
    "joint, bounded": (lambda: joint("network", 1, 2.0, 100.0), [(3, 2), (3, 2)]),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_the_widths_found_stay(name):
    make, expected = SEARCHES[name]
    problem, eps = make()
    found = [one for row in MinimalWidthSearch(problem, eps).run() for one in row]
    assert [(one.width, one.failed_width) for one in found] == expected


@pytest.mark.parametrize("final", [PlainProblem, JointProblem])
def test_a_problem_implements_what_is_abstract_and_overrides_nothing(final):
    assert all(getattr(value, "__isabstractmethod__", False) for value in public(Problem).values())
    assert final.__bases__ == (Problem,)
    assert public(Problem).keys() <= public(final).keys()


def public(kind):
    return {
        name: value
        for name, value in vars(kind).items()
        if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
    }


@pytest.mark.parametrize("make", [lambda: bumps(4, 2, 1, 1), lambda: joint("table", 1), lambda: joint("network", 1)])
def test_removals_saving_and_loading_agree(make):
    """The errors of the networks with one unit less order them as pruning does, and a saved network is the same one."""
    problem, _ = make()
    shape, smaller, rows = problem.shape(5), problem.shape(4), [0, 1]
    theta = problem.train(shape, problem.start(shape, rows), rows, (2,) * 30)
    candidates, owners, errors = problem.without_one(shape, theta, rows)
    assert candidates.shape[0] == len(owners) == len(errors) == 10
    for target in rows:
        mine = [b for b, owner in enumerate(owners) if owner == target]
        pruned = problem.prune(shape, theta[target : target + 1], [target], 4, 5)
        both = [
            problem.errors(smaller, networks, [target] * 5).sort().values for networks in (candidates[mine], pruned)
        ]
        assert torch.allclose(*both, rtol=0.5)
        saved = problem.saved(shape, theta[target], target)
        assert torch.equal(problem.loaded(shape, saved, target)[0], theta[target])


@pytest.mark.parametrize("make", [lambda: bumps(4, 2, 1, 1), lambda: joint("network", 1, 2.0, 100.0)])
def test_pruning_several_networks_at_once_is_pruning_each(make):
    problem, again = make()[0], make()[0]
    shape, rows = problem.shape(5), [0, 1]
    theta = [p.train(shape, p.start(shape, rows), rows, (2,) * 10) for p in (problem, again)]
    assert torch.equal(*theta)
    together = problem.prune(shape, theta[0], rows, 3, 4)
    each = [again.prune(shape, theta[0][t : t + 1], [t], 3, 4) for t in rows]
    assert torch.allclose(together, torch.cat(each), rtol=1e-6, atol=1e-9)
    assert not torch.allclose(each[0], each[1])


def test_a_plain_network_is_saved_in_the_units_of_its_target():
    problem, _ = formula("1000*x", 1.0)
    shape = problem.shape(2)
    theta = problem.start(shape, [0])
    x = torch.linspace(-1, 1, 4001, dtype=torch.float64).unsqueeze(1)
    saved = problem.saved(shape, theta[0], 0).unsqueeze(0)
    assert float((evaluate(shape, saved, x) - 1000 * x.T).abs().max()) == pytest.approx(
        float(problem.errors(shape, theta, [0])[0]), rel=1e-3
    )


def test_the_check_points_are_bounded_in_every_dimension():
    problem = PlainProblem([parse_target("x1 + x9", 9)], SearchSettings(), CPU)
    assert len(problem.check_points(problem.shape(100))) < 1.1 * MOST_CHECKED


MAKERS = {
    "plain": lambda device: bumps(4, 2, 1, 1, device=device),
    "joint, a table": lambda device: joint("table", 1, device=device),
    "joint, bounded": lambda device: joint("network", 1, 2.0, 100.0, device=device),
}


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", MAKERS)
def test_all_devices_draw_the_same_numbers(name, device):
    """Starts and samples are equal to the last bit, and a network is as good on one device as on the other."""
    here, there = MAKERS[name]("cpu")[0], MAKERS[name](device)[0]
    shape, rows = here.shape(5), [0, 1, 1]
    starts = here.start(shape, rows), there.start(shape, rows)
    assert starts[1].device.type == device
    assert torch.equal(starts[0], starts[1].cpu())
    wider = [problem.grow(shape, theta, rows, 2)[1].cpu() for problem, theta in zip((here, there), starts, strict=True)]
    assert torch.allclose(*wider, rtol=1e-6, atol=1e-9)
    trained = [
        problem.train(shape, theta, rows, (2,) * 3) for problem, theta in zip((here, there), starts, strict=True)
    ]
    errors = [problem.errors(shape, theta, rows).cpu() for problem, theta in zip((here, there), trained, strict=True)]
    assert torch.allclose(*errors, rtol=1e-6)


@pytest.mark.gpu
@pytest.mark.parametrize("name", MAKERS)
def test_a_search_on_a_gpu(name):
    problem, eps = MAKERS[name]("cuda")
    for row in MinimalWidthSearch(problem, eps).run():
        assert row[0].sup_error <= row[0].eps
        assert row[0].theta.device.type == "cpu"


def test_no_random_number_is_drawn_on_a_device():
    """A generator of the device would give other numbers there."""
    for problem in (bumps(4, 2, 1, 1)[0].generator, joint("table", 1)[0]._generator):
        assert problem.device == CPU
