"""The exchange arm of the search for minimal widths."""

from __future__ import annotations

import pytest
import torch

from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.nearest_networks import NearestNetworks
from boundlab.minimal_networks.plain_problem import PlainProblem
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape, assemble, scaled

CPU = torch.device("cpu")


def misplaced():
    """A search that has reached ε, and its network with one unit taken out and another one doubled."""
    member = SignBumps(1, 1, 6)
    problem = PlainProblem([member], SearchSettings("tanh", starts=2, max_width=12), CPU)
    search = MinimalWidthSearch(problem, [[0.4 * float(member.amplitude)]])
    found = search.run()[0][0]
    theta = problem.loaded(found.shape, found.theta, 0)
    weight, bias, v, c, s = found.shape.blocks(theta)
    lost, doubled = int(v.abs().argmin()), int(v.abs().argmax())
    for block in (weight, bias, v):
        block[:, lost] = block[:, doubled]
    v[:, [lost, doubled]] /= 2
    return problem, search, found, assemble(found.shape, [weight, bias, v, c, s])


def add_idle_unit(shape, theta, rows, count):
    """Instead of growth: a unit that is 0 and at 0."""
    weight, bias, v, c, s = shape.blocks(theta)
    idle = [torch.cat([block, torch.zeros_like(block[:, :1])], dim=1) for block in (weight, bias, v)]
    wide = Shape(shape.inputs, (shape.widths[0] + 1,), shape.activation)
    return wide, assemble(wide, [*idle, c, s])


@pytest.mark.parametrize("grows", [True, False])
def test_exchange_puts_a_misplaced_unit_where_it_is_lacking(grows):
    problem, search, found, theta = misplaced()
    shape, nearest = found.shape, NearestNetworks(1)
    if not grows:
        problem.grow = add_idle_unit
    nearest.add(problem.errors(shape, theta, [0]), theta, [0])
    found.width, found.sup_error = shape.widths[0] + 1, float(problem.errors(shape, theta, [0]))
    assert found.sup_error > found.eps
    for _ in range(8):
        if found.width > shape.widths[0]:
            nearest = search._exchange(shape, nearest, [(0, found)])
    assert (found.width == shape.widths[0] and found.sup_error <= found.eps) == grows


def test_the_nearest_networks_are_kept_for_each_target():
    nearest = NearestNetworks(2)
    nearest.add(torch.tensor([3.0, 1.0, 5.0, 2.0]), torch.tensor([[30.0], [10.0], [50.0], [20.0]]), [7, 7, 8, 7])
    nearest.add(torch.tensor([torch.inf, 1.5]), torch.tensor([[0.0], [15.0]]), [8, 7])
    theta, rows = nearest.of([8, 7])
    assert rows == [8, 8, 7, 7]
    assert theta.flatten().tolist() == [50.0, 0.0, 10.0, 15.0]
    assert nearest.of([7])[0].flatten().tolist() == [10.0, 15.0]


def test_a_search_does_not_depend_on_the_size_of_the_target():
    settings, tiny = SearchSettings("tanh", starts=1, max_width=12), 2.0**-20
    found, small = (
        MinimalWidthSearch(PlainProblem([target], settings, CPU), [[eps]]).run()[0][0]
        for target, eps in ((parse_target("sin(6*x)"), 0.01), (parse_target(f"{tiny}*sin(6*x)"), 0.01 * tiny))
    )
    assert small.width == found.width
    assert small.sup_error == tiny * found.sup_error
    assert torch.equal(small.theta, scaled(found.shape, found.theta.unsqueeze(0), tiny)[0])
