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
    design,
)

if TYPE_CHECKING:
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
    decoder, count = Replicas(row, task.seeds), row.bill().trainable

    def rows(width: int) -> Tensor:
        return decoder(nodes(width), shared=True)

    found: Found = {(UNTRAINED, w, count): _tested(data, rows(w)) for w in UNSEEN}
    _train(task, data, rows, list(decoder.parameters.values()))
    return found | {(GENERATED, w, count): _tested(data, rows(w)) for w in UNSEEN}


def _start(task: Study, width: int, size: int) -> Tensor:
    drawn = [torch.randn(width, size, generator=torch.Generator().manual_seed(seed)) for seed in task.seeds]
    return torch.stack(drawn).requires_grad_()


def _train(task: Study, data: Split, rows: Rows, parameters: list[Tensor], steps: int | None = None) -> None:
    """Adam with a falling rate, one width a step."""
    steps = task.steps if steps is None else steps
    optimiser = torch.optim.Adam(parameters, lr=RATES[task.part])
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    random = torch.Generator().manual_seed(1)
    seen = [w for w in range(LEAST, MOST + 1) if w not in UNSEEN]
    for _ in range(steps):
        width = seen[int(torch.randint(len(seen), (), generator=random))]
        x, y = batch(data, task.batch, random)
        descend(optimiser, cross_entropy(logits(rows(width), x), y))
        schedule.step()


def _tested(data: Split, rows: Tensor) -> list[float]:
    with torch.no_grad():
        return [1 - share for share in wrong(logits(rows, data.x_test), data.y_test)]
