"""Networks with several hidden layers, one unit more or one unit less in each layer.

Parameters beyond those of the network, a tail of θ (an embedding), stay as they are.
"""

from __future__ import annotations

import math

import torch

from boundlab.networks.ensemble import Shape, assemble

Tensor = torch.Tensor

# Up to so many ways to choose a unit of every layer are listed; from more some are drawn, which may be the same.
LISTED = 100_000


def widened(shape: Shape, theta: Tensor, random: Tensor) -> Tensor:
    """The same functions with one unit more in each layer, the new units as in `random`, which has the wider shape.

    What a new unit sends to the others is 0. So no value changes, and every new unit has a derivative.
    """
    old = shape.blocks(theta)
    wider = _sized(shape, 1)
    new = [block.clone() for block in wider.blocks(random)]
    layers = len(shape.widths)
    for layer, width in enumerate(shape.widths):
        weight, bias = new[2 * layer], new[2 * layer + 1]
        if layer:
            weight[:, :width, -1] = 0
            weight[:, :width, :-1] = old[2 * layer]
        else:
            weight[:, :width] = old[0]
        bias[:, :width] = old[2 * layer + 1]
    v, c, s = 2 * layers, 2 * layers + 1, 2 * layers + 2
    new[v] = torch.cat([old[v], torch.zeros_like(old[v][:, :1])], dim=1)
    new[c], new[s] = old[c], old[s]
    return torch.cat([assemble(wider, new), theta[:, shape.parameters :]], dim=1)


def without_units(shape: Shape, theta: Tensor, most: int, generator: torch.Generator) -> Tensor:
    """What each of the networks θ (B, P) becomes when it loses one unit of every layer, (B·count, P').

    All choices of units, or `most` random ones if there are more; those from one network are together.
    """
    ways = math.prod(shape.widths)
    if ways <= LISTED:
        choices = torch.cartesian_prod(*(torch.arange(width) for width in shape.widths)).reshape(ways, -1)
        choices = choices if ways <= most else choices[torch.randperm(ways, generator=generator)[:most]]
    else:
        choices = torch.stack([torch.randint(width, (most,), generator=generator) for width in shape.widths], dim=1)
    blocks = [block.repeat_interleave(len(choices), 0) for block in shape.blocks(theta)]
    for layer, width in enumerate(shape.widths):
        kept = torch.arange(width - 1).expand(len(choices), -1)
        kept = (kept + (kept >= choices[:, layer, None])).repeat(len(theta), 1).to(theta.device)
        for block in (2 * layer, 2 * layer + 1):
            blocks[block] = _taken(blocks[block], kept, 1)
        after = 2 * layer + 2
        blocks[after] = _taken(blocks[after], kept, blocks[after].dim() - 1)
    tail = theta[:, shape.parameters :].repeat_interleave(len(choices), 0)
    return torch.cat([assemble(_sized(shape, -1), blocks), tail], dim=1)


def _taken(block: Tensor, kept: Tensor, axis: int) -> Tensor:
    index = kept
    if block.dim() == 3:
        index = kept.unsqueeze(3 - axis).expand(*((-1, -1, block.shape[2]) if axis == 1 else (-1, block.shape[1], -1)))
    return block.gather(axis, index)


def _sized(shape: Shape, more: int) -> Shape:
    return Shape(shape.inputs, tuple(width + more for width in shape.widths), shape.activation, shape.skip)
