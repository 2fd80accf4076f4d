"""Two convolutions on the 8×8 digits, and changes of the second one; the seeds are groups of channels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from boundlab.comparisons._classification import Split, batch, cross_entropy, split, wrong
from boundlab.comparisons._kernels import (
    CHANGES,
    CHANNEL,
    CHANNELS,
    FREE,
    INVERTED,
    MEAN,
    NONE,
    REPEATED,
    SMOOTHED,
    TURNED,
)  # fmt: skip
from boundlab.comparisons._replicas import descend
from boundlab.comparisons._tables import Table

if TYPE_CHECKING:
    from boundlab.comparisons._kernels import Study

Found = dict[tuple[str, str], tuple[list[float], list[float], list[float]]]
BEFORE = 2  # the network is trained twice as long as its adaptations
SIDE, POOLED = 8, 4


def outcomes(task: Study) -> Found:
    """(change, arm) → error, lost share, and error before the change, of every seed."""
    points = Table("digits").load()
    plain = points._replace(x=points.x / 8 - 1)
    data = split(plain, 1400, task.seeds, "digits", standardise=False)
    weights = _start(task)
    _train(task, data, lambda: weights, weights, BEFORE * task.steps)
    weights = [w.detach() for w in weights]
    before, _ = _tested(data, weights, torch.zeros_like(weights[2]))
    found: Found = {}
    for change in CHANGES:
        here = data._replace(x=changed(data.x, change), x_test=changed(data.x_test, change))
        free = _adapted(task, here, weights, FREE)
        for arm in (FREE, REPEATED, CHANNEL):
            delta = free if arm == FREE else _adapted(task, here, weights, arm)
            found[change, arm] = (*_tested(here, weights, delta), before)
        found[change, MEAN] = (*_tested(here, weights, repeated(free)), before)
        found[change, NONE] = (*_tested(here, weights, torch.zeros_like(free)), before)
    return found


def changed(x: Tensor, change: str) -> Tensor:
    """Images (S, n, 64) turned by 90 degrees, inverted, or smoothed (the mean of nine pixels)."""
    images = x.unflatten(-1, (SIDE, SIDE))
    if change == TURNED:
        images = images.rot90(1, (-2, -1))
    elif change == INVERTED:
        images = -images
    elif change == SMOOTHED:
        flat = images.flatten(0, 1)[:, None]
        images = functional.avg_pool2d(flat, 3, 1, 1, count_include_pad=False)[:, 0].view_as(images)
    return images.flatten(-2)


def repeated(delta: Tensor) -> Tensor:
    """The nearest change (S, out, in, 3, 3) that is the same at all places of a kernel: its mean."""
    return delta.mean((-2, -1), keepdim=True).expand_as(delta)


def _start(task: Study) -> list[Tensor]:
    a, b = CHANNELS
    shapes = [(a, 1, 3, 3), (a,), (b, a, 3, 3), (b,), (10, b * (SIDE // POOLED) ** 2), (10,)]
    parts = []
    for number, shape in enumerate(shapes):
        fan = max(1, torch.Size(shape[1:]).numel())
        drawn = [torch.randn(shape, generator=torch.Generator().manual_seed(97 * s + number)) for s in task.seeds]
        parts.append((torch.stack(drawn) * (2 / fan) ** 0.5 * (len(shape) > 1)).requires_grad_())
    return parts


def _logits(weights: list[Tensor], x: Tensor) -> Tensor:
    """Logits (S, n, 10) for images (S, n, 64)."""
    seeds, count, _ = x.shape
    first, b1, second, b2, out, b3 = weights
    h = x.transpose(0, 1).reshape(count, seeds, SIDE, SIDE)
    h = functional.conv2d(h, first.flatten(0, 1), b1.flatten(), padding=1, groups=seeds).relu()
    h = functional.conv2d(h, second.flatten(0, 1), b2.flatten(), padding=1, groups=seeds).relu()
    h = functional.avg_pool2d(h, POOLED).view(count, seeds, -1).transpose(0, 1)
    return h @ out.transpose(1, 2) + b3[:, None]


def _adapted(task: Study, data: Split, weights: list[Tensor], arm: str) -> Tensor:
    """The trained change of the second convolution, (S, out, in, 3, 3)."""
    kernel = weights[2]
    shapes = {FREE: kernel.shape, REPEATED: (*kernel.shape[:3], 1, 1), CHANNEL: (*kernel.shape[:2], 1, 1, 1)}
    delta = torch.zeros(shapes[arm], requires_grad=True)
    _train(task, data, lambda: [*weights[:2], kernel + delta.expand_as(kernel), *weights[3:]], [delta], task.steps)
    return delta.detach().expand_as(kernel)


def _train(task: Study, data: Split, weights: Callable[[], list[Tensor]], parameters: list[Tensor], steps: int) -> None:
    optimiser = torch.optim.Adam(parameters, lr=task.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    random = torch.Generator().manual_seed(1 + min(task.seeds))
    for _ in range(steps):
        x, y = batch(data, task.batch, random)
        descend(optimiser, cross_entropy(_logits(weights(), x), y))
        schedule.step()


def _tested(data: Split, weights: list[Tensor], delta: Tensor) -> tuple[list[float], list[float]]:
    with torch.no_grad():
        errors = wrong(_logits([*weights[:2], weights[2] + delta, *weights[3:]], data.x_test), data.y_test)
        squares = delta.square().sum((1, 2, 3, 4))
        left = (delta - repeated(delta)).square().sum((1, 2, 3, 4))
    return errors, (left / squares.clamp_min(1e-30)).tolist()
