"""Several targets evaluated together on torch tensors, one row of values per network."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import torch

from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.module_function import ModuleFunction
from boundlab.function_classes.target import Ops, Target

Tensor = torch.Tensor


class TorchOps(Ops):
    """float64 tensors on any device; a table is copied to a device once."""

    def __init__(self) -> None:
        self._tables: dict[tuple[Any, ...], tuple[Any, Tensor]] = {}

    def constant(self, value: Fraction) -> Any:
        return float(value)

    def call(self, function: str, argument: Any) -> Any:
        if not isinstance(argument, Tensor):
            argument = torch.tensor(float(argument), dtype=torch.float64)
        return getattr(torch, function)(argument)

    def power(self, base: Any, exponent: Fraction) -> Any:
        return base ** (int(exponent) if exponent.denominator == 1 else float(exponent))

    def cell(self, argument: Any, count: int) -> Any:
        return torch.floor(argument).clamp(0, count - 1)

    def take(self, table: Any, index: Any) -> Any:
        # A batch of targets makes a new list of the same rows each time. Kept with its tensor, no id is used again.
        rows = table if isinstance(table[0], list) else [table]
        key = (index.device, *map(id, rows))
        if key not in self._tables:
            self._tables[key] = rows, torch.as_tensor(table, dtype=torch.float64, device=index.device)
        return self._tables[key][1][..., index.long()]


class TargetBatch:
    """The map from points (n, m) to values (B, n): row b is the target number `rows[b]`, in multiples of `units`."""

    def __init__(self, targets: Sequence[Target], rows: Sequence[int], units: Sequence[float] | None = None) -> None:
        self.targets = list(targets)
        self.rows = list(rows)
        self.units = units
        self._ops = TorchOps()
        self._used = sorted(set(self.rows))
        self._on: dict[torch.device, tuple[Tensor, Tensor]] = {}

    def select(self, keep: Sequence[int]) -> TargetBatch:
        """The batch of the networks `keep`."""
        return TargetBatch(self.targets, [self.rows[b] for b in keep], self.units)

    def __call__(self, x: Tensor) -> Tensor:
        values = _values([self.targets[t] for t in self._used], x, self._ops)
        units, places = self._tensors(x.device)
        if self.units is not None:
            values = values / units.unsqueeze(1)
        return values if self.rows == self._used else values[places]

    def _tensors(self, device: torch.device) -> tuple[Tensor, Tensor]:
        """The units of the targets used, and for each row which of these it is."""
        if device not in self._on:
            place = {t: i for i, t in enumerate(self._used)}
            units = [1.0 if self.units is None else self.units[t] for t in self._used]
            self._on[device] = (
                torch.tensor(units, dtype=torch.float64, device=device),
                torch.tensor([place[t] for t in self.rows], device=device),
            )
        return self._on[device]


def _values(targets: list[Target], x: Tensor, ops: TorchOps) -> Tensor:
    coordinates = [x[:, i] for i in range(x.shape[1])]
    bumps = [t for t in targets if isinstance(t, SignBumps)]
    if len(bumps) == len(targets) > 1 and len({(t.m, t.r, t.k, t.amplitude) for t in bumps}) == 1:
        values: Tensor = bumps[0].at_all(bumps, coordinates, ops)
        return values
    return torch.stack([_one(target, coordinates, x, ops) for target in targets])


def _one(target: Target, coordinates: list[Tensor], x: Tensor, ops: TorchOps) -> Tensor:
    if isinstance(target, ModuleFunction):
        return torch.from_numpy(np.array(target(x.cpu().numpy()))).to(x.device)
    value = target.at(coordinates, ops)
    return torch.as_tensor(value, dtype=torch.float64, device=x.device).expand(x.shape[0])
