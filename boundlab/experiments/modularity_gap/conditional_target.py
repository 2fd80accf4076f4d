"""Conditional targets: a finite table of slices y(., I_1), …, y(., I_J) that one conditional network has to match."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import torch

from boundlab.errors import bad_value
from boundlab.function_classes.families.sign_bumps import SignBumps
from boundlab.function_classes.families.slices import Slice
from boundlab.minimal_networks.target_batch import TorchOps

Tensor = torch.Tensor
KINDS = ("cube", "slices", "table")


@dataclass(frozen=True)
class ConditionalTarget:
    """y(x, I) for x in [-1, 1]^m1 and I in a finite set of conditions in [-1, 1]^m2.

    Every slice is y(x, I_j) = A Σ_cells s_{j,cell} Π_i φ(…), the bumps of `SignBumps` in the variable x, with signs
    s ∈ {-1, 0, 1} and the amplitude A of the family in m1 + m2 variables. The kinds:

    * `cube`: y is a sign-bump function of (x, I), k cells per axis; conditions are the centres of the cells in I, where
      a slice is a row of signs, and their corners and borders, where it is 0: (2k + 1)^m2 conditions.
    * `slices`: the same y at the k^m2 centres only.
    * `table`: 2k slices with independent signs, at equidistant conditions of the first axis. It is no function of a
      continuous I.

    Args:
        m1, m2, r, k: dimensions of x and I, smoothness, cells per axis.
        draw: which pseudo-random signs; 0 is the checkerboard.
        kind: one of the above.

    >>> y = ConditionalTarget(1, 1, 1, 3, draw=1)
    >>> y.conditions.flatten().tolist()[:3], y.signs.shape
    ([-1.0, -0.666..., -0.333...], torch.Size([7, 3]))

    Raises BoundlabError: an unknown kind, a negative draw, or no valid sign-bump function.
    """

    m1: int
    m2: int
    r: int
    k: int
    draw: int
    kind: str = "cube"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise bad_value("targets", self.kind, f"one of {', '.join(KINDS)}")
        for name, least in (("m1", 1), ("m2", 1), ("draw", 0)):
            if getattr(self, name) < least:
                raise bad_value(name, getattr(self, name), f"an integer ≥ {least}")
        SignBumps(self.m1 + self.m2, self.r, self.k)

    @property
    def text(self) -> str:
        """What identifies the target in a result row."""
        return f"{self.kind}(m1={self.m1}, m2={self.m2}, r={self.r}, k={self.k}, draw={self.draw})"

    @property
    def dimension(self) -> int:
        """m1, the number of variables of a slice."""
        return self.m1

    @property
    def amplitude(self) -> float:
        """A: the height of every bump."""
        return float(self._any_slice.amplitude)

    def slice_of(self, signs: Sequence[int]) -> Slice:
        """The slice with these signs ±1, one for each cell of x."""
        return Slice(self.m1, self.m1 + self.m2, self.r, self.k, _bits(signs))

    @cached_property
    def _any_slice(self) -> Slice:
        return Slice(self.m1, self.m1 + self.m2, self.r, self.k, bits=0)

    @cached_property
    def rows(self) -> list[list[int]]:
        """The signs of the slices that are not 0, k^m1 each."""
        if self.kind == "table":
            stream = random.Random(f"boundlab table {self.m1} {self.k} {self.draw}")
            return [[stream.choice((-1, 1)) for _ in range(self.k**self.m1)] for _ in range(2 * self.k)]
        signs = SignBumps(self.m1 + self.m2, self.r, self.k, self.draw).signs
        centres = self.k**self.m2
        return [signs[i::centres] for i in range(centres)]

    @cached_property
    def _table(self) -> tuple[Tensor, Tensor]:
        if self.kind == "table":
            count = len(self.rows)
            conditions = torch.zeros(count, self.m2, dtype=torch.float64)
            conditions[:, 0] = torch.linspace(-1, 1, count, dtype=torch.float64)
            return conditions, torch.tensor(self.rows, dtype=torch.float64)
        positions = range(1, 2 * self.k, 2) if self.kind == "slices" else range(2 * self.k + 1)
        points = list(itertools.product(positions, repeat=self.m2))
        signs = torch.zeros(len(points), self.k**self.m1, dtype=torch.float64)
        number = 0
        for j, point in enumerate(points):
            if all(position % 2 for position in point):
                signs[j] = torch.tensor(self.rows[number], dtype=torch.float64)
                number += 1
        return torch.tensor(points, dtype=torch.float64) / self.k - 1, signs

    @property
    def conditions(self) -> Tensor:
        """I_1, …, I_J, shape (J, m2)."""
        return self._table[0]

    @property
    def signs(self) -> Tensor:
        """s, shape (J, k^m1)."""
        return self._table[1]

    def values(self, x: Tensor) -> Tensor:
        """y(x_{j,i}, I_j), shape (J, n), for x of shape (J, n, m1): every slice at its own points."""
        profile, cell = self._any_slice.profile([x[..., i] for i in range(self.m1)], TorchOps())
        if x.device not in self._signs_on:
            self._signs_on[x.device] = self.signs.to(x.device)
        return profile * torch.gather(self._signs_on[x.device], 1, cell.long())

    @cached_property
    def _signs_on(self) -> dict[torch.device, Tensor]:
        return {}


def distinct_slices(targets: Sequence[ConditionalTarget], extremes: bool = False) -> list[Slice]:
    """The distinct slices, other than 0, of several targets of one family, in order.

    Slices that differ by a global sign or the reflection of every axis are not told apart: networks of the same size
    match them. `extremes` puts the constant and the alternating slice in front, with the most and the fewest
    repetitions of a sign.
    """
    first = targets[0]
    rows = [row for target in targets for row in target.rows]
    if extremes:
        alternating = SignBumps(first.m1, first.r, first.k).signs
        rows = [[1] * first.k**first.m1, alternating, *rows]
    return [first.slice_of(row) for row in dict.fromkeys(_canonical(row) for row in rows)]


def _canonical(row: Sequence[int]) -> tuple[int, ...]:
    """The largest of the four equivalent rows of signs; reversing the list of cells reflects every axis."""
    signs, flipped = tuple(row), tuple(-sign for sign in row)
    return max(signs, signs[::-1], flipped, flipped[::-1])


def _bits(signs: Sequence[int]) -> int:
    return sum(1 << i for i, sign in enumerate(signs) if sign < 0)
