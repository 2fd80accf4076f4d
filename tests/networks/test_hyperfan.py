"""Initial scale: the generated primary keeps activations (fan-in) and gradients (fan-out) at scale."""

import pytest
import torch

from boundlab import architectures
from boundlab.errors import BoundlabError
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hypernetworks import module_for

WIDTHS = (64, 96, 48, 128, 64, 48)
PER_WEIGHT = ["hypernetwork", "low-rank", "full", "mip", "hyperinterval", "random-matrix"]


def build(name, activation="relu", **options):
    wide = {"condition": 200, "embedding": 200, "hidden": (200, 200), "rank": 200, "dimension": 200}
    chosen = {"primary": WIDTHS, "tasks": 24, "activation": activation} | wide | options
    row = architectures.get(name)
    torch.manual_seed(0)
    return module_for(row(**{key: value for key, value in chosen.items() if key in row.options()}))


@torch.no_grad()
def squares(module, weights):
    """Mean square of the pre-activations of every layer, for inputs of mean square 1: median over conditions.

    The scale of one condition's features multiplies all its layers: in wide generators it is about the same for
    all conditions, in narrow ones the mean over conditions grows with depth and the median falls.
    """
    x = torch.randn(len(weights), 64, WIDTHS[0])
    found = []
    for number, (matrix, bias) in enumerate(module.network.split(weights)):
        x = torch.bmm(x, matrix.transpose(1, 2)) + (0 if bias is None else bias[:, None])
        found.append(float(x.square().mean((1, 2)).median()))
        if number < len(WIDTHS) - 2:
            x = ACTIVATIONS[module.network.activation](x)
    return found


def gradient_squares(module, weights):
    """Mean square of the loss's derivative by every pre-activation, median over conditions."""
    x = torch.randn(len(weights), 64, WIDTHS[0])
    outputs = []
    for number, (matrix, bias) in enumerate(module.network.split(weights.detach())):
        x = torch.bmm(x, matrix.transpose(1, 2)) + (0 if bias is None else bias[:, None])
        x.requires_grad_() if x.is_leaf else x.retain_grad()
        outputs.append(x)
        if number < len(WIDTHS) - 2:
            x = ACTIVATIONS[module.network.activation](x)
    (x * torch.randn_like(x)).sum().backward()
    return [float(y.grad.square().mean((1, 2)).median()) for y in outputs]


@pytest.mark.parametrize("name", PER_WEIGHT)
@pytest.mark.parametrize("activation", ["relu", "elu", "tanh", "sigmoid"])
def test_fan_in_keeps_activations_at_scale(name, activation):
    module = build(name, activation)
    found = squares(module, module(module.example_condition(24)))
    assert all(0.4 < square < 2.5 for square in found), found


@pytest.mark.parametrize("name", PER_WEIGHT)
def test_fan_out_keeps_gradients_at_scale(name):
    module = build(name, "relu")
    module.hyperfan_("out")
    found = gradient_squares(module, module(module.example_condition(24)))
    assert all(0.4 < square < 2.5 for square in found), found


def test_variance_of_every_generated_tensor_is_the_target():
    module = build("hypernetwork")
    for mode in ("in", "out"):
        module.hyperfan_(mode)
        weights = module(torch.randn(400, 200)).detach()
        target = module.network.variances(mode)
        for (matrix, bias), (goal, _) in zip(
            module.network.split(weights), module.network.split(target[None]), strict=True
        ):
            assert float(matrix.square().mean()) == pytest.approx(float(goal.mean()), rel=0.2)
            assert not bool(bias.any())


@pytest.mark.parametrize("name", ["chunked", "lstm"])
def test_a_shared_head_matches_the_mean_variance(name):
    module = build(name)
    weights = module(module.example_condition(24)).detach()
    assert float(weights.square().mean()) == pytest.approx(float(module.network.variances().mean()), rel=0.2)


def test_in_a_narrow_generator_the_scale_of_a_condition_multiplies_every_layer():
    """The limit of the method, documented: constant-norm encodings do not have it."""
    narrow = {"condition": 4, "hidden": (16,)}
    plain = build("hypernetwork", **narrow)
    found = squares(plain, plain(plain.example_condition(300)))
    assert found[-1] < 0.5 * found[0]
    encoded = build("mip", additive=False, hidden=(), condition=4)
    found = squares(encoded, encoded(encoded.example_condition(300)))
    assert all(0.4 < square < 2.5 for square in found), found


def test_the_default_initialisation_of_torch_does_not_keep_the_scale():
    """Control: the same generator with torch's own initial values is far off."""
    module = build("hypernetwork")
    for layer in [*module.trunk.layers, module.head]:
        layer.reset_parameters()
    found = squares(module, module(module.example_condition(24)))
    assert not all(0.4 < square < 2.5 for square in found), found


@pytest.mark.parametrize(("encoding", "invariant"), [("cos-sin", True), ("raw", False)])
def test_the_encoding_makes_the_scale_independent_of_the_condition(encoding, invariant):
    module = build("mip", encoding=encoding, additive=False)
    scales = []
    for size in (0.02, 0.98):
        weights = module(size * torch.ones(1, 200) + 0.01 * torch.rand(64, 200)).detach()
        scales.append(float(weights.square().mean()))
    ratio = max(scales) / min(scales)
    assert (ratio < 4) is invariant, ratio


def test_the_additive_form_starts_with_half_the_variance_in_its_offset():
    module = build("mip")
    target = module.network.variances()
    kept = target > 0
    assert float((module.head.bias.detach()[kept].square() / target[kept]).mean()) == pytest.approx(0.5, rel=0.1)


def test_dead_features_do_not_poison_the_initial_values():
    from boundlab.networks.hyperfan import scale_rows_

    weight = torch.empty(3, 4)
    scale_rows_(weight, torch.ones(3), torch.zeros(5, 4))
    assert bool(weight.isfinite().all())


def test_architectures_without_a_perceptron_say_so():
    module = module_for(architectures.get("ghn3-decoder")(node=2, out_channels=2, in_channels=2))
    with pytest.raises(BoundlabError, match="architecture: got 'ghn3-decoder'"):
        module.hyperfan_()
