"""Jets of hypernetworks: the last coefficient in closed form, low ones by automatic differentiation."""

import pytest
import torch

from boundlab.scaling._measure import generator
from boundlab.scaling._taylor_jets import last_coefficient, taylor_jet


@pytest.mark.parametrize(("layers", "hidden", "n", "m"), [(1, 2, 16, 8), (2, 1, 32, 8), (2, 2, 64, 8), (3, 2, 8, 4)])
def test_the_last_coefficient_is_the_closed_form(layers, hidden, n, m):
    tried = 0
    for seed in range(10):
        jet = taylor_jet(layers, hidden, n, m, layers * (hidden + 1), "relu", generator(seed, n))
        if jet.value:
            expected = last_coefficient(jet, layers, hidden, n, m)
            assert float(jet.coefficients[-1]) == pytest.approx(expected, rel=1e-12)
            tried += 1
    assert tried >= 5


def test_beyond_the_degree_every_coefficient_is_zero():
    jet = taylor_jet(2, 1, 16, 8, 6, "relu", generator(1))
    assert not jet.coefficients[5:].any()


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_coefficients_are_the_derivatives_along_the_gradient(activation):
    """H = 1, L = 2: the same weights drawn again, h differentiated by autograd."""
    n = 6
    jet = taylor_jet(1, 2, n, 8, 3, activation, generator(5))
    random = generator(5)
    shapes = [(n, 4), (n, n), (1, n)]
    weights = [torch.randn(s, generator=random, dtype=torch.float64).requires_grad_() for s in shapes]
    sigma = torch.tanh if activation == "tanh" else lambda p: 2**0.5 * torch.relu(p)

    def value(ws):
        q = torch.ones(4, dtype=torch.float64) / 2
        for w in ws[:-1]:
            q = sigma(w @ q) / n**0.5
        return (ws[-1] @ q).sum()

    gradients = torch.autograd.grad(value(weights), weights)
    t = torch.zeros((), dtype=torch.float64, requires_grad=True)
    moved = value([w.detach() + t * g for w, g in zip(weights, gradients, strict=True)])
    factor = 1.0
    for r in range(4):
        assert float(jet.coefficients[r]) == pytest.approx(float(moved.detach()) / factor, rel=1e-9)
        factor *= r + 1
        (moved,) = torch.autograd.grad(moved, t, create_graph=True)
