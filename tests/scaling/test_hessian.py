"""Norms of Hessians against dense ones, and the blocks of one hidden layer against automatic differentiation."""

import math

import pytest
import torch

from boundlab.scaling._hessian import blocks, hessian_norm, median_block
from boundlab.scaling.transition_to_linearity import HessianNorms


def random(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_one_hidden_layer_has_the_norm_of_its_largest_block():
    n, x = 5, torch.ones(3, dtype=torch.float64)
    v, w = random(n), random(n, 3, seed=1)

    def value(theta):
        v, w = theta.split([n, 3 * n])
        return (v * (w.view(n, 3) @ x / 3**0.5).tanh()).sum() / n**0.5

    theta = torch.cat([v, w.flatten()])
    dense = torch.autograd.functional.hessian(value, theta)
    norm = float(torch.linalg.eigvalsh(dense).abs().max())
    assert float(blocks(w @ x / 3**0.5, v).max()) / n**0.5 == pytest.approx(norm, rel=1e-12)
    assert hessian_norm(value, theta) == pytest.approx(norm, rel=2e-3)


def test_no_block_with_unit_weights_exceeds_the_bound():
    p = torch.linspace(-6, 6, 100_001, dtype=torch.float64)
    assert 1.2408 < float(blocks(p, torch.ones_like(p)).max()) < 1.2409


@pytest.mark.parametrize("n", [1, 20, 400])
def test_half_of_the_largest_blocks_are_below_the_median(n):
    p, v = random(2, 2000, n)
    share = float((blocks(p, v).amax(1) <= median_block(n)).double().mean())
    assert abs(share - 0.5) < 4 * math.sqrt(0.25 / 2000)


def test_the_largest_block_of_the_last_layer_is_a_lower_bound():
    for network in ("L = 2", "L = 3"):
        (row,) = HessianNorms(network, 24, 6).run(torch.device("cpu"), print)
        raw, divided = row["values"]["raw"], row["values"]["divided by the largest block"]
        assert all(d >= 24**-0.5 * (1 - 2e-3) for d in divided)
        assert len(raw) == 6
