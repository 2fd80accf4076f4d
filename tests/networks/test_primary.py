"""The functional primary network against torch modules and torch.func."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.func import functional_call, vmap
from torch.nn.utils import parameters_to_vector, vector_to_parameters

from boundlab.architectures import _options
from boundlab.errors import BoundlabError
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.hyper_layers import moments
from boundlab.networks.primary import Primary

networks = st.builds(
    Primary,
    st.lists(st.integers(1, 6), min_size=2, max_size=5),
    st.sampled_from(_options.BIASES),
    st.sampled_from(_options.ACTIVATIONS),
)


class Plain(nn.Module):
    """The same network as a stack of nn.Linear."""

    def __init__(self, network):
        super().__init__()
        pairs = zip(network.widths, network.widths[1:], network.biased, strict=False)
        self.layers = nn.ModuleList(nn.Linear(a, b, bias) for a, b, bias in pairs).double()
        self.activation = ACTIVATIONS[network.activation]

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        return self.layers[-1](x)


def test_every_activation_of_the_options_exists():
    assert set(ACTIVATIONS) == set(_options.ACTIVATIONS)


@settings(max_examples=200)
@given(networks, st.integers(1, 5), st.integers(1, 4), st.integers(0, 10**6))
def test_batched_equals_one_module_per_sample(network, batch, inputs, seed):
    generator = torch.Generator().manual_seed(seed)
    weights = torch.randn(batch, network.size, dtype=torch.float64, generator=generator)
    x = torch.randn(batch, inputs, network.widths[0], dtype=torch.float64, generator=generator)
    plain = Plain(network)
    loop = []
    for b in range(batch):
        vector_to_parameters(weights[b], plain.parameters())
        assert torch.equal(parameters_to_vector(plain.parameters()), weights[b])
        loop.append(plain(x[b]))
    expected = torch.stack(loop).detach()
    torch.testing.assert_close(network(x, weights), expected)
    torch.testing.assert_close(network(x[:, 0], weights), expected[:, 0])
    torch.testing.assert_close(network(x[0], weights[0]), expected[0])


@settings(max_examples=30)
@given(networks, st.integers(0, 10**6))
def test_batched_equals_vmap_of_functional_call(network, seed):
    generator = torch.Generator().manual_seed(seed)
    weights = torch.randn(3, network.size, dtype=torch.float64, generator=generator)
    x = torch.randn(3, network.widths[0], dtype=torch.float64, generator=generator)
    plain = Plain(network)
    named = {}
    for number, (matrix, bias) in enumerate(network.split(weights)):
        named[f"layers.{number}.weight"] = matrix
        if bias is not None:
            named[f"layers.{number}.bias"] = bias
    mapped = vmap(lambda params, one: functional_call(plain, params, (one,)))(named, x)
    torch.testing.assert_close(network(x, weights), mapped)


@settings(max_examples=30)
@given(networks)
def test_derivatives_by_weights_and_inputs(network):
    smooth = Primary(network.widths, network.bias, "tanh")
    torch.manual_seed(1)
    weights = torch.randn(2, smooth.size, dtype=torch.float64, requires_grad=True)
    x = torch.randn(2, smooth.widths[0], dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(smooth, (x, weights))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Primary((3,)), "widths: got '3'"),
        (lambda: Primary((3, 0, 1)), "widths: got '3-0-1'"),
        (lambda: Primary((3, 1), "some"), "bias: got 'some'"),
        (lambda: Primary((3, 1), activation="swish"), "activation: got 'swish'"),
        (lambda: Primary((3, 1))(torch.ones(2, 3), torch.ones(2, 5)), r"weights: got '\(2, 5\)', expected 4 weights"),
        (lambda: Primary((3, 1))(torch.ones(2, 4), torch.ones(2, 4)), r"x: got '\(2, 4\)'"),
        (lambda: Primary((3, 1))(torch.ones(5, 3), torch.ones(2, 4)), "shapes: got 'x "),
        (lambda: Primary((3, 1)).variances("sideways"), "mode: got 'sideways'"),
    ],
)
def test_bad_values_are_one_line(call, message):
    with pytest.raises(BoundlabError, match=message):
        call()


@pytest.mark.parametrize("activation", _options.ACTIVATIONS)
def test_moments_against_sampling(activation):
    torch.manual_seed(0)
    z = torch.randn(10**6, dtype=torch.float64, requires_grad=True)
    values = ACTIVATIONS[activation](z)
    (slopes,) = torch.autograd.grad(values.sum(), z)
    sampled = (values.detach().square().mean().item(), slopes.square().mean().item())
    assert moments(activation) == pytest.approx(sampled, rel=0.02)


@pytest.mark.gpu
def test_batched_on_cuda():
    network = Primary((3, 4, 2))
    weights, x = torch.randn(5, network.size), torch.randn(5, 3)
    torch.testing.assert_close(network(x.cuda(), weights.cuda()).cpu(), network(x, weights))
