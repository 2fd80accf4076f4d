"""What a search for the smallest width asks of the networks and targets that it searches over."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from boundlab.minimal_networks.levenberg_marquardt import Values
from boundlab.minimal_networks.search_settings import SearchSettings
from boundlab.networks.ensemble import Shape

Tensor = torch.Tensor


@dataclass(frozen=True)
class Effort:
    """How much of each arm a problem needs.

    Attributes:
        every_arm: try every arm at a width, also after one has reached ε there.
        breadth: multiplies the networks per target in the pruning and restart arms.
        exchanges: rounds of exchange at a width that the other arms miss.
        leaps: after a width that every arm misses, try the one below it.
    """

    every_arm: bool
    breadth: int
    exchanges: int
    leaps: bool


@dataclass(frozen=True)
class Line:
    """A target on [-1, 1] for shallow networks, whose units have an order there.

    Attributes:
        values: the target, in the units of training.
        unit: what those units are.
        generator: of the problem's random numbers.
        steps: σ is a sigmoid, so that a steep unit is a step.
    """

    values: Values
    unit: float
    generator: torch.Generator
    steps: bool


class Problem(ABC):
    """Targets, and the networks that are trained for them: one row of parameters θ (B, P) per network.

    `rows[b]` is the number of the target that network b is for. A problem owns its random numbers: the same calls in
    the same order give the same networks.
    """

    @property
    @abstractmethod
    def targets(self) -> int:
        """How many targets there are."""

    @property
    @abstractmethod
    def settings(self) -> SearchSettings:
        """Of the networks and of the search."""

    @property
    @abstractmethod
    def effort(self) -> Effort:
        """How much of each arm is worth its time here."""

    @abstractmethod
    def line(self, target: int) -> Line | None:
        """That target where its networks can be taken apart into runs of neighbouring units, else None."""

    @abstractmethod
    def shape(self, width: int) -> Shape:
        """The networks of that width."""

    @abstractmethod
    def size(self, shape: Shape) -> int:
        """How many parameters are trained."""

    @abstractmethod
    def start(self, shape: Shape, rows: Sequence[int]) -> Tensor:
        """Random starting parameters."""

    @abstractmethod
    def train(
        self, shape: Shape, theta: Tensor, rows: Sequence[int], exponents: Sequence[float], oversampling: int = 1
    ) -> Tensor:
        """One iteration towards the p-norm for each exponent p."""

    @abstractmethod
    def errors(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> Tensor:
        """The sup errors (B,), in the targets' own units, at points apart from the samples; inf where not finite."""

    @abstractmethod
    def grow(self, shape: Shape, theta: Tensor, rows: Sequence[int], count: int) -> tuple[Shape, Tensor]:
        """The networks with `count` units more, placed where they help."""

    @abstractmethod
    def prune(self, shape: Shape, theta: Tensor, rows: Sequence[int], down_to: int, count: int) -> Tensor:
        """`count` networks of width `down_to` from each: units removed one by one, the output layer solved again.

        At each removal the units are ranked by the sup error without them. The last removal is where the `count`
        networks part: each lacks another unit. Shape (B·count, P'), those from one network together.
        """

    @abstractmethod
    def without_one(self, shape: Shape, theta: Tensor, rows: Sequence[int]) -> tuple[Tensor, list[int], Tensor]:
        """All networks with one unit less, output layer solved again: θ, the target of each, sup errors at samples."""

    @abstractmethod
    def saved(self, shape: Shape, theta: Tensor, target: int) -> Tensor:
        """θ (P,) of training as it is reported: the values are the target's own. On the CPU."""

    @abstractmethod
    def loaded(self, shape: Shape, theta: Tensor, target: int) -> Tensor:
        """The inverse of `saved`, shape (1, P)."""
