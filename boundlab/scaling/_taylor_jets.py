"""Taylor coefficients of a hypernetwork along the gradient of its output in the weights of f.

h(θ) = g(z; f(x; θ)) for one x and z, scalar output, NTK parametrisation, no biases; f has L hidden layers of width n, g
has H layers of weights, ReLU, and width m. Every layer of f moves along the gradient by a matrix of rank one, so
h(θ + t∇h) is computed with polynomials in t. For ReLU the masks at the start are kept: the polynomials are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor


@dataclass(frozen=True)
class Jet:
    """Coefficients of t^0, …, t^R of h(θ + t∇h), the value h, |x|²/d1 and |z|²/d0."""

    coefficients: Tensor
    value: float
    input_square: float
    primary_square: float


def taylor_jet(
    layers: int, hidden: int, width: int, primary_width: int, order: int, activation: str, random: torch.Generator
) -> Jet:
    """The jet of a random hypernetwork; `activation`, of f, is relu (times √2) or tanh.

    Inputs x and z have dimension 4 and 2 and the length of a vector of ones, in any direction, since the weights are
    isotropic (for H = 1 z is the number 1: h is a plain network).
    """
    x, z = torch.ones(4, dtype=torch.float64), torch.ones(2 if layers > 1 else 1, dtype=torch.float64)
    shapes = list(pairwise([len(z), *[primary_width] * (layers - 1), 1]))
    generated = sum(a * b for a, b in shapes)
    sizes = [4, *[width] * hidden, generated]
    weights = [torch.randn(b, a, generator=random, dtype=torch.float64) for a, b in pairwise(sizes)]
    inputs = [x / 2]
    slopes: list[Tensor] = []
    values: list[Tensor] = []
    for matrix in weights[:-1]:
        p = matrix @ inputs[-1]
        value, slope = _activate(p, activation)
        values.append(p)
        slopes.append(slope / width**0.5)
        inputs.append(value / width**0.5)
    theta = weights[-1] @ inputs[-1]
    h, masks, by_theta = _primary(theta, z / len(z) ** 0.5, shapes, primary_width)
    backward = [by_theta]
    for matrix, slope in zip(reversed(weights[1:]), reversed(slopes), strict=True):
        backward.insert(0, slope * (matrix.T @ backward[0]))
    signal = torch.zeros(4, order + 1, dtype=torch.float64)
    signal[:, 0] = inputs[0]
    for layer, (matrix, e, before) in enumerate(zip(weights, backward, inputs, strict=True)):
        moved = before @ signal
        signal = matrix @ signal
        signal[:, 1:] += e.unsqueeze(1) * moved[:-1]
        if layer < hidden:
            signal = _activate_jet(signal, values[layer], activation) / width**0.5
    result = _primary_jet(signal, z / len(z) ** 0.5, shapes, masks)
    return Jet(result, h, float(x @ x) / 4, float(z @ z) / len(z))


def last_coefficient(jet: Jet, layers: int, hidden: int, width: int, primary_width: int) -> float:
    """The coefficient of t^(H(L+1)) in closed form, for ReLU: [(2Hh/n)^L |x|²/d1]^H (2h/m)^(H-1) |z|²/d0."""
    inner = (2 * layers * jet.value / width) ** hidden * jet.input_square
    return inner**layers * (2 * jet.value / primary_width) ** (layers - 1) * jet.primary_square


def _activate(p: Tensor, activation: str) -> tuple[Tensor, Tensor]:
    if activation == "tanh":
        return p.tanh(), 1 - p.tanh() ** 2
    mask = 2**0.5 * (p > 0).to(p)
    return mask * p, mask


def _activate_jet(jet: Tensor, start: Tensor, activation: str) -> Tensor:
    if activation != "tanh":
        return jet * (2**0.5 * (start > 0).to(jet)).unsqueeze(1)
    # y' = (1 - y²)p', coefficient by coefficient
    y, slope = torch.zeros_like(jet), torch.zeros_like(jet)
    y[:, 0] = jet[:, 0].tanh()
    for k in range(1, jet.shape[1]):
        slope[:, k - 1] = -sum(y[:, i] * y[:, k - 1 - i] for i in range(k))
        if k == 1:
            slope[:, 0] += 1
        y[:, k] = sum((i + 1) * jet[:, i + 1] * slope[:, k - 1 - i] for i in range(k)) / k
    return y


def _primary(theta: Tensor, q: Tensor, shapes: list[tuple[int, int]], width: int) -> tuple[float, list[Tensor], Tensor]:
    """h, the masks of the hidden layers of g, and ∂h/∂θ."""
    parts, masks, inputs = theta.split([a * b for a, b in shapes]), [], [q]
    for number, ((a, b), part) in enumerate(zip(shapes, parts, strict=True)):
        p = part.view(b, a) @ inputs[-1]
        last = number == len(shapes) - 1
        masks.append(torch.ones_like(p) if last else (2 / width) ** 0.5 * (p > 0).to(p))
        inputs.append(masks[-1] * p)
    e, gradients = torch.ones(1, dtype=torch.float64), list[Tensor]()
    for (a, b), part, mask, before in zip(*map(reversed, (shapes, parts, masks, inputs[:-1])), strict=True):
        e = mask * e
        gradients.insert(0, torch.outer(e, before).flatten())
        e = part.view(b, a).T @ e
    return float(inputs[-1][0]), masks, torch.cat(gradients)


def _primary_jet(theta: Tensor, z: Tensor, shapes: list[tuple[int, int]], masks: list[Tensor]) -> Tensor:
    orders = theta.shape[1]
    q = torch.zeros(len(z), orders, dtype=torch.float64)
    q[:, 0] = z
    parts = theta.split([a * b for a, b in shapes])
    for (a, b), part, mask in zip(shapes, parts, masks, strict=True):
        matrix = part.view(b, a, orders)
        product = torch.zeros(b, orders, dtype=torch.float64)
        for i in range(orders):
            product[:, i:] += matrix[:, :, i] @ q[:, : orders - i]
        q = mask.unsqueeze(1) * product
    return q[0]
