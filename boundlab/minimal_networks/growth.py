"""Shallow networks with one unit more, by orthogonal matching pursuit over random candidates, or with one less."""

from __future__ import annotations

import torch

from boundlab.minimal_networks.levenberg_marquardt import Values
from boundlab.minimal_networks.sampling import jittered
from boundlab.networks.activations import pair
from boundlab.networks.ensemble import Shape, assemble, evaluate, features
from boundlab.networks.ensemble_initial import random_units

Tensor = torch.Tensor
CANDIDATES = 128


def with_width(shape: Shape, width: int) -> Shape:
    """The shallow shape of that width."""
    return Shape(shape.inputs, (width,), shape.activation, shape.skip)


def grow(
    shape: Shape,
    theta: Tensor,
    targets: Values,
    points: int,
    generator: torch.Generator,
    count: int = 1,
) -> tuple[Shape, Tensor]:
    """Add `count` units to each network of a shallow ensemble.

    Each network draws its own candidates, centred at samples drawn with probability proportional to the squared
    residual, and takes the one with the largest correlation with the residual after projecting out the features it
    has (orthogonal matching pursuit); then the output layer is solved by least squares.
    """
    x = jittered(points, shape.inputs, generator, theta.device)
    y = targets(x).expand(theta.shape[0], -1)
    for _ in range(count):
        shape, theta = add_unit(shape, theta, x, y, generator)
    return shape, theta


def add_unit(shape: Shape, theta: Tensor, x: Tensor, y: Tensor, generator: torch.Generator) -> tuple[Shape, Tensor]:
    """Add one unit to each network, by its fit to the samples x, (n, m) or (B, n, m), with values y (B, n)."""
    batch = theta.shape[0]
    x = x.expand(batch, *x.shape[-2:])
    residual = y - evaluate(shape, theta, x)
    likelihood = residual**2 + 1e-3 * (residual**2).mean(1, keepdim=True) + 1e-300
    # Where the generator is; on a GPU that is one copy there and back.
    drawn = torch.multinomial(likelihood.to(generator.device), CANDIDATES, replacement=True, generator=generator)
    chosen = drawn.to(theta.device)
    rows = torch.arange(batch, device=theta.device)
    weight, bias = random_units(shape, batch, CANDIDATES, generator, centres=x[rows.unsqueeze(1), chosen])
    sigma = pair(shape.activation)
    candidates = sigma(torch.baddbmm(bias.unsqueeze(1), x, weight.transpose(1, 2)))[0]

    basis, _ = torch.linalg.qr(features(shape, theta, x))
    candidates = candidates - torch.bmm(basis, torch.bmm(basis.transpose(1, 2), candidates))
    residual = y - torch.bmm(basis, torch.bmm(basis.transpose(1, 2), y.unsqueeze(2))).squeeze(2)
    length = candidates.norm(dim=1).clamp_min(1e-9)
    correlation = torch.bmm(candidates.transpose(1, 2), residual.unsqueeze(2)).squeeze(2).abs() / length
    best = correlation.argmax(1)

    old_weight, old_bias, v, c, s = shape.blocks(theta)
    wider = with_width(shape, shape.widths[0] + 1)
    blocks = [
        torch.cat([old_weight, weight[rows, best].unsqueeze(1)], dim=1),
        torch.cat([old_bias, bias[rows, best].unsqueeze(1)], dim=1),
        torch.cat([v, torch.zeros_like(v[:, :1])], dim=1),
        c,
        s,
    ]
    return wider, solve_output(wider, assemble(wider, blocks), x, y)


def without_each_unit(shape: Shape, smaller: Shape, theta: Tensor) -> Tensor:
    """What networks θ (B, P) of a shallow shape become when their 1st, 2nd, … unit is taken out: (B·units, P')."""
    units = shape.widths[0]
    weight, bias, v, c, s = shape.blocks(theta)
    removed = torch.arange(units, device=theta.device).unsqueeze(1)
    others = torch.arange(units - 1, device=theta.device).unsqueeze(0)
    keep = others + (others >= removed)
    blocks = [block[:, keep].flatten(0, 1) for block in (weight, bias, v)]
    return assemble(smaller, [*blocks, c.repeat_interleave(units, 0), s.repeat_interleave(units, 0)])


def solve_output(shape: Shape, theta: Tensor, x: Tensor, y: Tensor) -> Tensor:
    """Replace the output layer (v, c, s) by the ridge-regularised least-squares solution at x, (n, m) or (B, n, m)."""
    columns = features(shape, theta, x)
    gram = torch.bmm(columns.transpose(1, 2), columns)
    ridge = 1e-12 * gram.diagonal(dim1=1, dim2=2).mean(1)
    gram = gram + torch.diag_embed(ridge.unsqueeze(1).expand(-1, gram.shape[1]))
    right = torch.bmm(columns.transpose(1, 2), y.unsqueeze(2))
    factor, failed = torch.linalg.cholesky_ex(gram)
    output = torch.cholesky_solve(right, factor).squeeze(2)
    usable = (failed == 0) & torch.isfinite(output).all(1)
    start = shape.spans[-3][0]
    kept = theta[:, start:]
    return torch.cat([theta[:, :start], torch.where(usable.unsqueeze(1), output, kept)], dim=1)
