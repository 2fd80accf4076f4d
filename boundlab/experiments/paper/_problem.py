"""What a problem is: it draws training and test data for many repetitions, and says how outputs are judged."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from boundlab.experiments.paper._randomness import Member, generator_for

TEST_CHUNK = 500


class Batch(NamedTuple):
    """x (M, B, n, m1), condition (M, B, m2), y (M, B, n, o) or classes (M, B, n)."""

    x: Tensor
    condition: Tensor
    y: Tensor


class Data(ABC):
    """The data of a group of members; an epoch passes once over the training data."""

    @abstractmethod
    def epoch(self, batch: int) -> Iterator[Batch]:
        """The batches of the next epoch."""

    @abstractmethod
    def test(self) -> Iterator[Batch]:
        """The test data; the same at every call."""


class Problem(ABC):
    """A frozen dataclass of settings. `copies` models are trained for each seed, on the same data."""

    copies = 1

    @abstractmethod
    def draw(self, members: Sequence[Member], device: torch.device) -> Data:
        """The data of these members."""

    @abstractmethod
    def loss(self, outputs: Tensor, y: Tensor) -> Tensor:
        """The mean loss of each member, shape (M,)."""

    @abstractmethod
    def measure(self, outputs: Tensor, y: Tensor) -> dict[str, Tensor]:
        """Named test results per seed, from outputs (M, N, o) and targets (M, N, o) or (M, N)."""


class Regression(Problem):
    """Mean squared error; `constant` is that of the best constant prediction on the test data."""

    def loss(self, outputs: Tensor, y: Tensor) -> Tensor:
        return (outputs - y).square().flatten(1).mean(1)

    def measure(self, outputs: Tensor, y: Tensor) -> dict[str, Tensor]:
        constant = y.double().var(1, correction=0).mean(-1)
        return {"mse": (outputs - y).double().square().flatten(1).mean(1), "constant": constant}


class Classification(Problem):
    """Negative log likelihood; `constant` is the error of always saying the most frequent class of the test data."""

    def loss(self, outputs: Tensor, y: Tensor) -> Tensor:
        loss = functional.cross_entropy(outputs.flatten(0, 2), y.flatten(), reduction="none")
        return loss.unflatten(0, y.shape).flatten(1).mean(1)

    def measure(self, outputs: Tensor, y: Tensor) -> dict[str, Tensor]:
        classes = functional.one_hot(y, outputs.shape[-1]).double().mean(1)
        nll = functional.cross_entropy(outputs.double().flatten(0, 1), y.flatten(), reduction="none")
        return {
            "error": (outputs.argmax(-1) != y).double().mean(1),
            "nll": nll.unflatten(0, y.shape).mean(1),
            "constant": 1 - classes.max(-1).values,
        }


class Orders:
    """Random passes over n examples, one independent order per seed (copies of a seed share theirs)."""

    def __init__(self, members: Sequence[Member], device: torch.device) -> None:
        self.device = device
        self.generators = [generator_for(Member(m.seed), "order", device) for m in members]

    def batches(self, count: int, batch: int) -> Iterator[Tensor]:
        """Indices (M, B) that pass once over 0 … count-1; the last batch may be smaller."""
        orders = [torch.randperm(count, generator=g, device=self.device) for g in self.generators]
        yield from torch.stack(orders).split(batch, dim=1)


def chunks(count: int, members: int, device: torch.device) -> Iterator[Tensor]:
    """Indices (M, B) of all test examples, in order, the same for all members."""
    for part in torch.arange(count, device=device).split(TEST_CHUNK):
        yield part.expand(members, -1)
