"""The best networks seen so far for each of several targets."""

from __future__ import annotations

from collections.abc import Sequence

import torch

Tensor = torch.Tensor


class NearestNetworks:
    """For each target the `count` networks with the least errors among those added, the best first.

    Errors and targets are sorted on the CPU, after one transfer; parameters stay on their device.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._kept: tuple[Tensor, Tensor, Tensor] | None = None

    def add(self, errors: Tensor, theta: Tensor, rows: Sequence[int]) -> None:
        """Networks θ (B, P) with errors (B,); network b is for target `rows[b]`."""
        added = errors.cpu(), theta, torch.tensor(rows, dtype=torch.long)
        all_ = added if self._kept is None else tuple(torch.cat(pair) for pair in zip(self._kept, added, strict=True))
        order = by_target(all_[0], all_[2])
        _, counts = torch.unique_consecutive(all_[2][order], return_counts=True)
        rank = torch.arange(len(order)) - torch.repeat_interleave(counts.cumsum(0) - counts, counts)
        best = order[rank < self.count]
        self._kept = all_[0][best], all_[1][best.to(theta.device)], all_[2][best]

    def of(self, targets: Sequence[int]) -> tuple[Tensor, list[int]]:
        """The networks kept for these targets and for each of them its target."""
        assert self._kept is not None
        _, theta, rows = self._kept
        mine = torch.cat([torch.nonzero(rows == target).flatten() for target in targets])
        return theta[mine.to(theta.device)], rows[mine].tolist()


def by_target(errors: Tensor, rows: Tensor) -> Tensor:
    """The order of networks by target, and by error among those of one target."""
    order = torch.argsort(errors, stable=True)
    return order[torch.argsort(rows[order], stable=True)]
