"""Networks with several hidden layers: units more and less, and the search for the smallest width."""

import itertools

import pytest
import torch

from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.deep_units import widened, without_units
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape, evaluate, evaluate_with_jacobian
from boundlab.networks.ensemble_initial import random_parameters

CPU = torch.device("cpu")
SHAPES = [Shape(2, (3, 3), "tanh"), Shape(1, (2, 2, 2), "relu", True), Shape(1, (4,), "tanh")]


def generator():
    return torch.Generator().manual_seed(0)


def resized(shape, more):
    return Shape(shape.inputs, tuple(width + more for width in shape.widths), shape.activation, shape.skip)


def with_tail(theta):
    """Two parameters of something else after those of the network."""
    return torch.cat([theta, torch.arange(2.0, dtype=torch.float64).expand(len(theta), -1)], dim=1)


@pytest.mark.parametrize("shape", SHAPES)
def test_networks_with_units_more_are_the_same_functions_and_can_be_trained(shape):
    theta, random = random_parameters(shape, 2, generator()), random_parameters(resized(shape, 1), 2, generator())
    theta[:, -1] = 0.3
    wider = widened(shape, with_tail(theta), random)
    x = torch.rand(50, shape.inputs, dtype=torch.float64) * 2 - 1
    big = resized(shape, 1)
    assert torch.allclose(evaluate(big, wider[:, :-2], x), evaluate(shape, theta, x), atol=1e-12)
    assert wider[:, -2:].tolist() == [[0, 1]] * 2
    if shape.activation == "tanh":  # a ReLU may be off everywhere
        _, jacobian = evaluate_with_jacobian(big, wider[:, :-2], x)
        assert (jacobian[:, :, big.spans[-3][1] - 1].abs().amax(1) > 0).all()


@pytest.mark.parametrize("shape", SHAPES)
def test_units_that_send_nothing_can_be_taken_out(shape):
    """Of the ways to take one unit out of each layer, the one that takes out the silent ones changes no value."""
    theta = random_parameters(shape, 2, generator())
    silent = widened(shape, with_tail(theta), random_parameters(resized(shape, 1), 2, generator()))
    narrower = without_units(resized(shape, 1), silent, 1000, generator())
    ways = list(itertools.product(*(range(width + 1) for width in shape.widths)))
    assert len(narrower) == 2 * len(ways)
    assert torch.equal(narrower[[len(ways) - 1, -1]], with_tail(theta))
    few = without_units(resized(shape, 1), silent, 3, generator())
    assert len(few) == 6
    assert all((one == narrower).all(1).any() for one in few)


def test_many_layers_have_too_many_ways_to_list():
    shape = Shape(2, (6,) * 20, "tanh")
    theta = random_parameters(shape, 1, generator())
    assert without_units(shape, theta, 4, generator()).shape == (4, resized(shape, -1).parameters)


def test_a_deep_search_goes_below_the_width_that_random_starts_reach():
    """Random starts alone, width by width, stop at 3."""
    target, settings = parse_target("bumps:m=1,r=1,k=5,pattern=2"), SearchSettings(starts=1, max_width=8, depth=2)
    problem, eps = PlainProblem([target], settings, CPU), 0.4 * float(target.amplitude)
    ((found,),) = MinimalWidthSearch(problem, [[eps]]).run()
    assert found.width == 2
    assert found.shape.widths == (2, 2)
    assert found.sup_error <= eps
    theta = problem.loaded(found.shape, found.theta, 0)
    assert float(problem.errors(found.shape, theta, [0])) == pytest.approx(found.sup_error)
