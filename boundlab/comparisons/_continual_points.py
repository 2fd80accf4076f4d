"""The data of a task, for all seeds at once."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor


class Points(NamedTuple):
    """A task for S seeds: inputs (S, n, d) and targets, classes (S, n) or values (S, n, o); to learn and to test on."""

    x: Tensor
    y: Tensor
    x_test: Tensor
    y_test: Tensor
