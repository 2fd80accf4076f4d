"""What the shapes promise about the generated weights holds for the numbers the modules generate."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab import architectures
from boundlab.architectures._structure import Dead, LinearCollapse, RankAtMost, Repeated
from boundlab.networks.hypernetworks import module_for
from boundlab.testing import configurations as rows


def rank(matrix, scale=1.0):
    return int(torch.linalg.matrix_rank(matrix, atol=1e-9 * scale, rtol=0))


def randomise(module):
    """All parameters off their special initial values."""
    generator = torch.Generator().manual_seed(7)
    for parameter in module.parameters():
        parameter.data.copy_(torch.randn(parameter.shape, generator=generator))
    return module.double().eval()


def example(module, batch):
    condition = module.example_condition(batch)
    if isinstance(condition, torch.Tensor):
        return condition.double() if condition.is_floating_point() else condition
    parts = (part.double() if part.is_floating_point() else part for part in condition)
    return type(condition)(*parts) if hasattr(condition, "_fields") else tuple(parts)


def many_conditions(module, count):
    """`count` conditions; task-indexed generators get that many random tasks first."""
    if hasattr(module, "add_task"):
        for _ in range(count):
            module.add_task()
        randomise(module)
    return example(module, count)


@pytest.mark.parametrize(
    "name", ["hypernetwork", "low-rank", "full", "mip", "hypertab", "hyperinterval", "random-matrix"]
)
@settings(max_examples=25)
@given(st.data())
def test_generated_weight_vectors_span_no_more_than_claimed(name, data):
    row = data.draw(rows(name, largest=4))
    claims = [claim for claim in row.structure() if isinstance(claim, RankAtMost)]
    torch.manual_seed(0)
    module = randomise(module_for(row))
    weights = module(many_conditions(module, row.generated + 2)).detach()
    for claim in claims:
        centred = weights - weights.mean(0) if claim.affine else weights
        assert rank(centred, float(weights.abs().max())) <= claim.bound


def test_the_rank_bound_is_attained():
    """Control: with a claim one smaller the test above would fail."""
    row = architectures.get("low-rank")(primary=(4, 5, 1), condition=6, hidden=(), rank=3)
    module = randomise(module_for(row))
    assert rank(module(torch.randn(20, 6).double())) == 3 == row.structure()[0].bound


@settings(max_examples=25)
@given(st.integers(1, 5), st.integers(1, 9), st.integers(0, 99))
def test_matrices_of_the_low_rank_decoder_have_rank_at_most_r(r, side, seed):
    row = architectures.get("logah-decoder")(node=3, rank=r, side=side)
    torch.manual_seed(seed)
    module = module_for(row).double()
    matrices = module(torch.randn(4, 3).double()).view(4, side, side)
    assert max(rank(matrix) for matrix in matrices) <= r


def test_the_unused_layer_receives_no_gradient_and_changes_nothing():
    row = architectures.get("logah-decoder")(node=3, rank=2, side=5)
    module = module_for(row)
    (dead,) = (claim for claim in row.structure() if isinstance(claim, Dead))
    node = torch.randn(2, 3)
    before = module(node)
    before.sum().backward()
    parameters = list(module.unused.parameters())
    assert all(p.grad is None for p in parameters)
    assert sum(p.numel() for p in parameters) == dead.parameters == 2 * 2 + 2
    for p in parameters:
        p.data.normal_()
    assert torch.equal(module(node), before)


@pytest.mark.parametrize("kernel", ["1", "3"])
def test_kernel_positions_are_copies(kernel):
    sizes = {"in_channels": 2, "out_channels": 3, "map_channels": 2, "inner_channels": 2, "code": 4, "blocks": 2}
    row = architectures.get("hyperstyle-block")(kernel=kernel, **sizes)
    module = randomise(module_for(row))
    changes = module(example(module, 2)).view(2, 2, 6, int(kernel) ** 2)
    assert torch.equal(changes, changes[..., :1].expand_as(changes))
    repeated = [claim for claim in row.structure() if isinstance(claim, Repeated)]
    assert [claim.distinct for claim in repeated] == ([6] if kernel == "3" else [])
    assert len(changes[0, 0].unique()) == 6


def test_the_last_two_layers_of_hypertab_are_one_affine_map():
    row = architectures.get("hypertab")(features=6, width=3, classes=2, hidden=(5, 4, 3))
    (collapse,) = (claim for claim in row.structure() if isinstance(claim, LinearCollapse))
    assert collapse.widths == (4, 3, row.generated)
    module = randomise(module_for(row))
    mask = example(module, 5)
    last = module.trunk.layers[-1]
    hidden = mask
    for layer in module.trunk.layers[:-1]:
        hidden = torch.relu(layer(hidden))
    composed = hidden @ (module.head.weight @ last.weight).T + module.head.weight @ last.bias + module.head.bias
    torch.testing.assert_close(module(mask), composed)
    assert rank(module.head.weight @ last.weight) <= collapse.bound == 3


MAPS = ["standard", "embedding", "hypernetwork", "low-rank", "full", "mip", "hypertab", "hyperinterval"]


@pytest.mark.parametrize("name", MAPS)
def test_an_identity_activation_collapses_the_generator(name):
    """f((a+b)/2) = (f(a)+f(b))/2 for an affine f; with relu it fails (control)."""
    gaps = {}
    for activation in ("identity", "relu"):
        row = architectures.get(name)(activation=activation)
        assert any(isinstance(claim, LinearCollapse) for claim in row.structure()) == (
            activation == "identity" or name == "hypertab"
        )
        module = randomise(module_for(row))
        if hasattr(module, "codes"):
            module.codes = lambda condition: condition
            condition = torch.randn(2, row.embedding).double()
        elif name == "mip":
            condition = torch.randn(2, 2 * row.condition).double()
            module.forward = lambda z, module=module: module.head(module.trunk(z))
        else:
            condition = example(module, 2)
        first, second = module(condition)
        middle = module(condition.mean(0, keepdim=True))[0]
        gap = (middle - (first + second) / 2).abs().max() / first.abs().max()
        gaps[activation] = gap.item()
    assert gaps["identity"] < 1e-12
    assert gaps["relu"] > 1e-6 or name == "standard"


def test_dropped_outputs_of_a_chunked_generator():
    row = architectures.get("chunked")(primary=(4, 5, 1), tasks=2, hidden=(3,), chunk=7)
    (dropped,) = row.structure()
    module = module_for(row)
    emitted = module.head(module._features(torch.tensor([0, 1]))).flatten(1)
    assert emitted.shape[1] - row.generated == dropped.bound == 4
    assert torch.equal(emitted[:, : row.generated], module(torch.tensor([0, 1])))


@pytest.mark.parametrize("name", ["standard", "embedding"])
@settings(max_examples=60)
@given(st.data())
def test_networks_on_the_condition_are_primaries_with_a_generated_bias(name, data):
    row = data.draw(rows(name, largest=5))
    module = randomise(module_for(row))
    x = torch.randn(3, 2, row.primary[0]).double()
    condition = example(module, 3)
    torch.testing.assert_close(module.network(x, module(condition)), module.predict(x, condition))
    torch.testing.assert_close(module.predict(x[:, 0], condition), module.predict(x, condition)[:, 0])


@settings(max_examples=60)
@given(st.data())
def test_interval_bounds_enclose_the_weights_of_every_embedding_inside(data):
    row = data.draw(rows("hyperinterval", largest=4))
    module = randomise(module_for(row))
    index = torch.arange(row.tasks)
    low, high = module.bounds(index)
    centre, radius = module.codes(index), module.radius(index)
    slack = 1e-9 * (1 + high.abs() + low.abs())
    for _ in range(20):
        inside = centre + radius * (2 * torch.rand_like(radius) - 1).sign() * torch.rand_like(radius).round()
        weights = module.head(module.trunk(inside))
        assert bool((low - slack <= weights).all())
        assert bool((weights <= high + slack).all())
    assert bool((low <= high).all())


def test_interval_bounds_reject_a_point_outside():
    """Control: an embedding far outside the interval escapes the bounds."""
    row = architectures.get("hyperinterval")(primary=(2, 3, 1), tasks=1, embedding=2, hidden=(4,))
    module = randomise(module_for(row))
    low, high = module.bounds(torch.tensor([0]))
    weights = module.head(module.trunk(module.codes(torch.tensor([0])) + 50))
    assert not bool(((low <= weights) & (weights <= high)).all())


def test_masks_must_keep_k_features():
    from boundlab.errors import BoundlabError

    row = architectures.get("hypertab")(features=4, width=3, classes=2)
    module = module_for(row)
    with pytest.raises(BoundlabError, match="mask: got"):
        module.predict(torch.ones(1, 4), torch.ones(1, 4))


def test_row_scalings_are_used_for_candidate_and_gate():
    row = architectures.get("recurrent-highway")(inputs=3, hyper=2, width=4, depth=2)
    module = module_for(row)
    cell = module.primary
    x, state = torch.randn(5, 3), torch.randn(5, 4)
    scalings = module(x).view(5, 2, 4).transpose(0, 1)
    first = cell(x, state, scalings)[0]
    rows_ = (cell.input(x) + cell.depths[0](state)) * torch.cat([scalings[0], scalings[0]], dim=1)
    candidate, gate = torch.tanh(rows_[:, :4]), torch.sigmoid(rows_[:, 4:])
    torch.testing.assert_close(first, candidate * gate + state * (1 - gate))
    assert module.run(torch.randn(2, 6, 3)).shape == (2, 6, 4)
