"""Training by permutations, for all seeds at once: weights (S, out, in), no biases."""

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from boundlab.comparisons._classification import batch, cross_entropy, split, wrong
from boundlab.comparisons._permuted import FREE, ONE, PERIODS, ZEROS
from boundlab.comparisons._replicas import descend

if TYPE_CHECKING:
    from boundlab.comparisons._permuted import Study

SPARSITY = 10  # one of ten weights is not zero


def synchronise(weights: Tensor, initial: Tensor) -> Tensor:
    """The initial values of every row (…, n), in the order of the weights (…, n); ties by place.

    >>> synchronise(torch.tensor([[5.0, -1.0, 5.0]]), torch.tensor([[1.0, 2.0, 3.0]]))
    tensor([[2., 1., 3.]])
    """
    order = weights.argsort(dim=-1, stable=True)
    return torch.empty_like(weights).scatter(-1, order, initial.sort(-1).values)


def start(arm: str, rows: int, columns: int, seeds: tuple[int, ...]) -> Tensor:
    """Initial weights (S, rows, columns): uniform of variance 2/columns; sparse ones have the same variance."""
    found = []
    for seed in seeds:
        random = torch.Generator().manual_seed(seed)
        values = (2 * torch.rand(rows, columns, generator=random) - 1) * (6 / columns) ** 0.5
        if arm == ZEROS:
            kept = torch.rand(rows, columns, generator=random).argsort(-1) * SPARSITY < columns
            values = values * kept * SPARSITY**0.5
        found.append(torch.full_like(values, (2 / columns) ** 0.5) if arm == ONE else values)
    return torch.stack(found)


def outcomes(task: Study) -> list[dict[str, Any]]:
    """Error, parameters, bits and the change of the sorted rows, for every seed."""
    points = task.table.load()
    train = min(task.points, len(points.target) * 4 // 5)
    data = split(points, train, task.seeds, task.table.name)
    inputs = data.x.shape[-1]
    initial = [
        start(task.arm, task.width, inputs, task.seeds),
        start(task.arm, data.classes, task.width, task.seeds),
    ]
    weights = [value.clone().requires_grad_() for value in initial]
    optimiser = torch.optim.Adam(weights, lr=task.rate)
    random = torch.Generator().manual_seed(0)
    period, steps = PERIODS[task.arm], task.epochs * (train // task.batch)
    if period > 0:  # a run ends with a synchronisation, so that no step after the last one is lost
        steps = max(period, steps - steps % period)
    for step in range(1, steps + 1):
        x, y = batch(data, task.batch, random)
        descend(optimiser, cross_entropy(_logits(weights, x), y))
        if (period > 0 and step % period == 0) or (period < 0 and step == steps):
            with torch.no_grad():
                for value, first in zip(weights, initial, strict=True):
                    value.copy_(synchronise(value, first))
    with torch.no_grad():
        errors = wrong(_logits(weights, data.x_test), data.y_test)
    weights = [w.detach() for w in weights]
    moved = [
        max(
            float((w[s].sort(-1).values - v[s].sort(-1).values).abs().max())
            for w, v in zip(weights, initial, strict=True)
        )
        for s in range(len(task.seeds))
    ]
    count = sum(w[0].numel() for w in weights)
    return [
        {
            "parameters": count, "error": error, "moved": change,
            "kilobits": (32 * count if task.arm == FREE else _bits([v[s] for v in initial])) / 1000,
        }
        for s, (error, change) in enumerate(zip(errors, moved, strict=True))
    ]  # fmt: skip


def _logits(weights: list[Tensor], x: Tensor) -> Tensor:
    first, second = weights
    return torch.relu(x @ first.transpose(1, 2)) @ second.transpose(1, 2)


def _bits(initial: list[Tensor]) -> int:
    """Bits that tell apart all arrangements of the rows, in which equal values are not told apart."""
    arrangements = 1
    for row in (row for matrix in initial for row in matrix):
        arrangements *= factorial(len(row))
        for count in row.unique(return_counts=True)[1].tolist():
            arrangements //= factorial(count)
    return (arrangements - 1).bit_length()
