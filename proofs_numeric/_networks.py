"""Fully connected networks three times: in exact rationals, as batches of torch tensors, and on boxes in ball
arithmetic.

The rational and the torch evaluation are written separately on purpose: the first decides, the second searches.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from boundlab.rigorous._balls import ball

Vector = list[Fraction]
Matrix = list[list[Fraction]]


@dataclass(frozen=True)
class Activation:
    """σ with its Lipschitz constant; `exact` on rationals, `batched` on tensors, `ball` on arb balls."""

    name: str
    lipschitz: Fraction
    exact: Callable[[Fraction], Fraction] | None
    batched: Callable[[Any], Any]
    ball: Callable[[Any], Any]
    slope: Callable[[Any], Any]
    """An enclosure of the slopes σ(s) - σ(t) over s - t for s, t in a ball."""


def _relu_ball(z: Any) -> Any:
    return z.max(0)


def _step_slope(z: Any) -> Any:
    from flint import arb

    if z > 0:
        return arb(1)
    return arb(0) if z < 0 else arb(0.5, 0.5)


def _hull(low: Any, high: Any) -> Any:
    from flint import arb

    return arb(low).union(arb(high))


def _tanh_slope(z: Any) -> Any:
    smallest, largest = abs(z).lower(), abs(z).upper()
    steepest, flattest = (1 - smallest.tanh() ** 2 if smallest > 0 else 1), 1 - largest.tanh() ** 2
    return _hull(flattest, steepest)


RELU = Activation("relu", Fraction(1), lambda t: max(t, Fraction(0)), lambda t: t.relu(), _relu_ball, _step_slope)
DOUBLE_RELU = Activation(
    "2·relu",
    Fraction(2),
    lambda t: 2 * max(t, Fraction(0)),
    lambda t: 2 * t.relu(),
    lambda z: 2 * _relu_ball(z),
    lambda z: 2 * _step_slope(z),
)
CLIPPED = Activation(
    "clip to [-1, 1]",
    Fraction(1),
    lambda t: max(min(t, Fraction(1)), Fraction(-1)),
    lambda t: t.clamp(-1, 1),
    lambda z: z.min(1).max(-1),
    lambda z: _hull(0, 1),
)
SHIFTED_RELU = Activation(
    "relu + 1",
    Fraction(1),
    lambda t: max(t, Fraction(0)) + 1,
    lambda t: t.relu() + 1,
    lambda z: _relu_ball(z) + 1,
    _step_slope,
)
TANH = Activation("tanh", Fraction(1), None, lambda t: t.tanh(), lambda z: z.tanh(), _tanh_slope)


@dataclass(frozen=True)
class Network:
    """x ↦ W^k σ(… σ(W^1 x + b^1) …) + b^k in exact rationals."""

    weights: list[Matrix]
    biases: list[Vector]

    def __call__(self, x: Sequence[Fraction], activation: Activation) -> Vector:
        sigma = activation.exact
        assert sigma is not None
        z = list(x)
        for i, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            if i:
                z = [sigma(t) for t in z]
            z = [sum((w * t for w, t in zip(row, z, strict=True)), c) for row, c in zip(W, b, strict=True)]
        return z

    def spectral_product(self) -> Fraction:
        """Return Π_i ‖W^i‖_1, the product of the largest column sums."""
        out = Fraction(1)
        for W in self.weights:
            out *= norm_1(W)
        return out

    def entries(self) -> Vector:
        """Return all parameters."""
        return [w for W in self.weights for row in W for w in row] + [t for b in self.biases for t in b]

    def clipped(self, B: Fraction) -> Network:
        """Return the network with every parameter moved into [-B, B]."""

        def clip(t: Fraction) -> Fraction:
            return max(min(t, B), -B)

        return Network(
            [[[clip(w) for w in row] for row in W] for W in self.weights], [[clip(t) for t in b] for b in self.biases]
        )


def unbiased(weights: list[Matrix]) -> Network:
    """Return the network with these weights and zero biases."""
    return Network(weights, [[Fraction(0)] * len(W) for W in weights])


def norm_1(W: Matrix) -> Fraction:
    """Return the induced l1 norm: the largest column sum of absolute values."""
    return max(sum((abs(row[j]) for row in W), Fraction(0)) for j in range(len(W[0])))


def norm_inf(W: Matrix) -> Fraction:
    """Return the induced sup norm: the largest row sum of absolute values."""
    return max(sum((abs(w) for w in row), Fraction(0)) for row in W)


def vector_1(x: Sequence[Fraction]) -> Fraction:
    """Return the l1 norm."""
    return sum((abs(t) for t in x), Fraction(0))


def batched_forward(weights: Sequence[Any], biases: Sequence[Any], x: Any, activation: Activation) -> Any:
    """Evaluate T networks at P points: weights (T, h', h), biases (T, h'), x (P, m) or (T, P, m) → (T, P, outputs)."""
    z = x
    for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
        if i:
            z = activation.batched(z)
        z = z @ W.transpose(-1, -2) + b[..., None, :]
    return z


def batched_norm_1(W: Any) -> Any:
    """Return the largest column sums of a batch of matrices."""
    return W.abs().sum(-2).amax(-1)


def torch_network(widths: Sequence[int], activation: Any, seed: int, *, bias: bool) -> Any:
    """Return a torch.nn.Sequential in double precision with torch's default initialisation."""
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        layers: list[Any] = []
        for i, (a, b) in enumerate(itertools.pairwise(widths)):
            layers += ([activation()] if i else []) + [torch.nn.Linear(a, b, bias=bias, dtype=torch.float64)]
    return torch.nn.Sequential(*layers)


def from_torch(module: Any) -> Network:
    """Return the exact network of a torch.nn.Sequential of Linear layers and activations."""
    import torch

    linear = [layer for layer in module if isinstance(layer, torch.nn.Linear)]
    weights = [[[Fraction(w) for w in row] for row in layer.weight.tolist()] for layer in linear]
    biases = [
        [Fraction(t) for t in layer.bias.tolist()] if layer.bias is not None else [Fraction(0)] * layer.out_features
        for layer in linear
    ]
    return Network(weights, biases)


Box = list[tuple[Fraction, Fraction]]


def boxes(m: int, pieces: int) -> list[Box]:
    """Cut [-1,1]^m into pieces^m boxes."""
    cuts = [Fraction(2 * i, pieces) - 1 for i in range(pieces + 1)]
    return [list(cell) for cell in itertools.product(list(itertools.pairwise(cuts)), repeat=m)]


def enclosure(network: Network, box: Box, activation: Activation) -> tuple[list[Any], list[list[Any]]]:
    """Return balls around the outputs for all x in the box, and around the entries of every difference quotient.

    For x, x' in the box f(x) - f(x') = J(x - x') with J in the second enclosure: each layer's increment is its
    weights times the slopes of σ times the increment before.
    """
    z: list[Any] = [_hull(ball(a), ball(b)) for a, b in box]
    jacobian: list[list[Any]] | None = None
    for i, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        rows = [[ball(w) for w in row] for row in W]
        if i:
            assert jacobian is not None
            slopes = [activation.slope(t) for t in z]
            jacobian = [[s * entry for entry in row] for s, row in zip(slopes, jacobian, strict=True)]
            z = [activation.ball(t) for t in z]
            jacobian = [
                [sum(w * jacobian[k][j] for k, w in enumerate(row)) for j in range(len(jacobian[0]))] for row in rows
            ]
        else:
            jacobian = rows
        z = [sum(w * t for w, t in zip(row, z, strict=True)) + ball(c) for row, c in zip(rows, b, strict=True)]
    assert jacobian is not None
    return z, jacobian


def largest_difference(f: Network, sigma_f: Activation, g: Network, sigma_g: Activation, pieces: int) -> Any:
    """Return a ball whose upper end is ≥ sup over the cube of |f_1 - g_1| for the first outputs of two networks.

    On a box with centre c and half-widths r_j, |f(x) - g(x)| ≤ |f(c) - g(c)| + Σ_j |J_f - J_g|_j r_j, the J being
    enclosures of the difference quotients.
    """
    from flint import arb

    largest = arb(0)
    for box in boxes(len(f.weights[0][0]), pieces):
        centre = [((a + b) / 2, (a + b) / 2) for a, b in box]
        middle = abs(enclosure(f, centre, sigma_f)[0][0] - enclosure(g, centre, sigma_g)[0][0])
        rows = enclosure(f, box, sigma_f)[1][0], enclosure(g, box, sigma_g)[1][0]
        steps = [abs(s - t).upper() * ball((b - a) / 2) for s, t, (a, b) in zip(*rows, box, strict=True)]
        largest = largest.max(middle + sum(steps))
    return largest
