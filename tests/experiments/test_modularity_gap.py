"""q against g: the targets, the joint training, the bounds, every arm end to end."""

import itertools
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.experiments.modularity_gap.conditional_target import ConditionalTarget, distinct_slices
from boundlab.experiments.modularity_gap.embeddings import EmbeddingSettings
from boundlab.experiments.modularity_gap.joint_problem import JointProblem
from boundlab.experiments.modularity_gap.nonzero import nonzero_count
from boundlab.experiments.modularity_gap.smallest_primaries import smallest_primaries
from boundlab.experiments.modularity_gap.spectral_complexity import bounded, spectral_complexity
from boundlab.experiments.modularity_gap.tasks import EmbeddingSizes, Targets
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.minimal_width import MinimalWidthSearch
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape, evaluate
from boundlab.networks.ensemble_initial import random_parameters

CPU = torch.device("cpu")
ARMS = ("identity", "table-1", "table-2", "network-1", "bounded-1")


# --- targets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("m1", "m2", "k"), [(1, 1, 4), (1, 2, 3), (2, 1, 3)])
def test_the_slices_are_those_of_the_bumps_in_all_variables(m1, m2, k):
    whole, y = SignBumps(m1 + m2, 1, k, pattern=2), ConditionalTarget(m1, m2, 1, k, draw=2)
    x = torch.rand(len(y.conditions), 50, m1, dtype=torch.float64) * 2 - 1
    both = torch.cat([x, y.conditions.unsqueeze(1).expand(-1, 50, -1)], dim=2)
    assert np.allclose(y.values(x).numpy(), whole(both.numpy()), atol=1e-12)
    assert len(y.conditions) == (2 * k + 1) ** m2
    centres = ConditionalTarget(m1, m2, 1, k, 2, "slices")
    assert centres.signs.abs().min() == 1
    assert len(centres.conditions) == k**m2


def test_a_slice_is_a_target_of_its_own():
    y = ConditionalTarget(1, 1, 1, 5, 3)
    x = np.linspace(-1, 1, 201)[:, None]
    whole = SignBumps(2, 1, 5, pattern=3)
    for row, centre in zip(y.rows, range(5), strict=True):
        member = parse_target(y.slice_of(row).text)
        points = np.column_stack([x, np.full_like(x, (2 * centre + 1) / 5 - 1)])
        assert np.allclose(member(x), whole(points), atol=1e-12)
        assert member.norm(1).certified
        assert member.norm(1).value <= 1


def test_distinct_slices_are_told_apart_only_as_far_as_sizes_are():
    y = ConditionalTarget(1, 1, 1, 3, 1)
    every = [y.slice_of(row).text for row in itertools.product((-1, 1), repeat=3)]
    y.__dict__["rows"] = list(itertools.product((-1, 1), repeat=3))
    assert len(distinct_slices([y])) == 3  # + + +, + + -, + - +
    assert len(set(every)) == 8


# --- the bounds --------------------------------------------------------------------------------------------------


def test_spectral_complexity_is_the_product_of_induced_norms():
    shape = Shape(3, (5, 4), "tanh")
    theta = random_parameters(shape, 2, torch.Generator().manual_seed(0))
    for b, found in enumerate(spectral_complexity(shape, theta)):
        blocks = [block[b] for block in shape.blocks(theta)]
        weights = [blocks[0], blocks[2], blocks[4].unsqueeze(0)]
        assert float(found) == pytest.approx(math.prod(float(torch.linalg.matrix_norm(w, ord=1)) for w in weights))


@given(st.integers(0, 10**6), st.floats(0.05, 50), st.integers(1, 3), st.integers(1, 6))
def test_bounded_networks_are_within_the_bound_and_others_unchanged(seed, bound, inputs, width):
    shape = Shape(inputs, (width,), "tanh")
    theta = random_parameters(shape, 4, torch.Generator().manual_seed(seed))
    moved = bounded(shape, theta, bound)
    before, after = spectral_complexity(shape, theta), spectral_complexity(shape, moved)
    assert (after <= bound * (1 + 1e-14)).all()
    assert torch.equal(moved[before <= bound], theta[before <= bound])
    assert torch.equal(shape.blocks(moved)[1], shape.blocks(theta)[1])  # biases do not enter


# --- joint training ----------------------------------------------------------------------------------------------


def problem_for(arm, targets=None, **settings):
    kind, _, dimension = arm.partition("-")
    bounds = (2.0, 100.0) if kind == "bounded" else ()
    embedding = EmbeddingSettings("network" if kind == "bounded" else kind, int(dimension or 1), *bounds)
    targets = targets or [ConditionalTarget(1, 1, 1, 2, 1)]
    return JointProblem(targets, embedding, SearchSettings(**settings), CPU)


def bounded_problem(bound_q=100.0):
    target = ConditionalTarget(1, 1, 1, 2, 1)
    return JointProblem([target], EmbeddingSettings("network", 1, 2.0, bound_q), SearchSettings(), CPU)


# One network that feels C(e) and one that does not.
SMALL_EMBEDDING = torch.tensor([[1.0], [0.0]], dtype=torch.float64)


def test_the_penalty_of_the_bounds_is_felt_near_them_and_has_the_jacobian_of_its_differences():
    problem, shape = bounded_problem(), Shape(2, (3,), "tanh")
    theta = problem.start(shape, [0, 0])
    primary, phi = problem.split(shape, theta)
    scale = 100.0 / spectral_complexity(shape, primary).unsqueeze(1)
    output = slice(*shape.spans[2])

    def excess(theta):
        return problem._excess(shape, theta, SMALL_EMBEDDING)

    def sized(factor):
        changed = theta.clone()
        changed[:, output] *= factor * scale
        return changed

    assert (excess(sized(0.5)) == 0).all()
    assert (excess(sized(1))[:, 0] >= math.log(1 / 0.9) - 1e-12).all()
    large = problem.embedding.rescaled(phi, 3 / problem.embedding.complexity(phi))
    beyond = torch.cat([problem.split(shape, sized(3))[0], large], dim=1)
    found, slopes = problem._excess_with_jacobian(shape, beyond, SMALL_EMBEDDING)
    assert torch.equal(found, excess(beyond))
    assert found[0, 1] > math.log(3 / 2)
    assert found[1, 1] == 0
    assert not slopes.requires_grad
    for i in range(beyond.shape[1]):
        step = torch.zeros_like(beyond)
        step[:, i] = 1e-6
        difference = (excess(beyond + step) - excess(beyond - step)) / 2e-6
        assert torch.allclose(slopes[:, :, i], difference, atol=1e-6)


def test_an_embedding_that_is_too_large_costs_every_second_network_only_what_the_primary_has_to_make_up_for():
    problem, shape = bounded_problem(), Shape(2, (3,), "tanh")
    primary, phi = problem.split(shape, problem.start(shape, [0, 0]))
    large = torch.cat([primary, problem.embedding.rescaled(phi, phi.new_tensor([50.0, 500.0]))], dim=1)
    same = problem._rescaled(shape, large)
    x = problem.check_points(shape)
    assert torch.allclose(problem.values(shape, same, x), problem.values(shape, large, x), atol=1e-9)
    for one in same:
        assert problem.complexities(shape, one.unsqueeze(0))[0] <= 2
    found, small = (problem._excess(shape, theta, 0 * SMALL_EMBEDDING) for theta in (large, same))
    assert torch.allclose(found, small, atol=0.1)  # smooth maxima
    tiny = torch.cat([1e-6 * primary, large[:, primary.shape[1] :]], dim=1)
    assert (problem._excess(shape, tiny, 0 * SMALL_EMBEDDING) == 0).all()
    trained = problem.train(shape, large, [0, 0], (2,) * 20)
    kept, free = problem.embedding.complexity(problem.split(shape, trained)[1])
    assert kept < 3 < free


def test_networks_are_measured_and_saved_within_the_bounds_and_trained_towards_them():
    problem, shape = bounded_problem(), Shape(2, (4,), "tanh")
    theta = 4 * problem.start(shape, [0, 0])
    saved = torch.stack([problem.saved(shape, one, 0) for one in theta])
    for one in saved:
        c_e, c_q = problem.complexities(shape, one.unsqueeze(0))
        assert c_e <= 2 * (1 + 1e-9)
        assert c_q <= 100 * (1 + 1e-9)
    assert torch.equal(problem.errors(shape, theta, [0, 0]), problem.errors(shape, saved, [0, 0]))
    before = problem._excess(shape, theta, SMALL_EMBEDDING).sum(1)
    trained = problem.train(shape, theta, [0, 0], (2,) * 20)
    assert (problem._excess(shape, trained, SMALL_EMBEDDING).sum(1) < 0.2 * before).all()
    assert (problem.errors(shape, trained, [0, 0]) < problem.errors(shape, theta, [0, 0])).all()


def bounded_widths(k, draws, bound_q, search=smallest_primaries, **settings):
    """The widths found, None where ε was not reached; every network is within the bounds and within ε."""
    targets = [ConditionalTarget(1, 1, 1, k, draw) for draw in draws]
    problem = JointProblem(targets, EmbeddingSettings("network", 1, 2.0, bound_q), SearchSettings(**settings), CPU)
    widths = []
    for number, (found,) in enumerate(search(problem, [[0.4 * targets[0].amplitude]] * len(targets))):
        widths.append(found.width)
        if found.width is not None:
            theta = found.theta.unsqueeze(0)
            c_e, c_q = problem.complexities(found.shape, theta)
            assert (c_e <= 2 * (1 + 1e-9), c_q <= bound_q * (1 + 1e-9)) == (True, True)
            assert float(problem.errors(found.shape, theta, [number])) <= found.eps
            assert found.failed_width < found.width
    return widths


def test_patterns_that_growth_misses_are_reached_from_an_embedding_that_is_nearly_linear():
    def together(problem, eps):
        return MinimalWidthSearch(problem, eps).run()

    assert bounded_widths(2, [2], 10.0, together, starts=1, max_width=5) == [None]
    assert bounded_widths(2, [2], 10.0, starts=1, max_width=5) != [None]


@pytest.mark.slow
@pytest.mark.parametrize(("k", "bound_q"), [(4, 1000.0), (6, 1000.0), (6, 100.0)])
def test_the_bounded_arm_reaches_every_pattern(k, bound_q):
    assert None not in bounded_widths(k, [1, 2, 3], bound_q, starts=2, max_width=40)


@pytest.mark.parametrize(("m2", "dimension"), [(1, 1), (2, 2), (1, 2), (2, 1)])
def test_the_nearly_linear_embedding_tells_conditions_apart_as_well_as_its_bound_allows(m2, dimension):
    target = ConditionalTarget(1, m2, 1, 2, 1)
    problem = JointProblem([target], EmbeddingSettings("network", dimension, 2.0, 100.0), SearchSettings(), CPU)
    flat = problem.with_flat_embedding()
    if dimension < m2:
        assert flat is None
        return
    assert flat.with_flat_embedding() is None
    assert jacobian_is_right(flat)
    shape = flat.shape(4)
    theta = flat.start(shape, [0, 0])
    same, x = flat.with_own_embedding(theta), flat.check_points(shape)
    assert torch.equal(problem.values(shape, same, x), flat.values(shape, theta, x))
    codes = problem.embedding.codes(problem.split(shape, same)[1])
    for one, theirs in zip(same, codes, strict=True):
        assert problem.complexities(shape, one.unsqueeze(0))[0] == pytest.approx(1.8)
        assert (torch.pdist(theirs) > 1.4 * torch.pdist(flat.conditions)).all()
    trained = problem.train(shape, same, [0, 0], (2,) * 10)
    assert not torch.allclose(problem.embedding.codes(problem.split(shape, trained)[1]), codes)


def first_found(problem):
    return MinimalWidthSearch(problem, [[0.4 * ConditionalTarget(1, 1, 1, 2, 1).amplitude]]).run()[0][0]


def jacobian_is_right(problem):
    """Against automatic differentiation of the values."""
    shape = problem.shape(3)
    theta = problem.start(shape, [0, 0])
    x = problem._sample(5)
    _, jacobian = problem.values_and_jacobian(shape, theta, x)
    automatic = torch.autograd.functional.jacobian(lambda t: problem.values(shape, t, x), theta)
    return torch.allclose(jacobian, torch.stack([automatic[b, :, b] for b in range(2)]), atol=1e-10)


@pytest.mark.parametrize("arm", [*ARMS, "network-2", "table-3"])
def test_the_joint_jacobian(arm):
    assert jacobian_is_right(problem_for(arm))


@pytest.mark.parametrize("arm", ["identity", "network-1"])
def test_a_deep_primary(arm):
    problem = problem_for(arm, starts=1, max_width=6, depth=2)
    assert jacobian_is_right(problem)
    found = first_found(problem)
    assert found.shape.widths == (found.width,) * 2
    theta = found.theta.unsqueeze(0)
    assert float(problem.errors(found.shape, theta, [0])) <= found.eps
    assert float(problem.errors(found.shape, 1.5 * theta, [0])) > found.eps
    row = EmbeddingSizes(Targets(1, 1, 1, 2, 1), EmbeddingSettings("identity"), problem.settings)
    assert row.series == "q, e(I) = I, 2 hidden layers"


def test_a_broken_joint_trainer_is_noticed_and_never_a_success(monkeypatch):
    found = first_found(problem_for("table-1", starts=1, max_width=6))
    assert found.width is not None
    right = JointProblem.values_and_jacobian

    def wrong_sign(self, shape, theta, x):
        values, jacobian = right(self, shape, theta, x)
        return values, torch.cat([jacobian[:, :, : shape.parameters], -jacobian[:, :, shape.parameters :]], dim=2)

    monkeypatch.setattr(JointProblem, "values_and_jacobian", wrong_sign)
    assert not jacobian_is_right(problem_for("table-1"))
    assert not jacobian_is_right(problem_for("network-1"))
    monkeypatch.setattr(JointProblem, "train", lambda self, shape, theta, *others, **more: theta)
    broken = first_found(problem_for("table-1", starts=1, max_width=found.width))
    assert broken.width is None
    assert broken.sup_error > broken.eps


def test_training_moves_the_embedding_and_helps():
    """The joint trainer against the same trainer with e frozen at its start."""
    problem = problem_for("table-2", [ConditionalTarget(1, 1, 1, 3, 1)])
    shape = problem.shape(4)
    start = problem.start(shape, [0] * 6)
    trained = problem.train(shape, start, [0] * 6, (2,) * 40)
    phi = problem.split(shape, trained)[1]
    assert not torch.allclose(phi, problem.split(shape, start)[1])
    frozen = problem_for("identity", [ConditionalTarget(1, 1, 1, 3, 1)])
    same = frozen.start(frozen.shape(4), [0] * 6)
    alone = frozen.train(frozen.shape(4), same, [0] * 6, (2,) * 40)
    assert problem.errors(shape, trained, [0] * 6).min() < frozen.errors(frozen.shape(4), alone, [0] * 6).min()


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=12), st.integers(0, 20))
def test_nonzero_count_keeps_what_must_be_kept(values, needed):
    """If a network needs its `needed` largest entries and no other, that many are counted."""
    theta = torch.tensor(values, dtype=torch.float64)
    largest = theta.abs().sort(descending=True).values[:needed]
    count = nonzero_count(theta, theta.abs(), lambda trial: float(trial.abs().sum()) >= float(largest.sum()) - 1e-9)
    assert count <= max(int((theta != 0).sum()), 0)
    assert count <= min(needed, len(values)) or float(largest.sum()) == 0


# --- every arm, end to end ---------------------------------------------------------------------------------------


def test_wrong_slices_are_refused():
    for text in ("slice:m=2,of=2,r=1,k=3,bits=0", "slice:m=1,of=2,r=1,k=3,bits=8"):
        with pytest.raises(BoundlabError, match="slice"):
            parse_target(text)


def test_ensembles_take_points_of_their_own():
    for skip in (False, True):
        shape = Shape(2, (3,), "tanh", skip)
        theta = random_parameters(shape, 2, torch.Generator().manual_seed(0)) + 0.1
        x = torch.rand(2, 5, 2, dtype=torch.float64)
        each = torch.cat([evaluate(shape, theta[b : b + 1], x[b]) for b in range(2)])
        assert torch.allclose(evaluate(shape, theta, x), each)
