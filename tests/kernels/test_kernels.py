"""The kernels of infinite networks against neural-tangents, finite networks, and each other."""

import json
import math
import time
from pathlib import Path

import pytest
import torch

from boundlab.errors import BoundlabError
from boundlab.kernels.hyperkernel import hyperkernel, primary_kernel
from boundlab.kernels.infinite_width import relu_kernels
from boundlab.scaling.hyperkernel_error import finite_kernel

STORED = json.loads((Path(__file__).parent / "neural_tangents_relu.json").read_text())
X, Y = (torch.tensor(STORED[name], dtype=torch.float64) for name in "xy")


def rows(count, columns, seed=0):
    return torch.randn(count, columns, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("stored", STORED["kernels"], ids=lambda k: f"{k['hidden_layers']} hidden layers")
def test_plain_kernels_are_those_of_neural_tangents(stored):
    """Among the pairs are an equal, an antipodal and a scaled one."""
    found = relu_kernels(X, Y, stored["hidden_layers"])
    for part, name in zip(found, ("nngp", "ntk"), strict=True):
        expected = torch.tensor(stored[name], dtype=torch.float64)
        assert (part - expected).abs().max() <= 1e-12 * expected.abs().max()


@pytest.mark.parametrize("scale", [1.0, -1.0, 3.0, -0.25])
@pytest.mark.parametrize("hidden", [1, 3])
def test_collinear_pairs_lose_no_digits(scale, hidden):
    """By homogeneity Σ(x, cx) = c Σ(x, x); the opposite direction has Σ_1 = 0 exactly."""
    x = rows(50, 7)
    own, other = (relu_kernels(x, y, hidden) for y in (x, scale * x))
    for part, mine in zip(other, own, strict=True):
        if scale > 0:
            assert torch.allclose(part.diagonal(), scale * mine.diagonal(), rtol=1e-13, atol=0)
    if scale < 0 and hidden == 1:
        assert other.gp.diagonal().abs().max() < 1e-15
        assert other.ntk.diagonal().abs().max() < 1e-15
    assert torch.allclose(own.ntk.diagonal(), (hidden + 1) * own.gp.diagonal(), rtol=1e-13)


def test_with_a_correlation_of_one_the_primary_is_a_plain_network():
    z, w = rows(1, 5)[0], rows(1, 5, 1)[0]
    for layers in (1, 2, 4):
        plain = relu_kernels(z.reshape(1, -1), w.reshape(1, -1), layers - 1).ntk
        assert primary_kernel(1.0, (1.0, 1.0), z, w, layers) == pytest.approx(float(plain), rel=1e-13)


def test_it_is_the_sum_written_out():
    """H = 3: K = S_2 + S_1 sκ0(Λ_2) + S_0 s²κ0(Λ_1)κ0(Λ_2), variances different, s negative."""
    s, v, v2 = -0.4, 0.7, 1.6
    z, w = rows(1, 3)[0], rows(1, 3, 1)[0]
    a, b, c = (float(p @ q) / 3 for p, q in ((z, z), (w, w), (z, w)))

    def moments(k, aa, bb):
        t = math.acos(k / math.sqrt(aa * bb))
        return math.sqrt(aa * bb) * (math.sin(t) + (math.pi - t) * math.cos(t)) / math.pi, (math.pi - t) / math.pi

    s1, k1 = moments(s * c, v * a, v2 * b)
    s2, k2 = moments(s * s1, v * v * a, v2 * v2 * b)
    expected = s2 + s1 * s * k2 + c * s * s * k1 * k2
    assert primary_kernel(s, (v, v2), z, w, 3) == pytest.approx(expected, rel=1e-12)
    assert primary_kernel(s, (v, v2), z, w, 3, correlated=False) != pytest.approx(expected, rel=0.1)


def test_points_are_pairs_and_every_entry_is_that_of_its_pair():
    x, z, y, w = rows(4, 3), rows(4, 2, 1), rows(5, 3, 2), rows(5, 2, 3)
    found = hyperkernel(x, z, y, w, 2, 3)
    plain = relu_kernels(x, y, 2)
    own = [relu_kernels(v, v, 2).gp.diagonal() for v in (x, y)]
    for i in range(4):
        for j in range(5):
            alone = primary_kernel(float(plain.gp[i, j]), (float(own[0][i]), float(own[1][j])), z[i], w[j], 3)
            assert float(found.primary[i, j]) == pytest.approx(alone, rel=1e-11)
    assert torch.equal(found.ntk, plain.ntk * found.primary)


def test_both_kernels_are_positive_semidefinite():
    x, z = rows(60, 4), rows(60, 3, 1)
    found = hyperkernel(x, z, x, z, 2, 3)
    for part in (found.gp, found.ntk):
        assert torch.allclose(part, part.T, rtol=1e-12)
        assert torch.linalg.eigvalsh(part).min() > -1e-10 * part.diagonal().max()


def test_a_finite_network_has_the_kernel_by_automatic_differentiation():
    """The hand-written gradients of the law, against autograd."""
    random = torch.Generator().manual_seed(3)
    z, w, s, width = torch.tensor([1.0, 0.5]), torch.tensor([-0.5, 1.0]), 0.6, 7
    kernel = finite_kernel(3, s, width, z, w, random, torch.device("cpu"))
    random.manual_seed(3)
    shapes, first, second = [(width, 2), (width, width), (1, width)], [], []
    for shape in shapes:
        a, b = torch.randn(shape, generator=random), torch.randn(shape, generator=random)
        first.append(a.requires_grad_())
        second.append((s * a.detach() + (1 - s * s) ** 0.5 * b).requires_grad_())

    def value(weights, q):
        q = q / 2**0.5
        for matrix in weights[:-1]:
            q = (2 / width) ** 0.5 * torch.relu(matrix @ q)
        return weights[-1] @ q

    gradients = [torch.autograd.grad(value(ws, q).sum(), ws) for ws, q in ((first, z), (second, w))]
    expected = sum((a * b).sum() for a, b in zip(*gradients, strict=True))
    assert float(kernel) == pytest.approx(float(expected), rel=1e-4)


def test_a_thousand_points_squared_take_seconds():
    x, z = rows(1000, 64), rows(1000, 5, 1)
    start = time.process_time()
    found = hyperkernel(x, z, x, z, 3, 3)
    assert time.process_time() - start < 5
    assert found.ntk.shape == (1000, 1000)


def test_rows_of_zeros_have_kernel_zero():
    x = torch.zeros(2, 3)
    assert not relu_kernels(x, x, 2).ntk.any()


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (lambda: relu_kernels(X, X, -1), "hidden"),
        (lambda: relu_kernels(X, X[:, :2], 1), "points"),
        (lambda: relu_kernels(X[0], X[0], 1), "points"),
        (lambda: hyperkernel(X, X, Y, Y, 1, 0), "layers"),
        (lambda: hyperkernel(X, X[:2], Y, Y, 1, 1), "z"),
        (lambda: primary_kernel(2.0, (1.0, 1.0), X[0], X[0], 2), "s"),
    ],
)
def test_wrong_arguments_are_named(wrong, name):
    with pytest.raises(BoundlabError, match=f"^{name}: got"):
        wrong()
