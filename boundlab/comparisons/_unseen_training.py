"""Training of decoders of rows, of stored rows, and of networks from scratch; all seeds at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from boundlab.comparisons._classification import Split, batch, cross_entropy, split, wrong
from boundlab.comparisons._replicas import Replicas, descend
from boundlab.comparisons._unseen import (
    GENERATED,
    HARMONICS,
    LEAST,
    MOST,
    RATES,
    SCRATCH,
    STORED,
    UNSEEN,
    UNTRAINED,
    WARMED,
    design,
)

if TYPE_CHECKING:
    from boundlab.architectures.ghn3_decoder import Ghn3Decoder
    from boundlab.comparisons._unseen import Study

Found = dict[tuple[str, int, int], list[float]]
Rows = Callable[[int], Tensor]


def nodes(width: int) -> Tensor:
    """The codes (w, 2·HARMONICS + 2) of the units of a layer of w."""
    place = (torch.arange(width) + 0.5)[:, None] / width
    angles = 2 * math.pi * place * torch.arange(1, HARMONICS + 1)
    size = torch.tensor([math.log(width) / 4, width**-0.5]).expand(width, 2)
    return torch.cat([angles.cos(), angles.sin(), size], dim=1)


def logits(rows: Tensor, x: Tensor) -> Tensor:
    """Outputs (S, n, C) of networks with rows (S, w, d + 1 + C) for inputs x (S, n, d)."""
    inputs = x.shape[-1]
    into, bias, out = rows.split([inputs, 1, rows.shape[-1] - inputs - 1], dim=-1)
    hidden = torch.relu(x @ into.transpose(1, 2) / inputs**0.5 + bias.transpose(1, 2))
    return hidden @ out / rows.shape[1] ** 0.5


def accuracies(task: Study) -> Found:
    """(arm, width, parameters) → accuracy of every seed."""
    points = task.table.load()
    data = split(points, len(points.target) * 78 // 100, task.seeds, task.table.name)
    size = data.x.shape[-1] + 1 + data.classes
    if task.part == GENERATED:
        return _generated(task, data)
    if task.part == STORED:
        stored = _start(task, max(UNSEEN), size)
        _train(task, data, lambda width: stored[:, :width], [stored])
        return {(STORED, w, stored[0].numel()): _tested(data, stored[:, :w]) for w in UNSEEN}
    found: Found = {}
    for width in UNSEEN:
        rows = _start(task, width, size)
        for arm, steps in SCRATCH.items():
            rows = _start(task, width, size)
            _train(task, data, lambda _, rows=rows: rows, [rows], min(steps, task.steps))  # type: ignore[misc]
            found[arm, width, rows[0].numel()] = _tested(data, rows)
    return found


def _generated(task: Study, data: Split) -> Found:
    row = design(data.x.shape[-1], data.classes)
    decoder, count = started(row, task.seeds), row.bill().trainable

    def rows(width: int) -> Tensor:
        return decoder(nodes(width), shared=True)

    found: Found = {(UNTRAINED, w, count): _tested(data, rows(w)) for w in UNSEEN}
    _train(task, data, rows, list(decoder.parameters.values()))
    return found | {(GENERATED, w, count): _tested(data, rows(w)) for w in UNSEEN}


@torch.no_grad()
def started(row: Ghn3Decoder, seeds: tuple[int, ...]) -> Replicas:
    """Decoders whose rows have mean 0 and variance 1 over units of several widths, as stored rows have at first.

    A start that gives all units nearly the same row lets the first steps move, even switch off, all of them together.
    """
    decoder, random = Replicas(row, seeds), [torch.Generator().manual_seed(seed) for seed in seeds]
    features = torch.cat([nodes(width) for width in (LEAST, 16, 32, MOST)]).expand(len(seeds), -1, -1)
    for layer in ("expand", "hidden", "kernels"):
        weight, bias = decoder.parameters[f"{layer}.weight"], decoder.parameters[f"{layer}.bias"]
        weight.copy_(torch.stack([torch.randn(weight.shape[1:], generator=one) for one in random]))
        if layer == "kernels":
            weight /= features.var(1).sum(-1).sqrt()[:, None, None]
            bias.copy_(-(weight @ features.mean(1)[..., None])[..., 0])
        else:
            weight *= (2 / weight.shape[-1]) ** 0.5
            bias.zero_()
            features = torch.relu(features @ weight.mT)
    return decoder


def _start(task: Study, width: int, size: int) -> Tensor:
    drawn = [torch.randn(width, size, generator=torch.Generator().manual_seed(seed)) for seed in task.seeds]
    return torch.stack(drawn).requires_grad_()


def _train(task: Study, data: Split, rows: Rows, parameters: list[Tensor], steps: int | None = None) -> None:
    """Adam with a rate that rises, then falls, one width a step."""
    steps = task.steps if steps is None else steps
    optimiser = torch.optim.Adam(parameters, lr=RATES[task.part])
    warm = steps // WARMED + 1

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / warm) * (1 + math.cos(math.pi * step / steps)) / 2

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    random = torch.Generator().manual_seed(1)
    seen = [w for w in range(LEAST, MOST + 1) if w not in UNSEEN]
    for _ in range(steps):
        width = seen[int(torch.randint(len(seen), (), generator=random))]
        x, y = batch(data, task.batch, random)
        x = x + task.noise * torch.randn(x.shape, generator=random)
        descend(optimiser, cross_entropy(logits(rows(width), x), y))
        schedule.step()


def _tested(data: Split, rows: Tensor) -> list[float]:
    with torch.no_grad():
        return [1 - share for share in wrong(logits(rows, data.x_test), data.y_test)]
