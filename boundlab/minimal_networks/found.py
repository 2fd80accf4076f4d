"""The result of a search for the smallest width."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import torch

from boundlab.networks.ensemble import Shape

Tensor = torch.Tensor


@dataclass
class Found:
    """The smallest network found for one target and one ε.

    Attributes:
        width: its width; None if none reached ε up to the largest width tried (then the row is censored).
        failed_width: the largest width below `width` at which every arm failed; 0 if none was tried.
        sup_error: of that network, or the least one seen if none reached ε; on a grid apart from all samples.
        arm: which arm found it.
        theta: its parameters, shape (P,), on the CPU.
        nonfinite: how many trained networks ended non-finite; they count as failures.
    """

    eps: float
    shape: Shape | None = None
    width: int | None = None
    failed_width: int = 0
    sup_error: float = math.inf
    arm: str = ""
    theta: Tensor | None = None
    nonfinite: int = 0
    curve: dict[int, float] = field(default_factory=dict)
