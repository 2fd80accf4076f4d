"""Ensembles: values, Jacobians and gradients of the batched networks."""

import math

import pytest
import torch

from boundlab.errors import BoundlabError
from boundlab.networks.activations import PAIRS, pair
from boundlab.networks.ensemble import Shape, assemble, evaluate, evaluate_with_jacobian, features, gradient
from boundlab.networks.ensemble_initial import random_parameters

DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.gpu)]
SHAPES = [((4,), 1), ((3, 5), 2), ((2, 3, 4), 3)]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize(("widths", "inputs"), SHAPES)
@pytest.mark.parametrize("name", PAIRS)
def test_jacobian_and_gradient_agree_with_autograd(name, widths, inputs, skip, device):
    shape = Shape(inputs, widths, name, skip)
    generator = torch.Generator(device=device).manual_seed(1)
    theta = random_parameters(shape, 3, generator)
    x = torch.rand(7, inputs, dtype=torch.float64, generator=generator, device=device) * 2 - 1
    values, jacobian = evaluate_with_jacobian(shape, theta, x)
    expected = torch.stack([torch.func.jacrev(lambda t: evaluate(shape, t[None], x)[0])(row) for row in theta])
    assert torch.allclose(values, evaluate(shape, theta, x))
    assert torch.allclose(jacobian, expected, atol=1e-12)
    pull = torch.randn(3, 7, dtype=torch.float64, generator=generator, device=device)
    out, slope = gradient(shape, theta, x, lambda out: pull)
    assert torch.allclose(out, values)
    assert torch.allclose(slope, torch.bmm(pull.unsqueeze(1), jacobian).squeeze(1), atol=1e-12)


def test_values_agree_with_torch_modules():
    shape = Shape(2, (3, 4), "tanh", skip=True)
    theta = random_parameters(shape, 1, torch.Generator().manual_seed(0))
    w1, b1, w2, b2, v, c, s = (block[0] for block in shape.blocks(theta))
    x = torch.rand(5, 2, dtype=torch.float64)
    expected = torch.tanh(torch.tanh(x @ w1.T + b1) @ w2.T + b2) @ v + c + x @ s
    assert torch.allclose(evaluate(shape, theta, x)[0], expected)
    assert torch.equal(assemble(shape, shape.blocks(theta)), theta)
    assert features(shape, theta, x).shape == (1, 5, 4 + 1 + 2)


def test_all_weights_and_biases_are_counted():
    assert Shape(1, (8,), "tanh").parameters == 3 * 8 + 1
    assert Shape(2, (8,), "relu", skip=True).parameters == 4 * 8 + 1 + 2
    assert Shape(2, (3, 4), "tanh").parameters == (2 + 1) * 3 + (3 + 1) * 4 + 4 + 1


def test_an_unknown_activation_is_refused():
    with pytest.raises(BoundlabError, match=r"^activation: got 'swish'"):
        pair("swish")


@pytest.mark.parametrize("name", PAIRS)
def test_activations_stay_finite_far_out(name):
    z = torch.tensor([-1e3, -50.0, 0.5, 50.0, 1e3], dtype=torch.float64)
    a, d = pair(name)(z)
    assert torch.isfinite(a).all()
    assert torch.isfinite(d).all()
    assert math.isfinite(float(a.sum()))


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize(("widths", "inputs"), SHAPES)
def test_gradient_in_single_precision(name, widths, inputs):
    shape = Shape(inputs, widths, name)
    generator = torch.Generator().manual_seed(2)
    theta = random_parameters(shape, 3, generator)
    x = torch.rand(50, inputs, dtype=torch.float64, generator=generator) * 2 - 1
    out, slope = gradient(shape, theta, x, lambda out: out)
    single, single_slope = gradient(shape, theta.float(), x.float(), lambda out: out)
    assert single.dtype == single_slope.dtype == torch.float32
    assert torch.allclose(single.double(), out, atol=1e-4)
    assert torch.allclose(single_slope.double(), slope, atol=1e-2, rtol=1e-4)
