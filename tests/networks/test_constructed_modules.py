"""Constructed networks as torch modules: exactly the counted parameters, exactly the certified numbers."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from boundlab.errors import BoundlabError
from boundlab.function_classes.parse import parse_target
from boundlab.function_classes.structured_selector import random_selector
from boundlab.networks.constructed_hypernetwork import ConstructedModule, largest_difference
from boundlab.networks.sparse import SparseNetwork
from boundlab.networks.structured_hypernetwork import StructuredHypernetwork
from boundlab.rigorous.constructed_hypernetwork import construct_hypernetwork
from boundlab.rigorous.relu_networks import hat_network
from boundlab.rigorous.relu_networks.basis_networks import BasisNetwork
from boundlab.rigorous.structured_construction import StructuredConstruction

CASES = [
    ("sin(x + 2*y)", 1, 1, 1, "1/10"), ("x*y**2 - x", 1, 1, 2, "1/500"), ("exp(-x*y)*cos(3*z)", 2, 1, 1, "1/2"),
    ("exp(-x*y)*cos(3*z)", 1, 2, 2, "1/50"), ("bumps:m=2,r=1,k=4,pattern=3", 1, 1, 1, "1/20"),
    ("x1*x2*x3*x4/9", 2, 2, 1, "1/2"),
]  # fmt: skip


def size(module):
    return sum(p.numel() for p in module.parameters() if p.requires_grad)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("activation", ["relu", "clipped-relu"])
def test_counts_and_errors(case, activation):
    text, m1, m2, r, eps = case
    built = construct_hypernetwork(parse_target(text, m1 + m2), m1, m2, r, eps, activation, 1)
    module = ConstructedModule(built)
    assert size(module) == built.N_f
    theta = module.generate(torch.zeros(3, m2, dtype=torch.float64))
    assert theta.shape == (3, built.N_g)
    assert largest_difference(module, built, 300, seed=1) <= float(built.error) * (1 + 1e-9)
    # the certificate's claim has content: with all output weights 0 the error is larger than what is seen
    with torch.no_grad():
        before = largest_difference(module, built, 300, seed=1)
        module.head_weight.zero_()
        module.head_bias.zero_()
    assert largest_difference(module, built, 300, seed=1) > 2 * before


@pytest.mark.parametrize("activation", ["relu", "clipped-relu"])
def test_the_parameters_are_the_exact_numbers(activation):
    built = construct_hypernetwork(parse_target("sin(x + 2*y)"), 1, 1, 1, "1/7", activation, 1)
    module = ConstructedModule(built)
    fixed = [v for layer in built.primary.layers for u in layer for v in u.weights.values()]
    assert [Fraction(v) for v in module.fixed.tolist()[: len(fixed)]] == fixed
    table = np.array(built.node_values, dtype=object).reshape(built.primary.nodes, built.generator.nodes)
    for j, f in enumerate(built.primary.functionals):
        for i, g in enumerate(built.generator.functionals):
            exact = Fraction(int(sum(c * d * table[v, u] for v, c in f.items() for u, d in g.items())), 2**built.bits)
            stored = module.head_bias[j, 0] if i == 0 else module.head_weight[j, i - 1]
            assert Fraction(stored.item()) == exact


def test_only_the_generator_is_trained_and_the_fixed_weights_do_not_depend_on_I():
    built = construct_hypernetwork(parse_target("x*y"), 1, 1, 1, "1/5")
    module = ConstructedModule(built)
    theta = module.generate(torch.tensor([[-1.0], [0.3]], dtype=torch.float64))
    inner = built.primary.inner_parameters
    assert torch.equal(theta[0, :inner], theta[1, :inner])
    assert not torch.equal(theta[0, inner:], theta[1, inner:])
    module(torch.zeros(2, 1, dtype=torch.float64), torch.ones(2, 1, dtype=torch.float64)).sum().backward()
    assert all(p.grad is not None for p in module.parameters())


def test_a_module_that_does_not_fit_is_one_line():
    built = construct_hypernetwork(parse_target("x*y*z", 3), 1, 2, 1, "1e-4")
    with pytest.raises(BoundlabError, match=r"at most 20000000 parameters; it has \d{13}"):
        ConstructedModule(built)


@settings(max_examples=25)
@given(st.integers(1, 3), st.integers(1, 3), st.data())
def test_sparse_networks_compute_what_the_exact_ones_do(m, n, data):
    heights = data.draw(st.lists(st.integers(-8, 8), min_size=(n + 1) ** m, max_size=(n + 1) ** m))
    place = {v: i for i, v in enumerate(BasisNetwork(m, n).points())}
    network = hat_network(m, n, lambda x: Fraction(heights[place[tuple(x)]]))
    module = SparseNetwork(network, "relu")
    assert size(module) == network.parameters()
    points = data.draw(
        st.lists(st.lists(st.fractions(-1, 1, max_denominator=16), min_size=m, max_size=m), min_size=1, max_size=3)
    )
    found = module(torch.tensor([[float(t) for t in x] for x in points], dtype=torch.float64))[:, 0].tolist()
    assert found == pytest.approx([float(network.evaluate(x)) for x in points], abs=1e-9)


@settings(max_examples=15)
@given(
    st.integers(1, 3), st.integers(1, 2), st.integers(1, 2), st.integers(1, 4), st.integers(2, 9), st.integers(0, 99)
)
def test_structured_hypernetworks_have_the_counted_size_and_interpolate_the_features(m1, m2, r, w, cells, seed):
    sizes = StructuredConstruction((m1, 3, 2, 1), m2, r, w, Fraction(1), cells)
    selector = random_selector(np.random.default_rng(seed), sizes.N_g, m2, r, w, Fraction(1))
    module = StructuredHypernetwork(selector, sizes.widths, cells)
    assert size(module) == sizes.N_f
    I = torch.rand(200, m2, dtype=torch.float64) * 2 - 1  # noqa: E741
    exact = torch.from_numpy(selector.features(I.numpy()))
    assert (module.features(I) - exact).abs().max() <= float(sizes.feature_error) * (1 + 1e-9)
    assert torch.allclose(module.generate(I), module.features(I) @ torch.from_numpy(selector.matrix).T, atol=1e-12)


def test_a_selector_that_does_not_fit_the_primary_is_refused():
    selector = random_selector(np.random.default_rng(0), 7, 1, 1, 2, Fraction(1))
    with pytest.raises(BoundlabError, match="widths"):
        StructuredHypernetwork(selector, (1, 3, 1), 4)
