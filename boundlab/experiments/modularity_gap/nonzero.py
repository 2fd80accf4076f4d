"""How many of a network's parameters have to be non-zero: the other way of counting."""

from __future__ import annotations

from collections.abc import Callable

import torch

Tensor = torch.Tensor


def nonzero_count(theta: Tensor, influence: Tensor, meets: Callable[[Tensor], bool]) -> int:
    """The number of non-zero entries left after setting to 0 as many as `meets` bears, the least influential first.

    `influence` (P,) ranks the entries of θ (P,); the largest prefix is found by bisection. Like every measured size it
    is an upper bound: training anew with the zeros held might bear more.

    >>> theta = torch.tensor([5.0, 0.1, 3.0, 0.0])
    >>> nonzero_count(theta, theta.abs(), lambda trial: bool(trial.sum() > 7))
    2
    """
    order = torch.argsort(influence)

    def without(count: int) -> Tensor:
        trial = theta.clone()
        trial[order[:count]] = 0
        return trial

    kept, low, high = theta, 0, len(theta)
    while low < high:
        middle = (low + high + 1) // 2
        trial = without(middle)
        if meets(trial):
            kept, low = trial, middle
        else:
            high = middle - 1
    return int((kept != 0).sum())
