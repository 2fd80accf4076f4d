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
    """float64 tensors on any device."""

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
        return torch.as_tensor(table, dtype=torch.float64, device=index.device)[..., index.long()]


class TargetBatch:
    """The map from points (n, m) to values (B, n): row b is the target number `rows[b]`, in multiples of `units`."""

    def __init__(self, targets: Sequence[Target], rows: Sequence[int], units: Sequence[float] | None = None) -> None:
        self.targets = list(targets)
        self.rows = list(rows)
        self.units = units

    def select(self, keep: Sequence[int]) -> TargetBatch:
        """The batch of the networks `keep`."""
        return TargetBatch(self.targets, [self.rows[b] for b in keep], self.units)

    def __call__(self, x: Tensor) -> Tensor:
        used = sorted(set(self.rows))
        values = _values([self.targets[t] for t in used], x)
        if self.units is not None:
            values = values / values.new_tensor([self.units[t] for t in used]).unsqueeze(1)
        if self.rows == used:
            return values
        place = {t: i for i, t in enumerate(used)}
        return values[torch.tensor([place[t] for t in self.rows], device=x.device)]


def _values(targets: list[Target], x: Tensor) -> Tensor:
    coordinates = [x[:, i] for i in range(x.shape[1])]
    bumps = [t for t in targets if isinstance(t, SignBumps)]
    if len(bumps) == len(targets) > 1 and len({(t.m, t.r, t.k, t.amplitude) for t in bumps}) == 1:
        values: Tensor = bumps[0].at_all(bumps, coordinates, TorchOps())
        return values
    return torch.stack([_one(target, coordinates, x) for target in targets])


def _one(target: Target, coordinates: list[Tensor], x: Tensor) -> Tensor:
    if isinstance(target, ModuleFunction):
        return torch.from_numpy(np.array(target(x.cpu().numpy()))).to(x.device)
    value = target.at(coordinates, TorchOps())
    return torch.as_tensor(value, dtype=torch.float64, device=x.device).expand(x.shape[0])
