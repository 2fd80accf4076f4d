"""The best networks seen so far for each of several targets."""

from __future__ import annotations

from collections.abc import Sequence

import torch

Tensor = torch.Tensor


class NearestNetworks:
    """For each target the `count` networks with the least errors among those added, the best first."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._kept: dict[int, tuple[Tensor, Tensor]] = {}

    def add(self, errors: Tensor, theta: Tensor, rows: Sequence[int]) -> None:
        """Networks θ (B, P) with errors (B,); network b is for target `rows[b]`."""
        for target in set(rows):
            mine = [b for b, row in enumerate(rows) if row == target]
            known_errors, known = self._kept.get(target, (errors[:0], theta[:0]))
            own, networks = torch.cat([known_errors, errors[mine]]), torch.cat([known, theta[mine]])
            best = torch.argsort(own)[: self.count]
            self._kept[target] = (own[best], networks[best])

    def of(self, targets: Sequence[int]) -> tuple[Tensor, list[int]]:
        """The networks kept for these targets and for each of them its target."""
        rows = [target for target in targets for _ in self._kept[target][1]]
        return torch.cat([self._kept[target][1] for target in targets]), rows
