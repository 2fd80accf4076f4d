"""Networks whose first matrix is free, a product or decoded; all seeds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from boundlab.comparisons._classification import batch, cross_entropy, split, wrong
from boundlab.comparisons._rank import CUT, FULL, LOGAH, NODE, PRODUCT, UNITS, design
from boundlab.comparisons._replicas import Replicas, descend

if TYPE_CHECKING:
    from collections.abc import Callable

    from boundlab.comparisons._classification import Split
    from boundlab.comparisons._rank import Study

Found = dict[tuple[str, int, int], list[float]]


def errors(task: Study) -> Found:
    """(arm, rank, parameters) → error of every seed."""
    points = task.table.load()
    data = split(points, len(points.target) * 78 // 100, task.seeds, task.table.name)
    found: Found = {}
    for rank in task.ranks if task.arm in (PRODUCT, LOGAH) else task.ranks[:1]:
        matrix, parameters = _matrix(task, rank, data.x.shape[-1])
        rest = [_drawn(task, UNITS), _drawn(task, UNITS, data.classes), _drawn(task, data.classes)]
        count = sum(p[0].numel() for p in (*parameters, *rest))
        _train(task, data, matrix, rest, [*parameters, *rest])
        with torch.no_grad():
            last = matrix()
            for shown in [rank] if task.arm in (PRODUCT, LOGAH) else task.ranks:
                found[task.arm, shown, count] = wrong(_logits(last, rest, data.x_test), data.y_test)
                if task.arm == FULL:
                    cut = wrong(_logits(best_of_rank(last, shown), rest, data.x_test), data.y_test)
                    factors = shown * (UNITS + data.x.shape[-1]) - last[0].numel()
                    found[CUT, shown, count + factors] = cut
    return found


def best_of_rank(matrix: Tensor, rank: int) -> Tensor:
    """The nearest matrices (…, m, n) of this rank in the Frobenius norm."""
    u, s, v = torch.linalg.svd(matrix, full_matrices=False)
    return (u[..., :rank] * s[..., None, :rank]) @ v[..., :rank, :]


def _matrix(task: Study, rank: int, inputs: int) -> tuple[Callable[[], Tensor], list[Tensor]]:
    """The first matrix (S, UNITS, inputs) as a function of the parameters that are trained."""
    if task.arm == FULL:
        free = _drawn(task, UNITS, inputs)
        return lambda: free / inputs**0.5, [free]
    if task.arm == PRODUCT:
        a, b = _drawn(task, UNITS, rank), _drawn(task, rank, inputs)
        return lambda: a @ b / (rank * inputs) ** 0.5, [a, b]
    row = design(task.arm, rank, inputs)
    assert row is not None
    decoder, node = Replicas(row, task.seeds), _drawn(task, 1, NODE)
    side = row.side if task.arm == LOGAH else inputs  # type: ignore[union-attr]
    rows = row.side if task.arm == LOGAH else UNITS  # type: ignore[union-attr]

    def decoded() -> Tensor:
        whole = decoder(node).view(len(task.seeds), rows, side)
        return whole[:, :UNITS, :inputs] / inputs**0.5

    return decoded, [node, *decoder.parameters.values()]


def _logits(matrix: Tensor, rest: list[Tensor], x: Tensor) -> Tensor:
    bias, out, last = rest
    hidden = torch.relu(x @ matrix.transpose(1, 2) + bias[:, None] / 8)
    return hidden @ out / UNITS**0.5 + last[:, None] / 8


def _train(
    task: Study, data: Split, matrix: Callable[[], Tensor], rest: list[Tensor], parameters: list[Tensor]
) -> None:
    optimiser = torch.optim.Adam(parameters, lr=task.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, task.steps)
    random = torch.Generator().manual_seed(1)
    for _ in range(task.steps):
        x, y = batch(data, task.batch, random)
        descend(optimiser, cross_entropy(_logits(matrix(), rest, x), y))
        schedule.step()


def _drawn(task: Study, *shape: int) -> Tensor:
    """Standard normal numbers (S, …), others for every seed and shape."""
    key = [10_007 * seed + sum(shape) for seed in task.seeds]
    drawn = [torch.randn(*shape, generator=torch.Generator().manual_seed(k)) for k in key]
    return torch.stack(drawn).requires_grad_()
