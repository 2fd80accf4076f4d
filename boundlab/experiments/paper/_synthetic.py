"""Synthetic targets y(x, I) of three types, with x and I standard normal; each repetition draws its own target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from boundlab.experiments.paper._problem import TEST_CHUNK, Batch, Data, Regression
from boundlab.experiments.paper._randomness import Member, generator_for
from boundlab.networks.primary import Primary

TYPES = {
    "I": "I: ⟨x, h(I)⟩",
    "II": "II: h(x, I)",
    "III": "III: h(x⊙I)",
}

# What is kept, for one group of repetitions of one problem at a time; the arms and places of a comparison share it.
KEPT_BYTES = 400_000_000
_KEPT: dict[Any, Any] = {}


@dataclass(frozen=True)
class Synthetic(Regression):
    """y of type I, II or III on R^inputs × R^features; `samples` fresh samples per epoch, `test` to test on.

    I: ⟨x, softmax(h(I))⟩ with h of widths m2 → 300 → 300 → m1, sigmoid. II: h(x, I) with h of widths
    m1 + m2 → 100 → 50 → 50 → 1, ELU. III: h(x⊙I) with h of widths m1 → 100 → 100 → 50 → 1, ELU. Weights are He
    uniform, without biases (Galanti & Wolf 2020, section 7.1).
    """

    type: str
    inputs: int
    features: int
    samples: int = 30000
    test: int = 10000

    def network(self) -> Primary:
        """The network h."""
        if self.type == "I":
            return Primary((self.features, 300, 300, self.inputs), "none", "sigmoid")
        if self.type == "II":
            return Primary((self.inputs + self.features, 100, 50, 50, 1), "none", "elu")
        return Primary((self.inputs, 100, 100, 50, 1), "none", "elu")

    def target(self, weights: Tensor, x: Tensor, condition: Tensor) -> Tensor:
        """y (M, B, 1) at x (M, B, m1), condition (M, B, m2) for the weights (M, P) of h."""
        h = self.network()
        if self.type == "I":
            return (x * h(condition, weights).softmax(-1)).sum(-1, keepdim=True)
        if self.type == "II":
            return h(torch.cat([x, condition], dim=-1), weights)
        return h(x * condition, weights)

    def draw(self, members: Sequence[Member], device: torch.device) -> Data:
        return _SyntheticData(self, members, device)


class _SyntheticData(Data):
    """The first pass and the test data are kept as long as they are small: the next model gets the same ones."""

    def __init__(self, problem: Synthetic, members: Sequence[Member], device: torch.device) -> None:
        self.problem, self.members, self.device = problem, members, device
        self.samples = [generator_for(m, "samples", device) for m in members]
        self.weights = torch.stack([he_uniform(problem.network(), generator_for(m, "target", device)) for m in members])
        self.passes = 0

    def epoch(self, batch: int) -> Iterator[Batch]:
        self.passes += 1
        count = self.problem.samples
        if self.passes > 1 or not self._fits(count):
            return self._batches(self.samples, count, batch)
        kept, states = self._kept(("samples", batch), lambda: self._batches(self.samples, count, batch))
        for generator, state in zip(self.samples, states, strict=True):
            generator.set_state(state)
        return iter(kept)

    def test(self) -> Iterator[Batch]:
        generators = [generator_for(m, "test", self.device) for m in self.members]
        drawn = self._batches(generators, self.problem.test, TEST_CHUNK)
        return iter(self._kept(("test",), lambda: drawn)[0]) if self._fits(self.problem.test) else drawn

    def _fits(self, count: int) -> bool:
        numbers = len(self.members) * count * (self.problem.inputs + self.problem.features + 1)
        return 4 * numbers <= KEPT_BYTES

    def _kept(self, what: tuple[Any, ...], draw: Callable[[], Iterator[Batch]]) -> tuple[list[Batch], list[Tensor]]:
        """The batches of one purpose, and where the generators of the samples stand after them."""
        owner = (self.problem, tuple(self.members), str(self.device))
        if _KEPT.get("owner") != owner:
            _KEPT.clear()
            _KEPT["owner"] = owner
        if what not in _KEPT:
            batches = list(draw())
            _KEPT[what] = batches, [generator.get_state() for generator in self.samples]
        return _KEPT[what]

    @torch.no_grad()
    def _batches(self, generators: list[torch.Generator], count: int, batch: int) -> Iterator[Batch]:
        wide = self.problem.inputs + self.problem.features
        for start in range(0, count, batch):
            size = (min(batch, count - start), wide)
            drawn = torch.stack([torch.randn(size, generator=g, device=self.device) for g in generators])
            x, condition = drawn.split([self.problem.inputs, self.problem.features], dim=-1)
            yield Batch(x[:, :, None], condition, self.problem.target(self.weights, x, condition)[:, :, None])


def he_uniform(network: Primary, generator: torch.Generator) -> Tensor:
    """A weight vector of `network`, which has no biases: uniform in ±√(6/fan_in)."""
    bounds = torch.cat([
        torch.full((a * b,), (6 / a) ** 0.5) for a, b in zip(network.widths, network.widths[1:], strict=False)
    ])  # fmt: skip
    uniform = torch.rand(network.size, generator=generator, device=generator.device)
    return (2 * uniform - 1) * bounds.to(generator.device)
