"""The two ways to condition on I, and a network without condition, for many repetitions at once.

Every trained network is a functional multilayer perceptron (`Primary`) with one weight vector per repetition, so a
group of repetitions is one batch of matrix products. Shapes: M members, B conditions, n inputs per condition.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import torch
from torch import Tensor

from boundlab.architectures._counting import mlp
from boundlab.experiments.paper._generated import GeneratedLayer
from boundlab.experiments.paper._randomness import Member, generator_for
from boundlab.networks.activations import ACTIVATIONS
from boundlab.networks.primary import Layers, Primary, linear


class Model(ABC):
    """y(x, I) for M members; `parts` are its trained networks."""

    parts: dict[str, Primary]

    def __call__(self, weights: dict[str, Tensor], x: Tensor, condition: Tensor) -> Tensor:
        """Outputs (M, B, n, o) for x (M, B, n, m1) and conditions (M, B, m2); `weights[part]` is (M, P)."""
        return self.evaluate(self.split(weights), x, condition)

    def split(self, weights: dict[str, Tensor]) -> dict[str, Layers]:
        """The matrices and biases of every part."""
        return {name: network.split(weights[name]) for name, network in self.parts.items()}

    @abstractmethod
    def evaluate(self, layers: dict[str, Layers], x: Tensor, condition: Tensor) -> Tensor:
        """As the call, with the weights that `split` gives."""

    def initial(self, members: Sequence[Member], device: torch.device) -> dict[str, Tensor]:
        """Start values as torch.nn.Linear draws them: uniform in ±1/√fan_in, matrices and biases."""
        drawn = {}
        for name, network in self.parts.items():
            bounds = torch.cat([
                torch.full((a * b + b * biased,), a**-0.5)
                for (a, b), biased in zip(pairwise(network.widths), network.biased, strict=True)
            ])  # fmt: skip
            uniform = [
                torch.rand(network.size, generator=generator_for(m, name, device), device=device) for m in members
            ]
            drawn[name] = (2 * torch.stack(uniform) - 1) * bounds.to(device)
        return drawn

    @property
    def trained_weights(self) -> int:
        """Entries of all trained matrices: the count of the paper's experiments, without biases."""
        return sum(int(mlp(network.widths, "none")) for network in self.parts.values())

    @property
    def trained_parameters(self) -> int:
        """All trained numbers."""
        return sum(network.size for network in self.parts.values())


@dataclass(frozen=True)
class HypernetworkModel(Model):
    """g(x; f(I)): f has the hidden widths `trunk` and emits every weight of g.

    primary_bias: "none" as in the authors' released code, "all" for the bias convention of the embedding method.
    """

    condition: int
    trunk: tuple[int, ...]
    primary: tuple[int, ...]
    primary_activation: str = "relu"
    primary_bias: str = "none"
    activation: str = "relu"

    @cached_property
    def g(self) -> Primary:
        """The primary network, generated and not trained."""
        return Primary(self.primary, self.primary_bias, self.primary_activation)

    @cached_property
    def parts(self) -> dict[str, Primary]:  # type: ignore[override]
        return {"f": Primary((self.condition, *self.trunk, self.g.size), "all", self.activation)}

    @cached_property
    def _after(self) -> Primary | None:
        """g without its first layer; None if that is all."""
        return Primary(self.primary[1:], self.primary_bias, self.primary_activation) if self.primary[2:] else None

    def evaluate(self, layers: dict[str, Layers], x: Tensor, condition: Tensor) -> Tensor:
        hidden, (matrix, bias) = self.parts["f"].hidden(condition, layers["f"]), layers["f"][-1]
        if x.shape[2] > 1:
            generated = linear(hidden, matrix, bias).flatten(0, 1)
            return self.g(x.flatten(0, 1), generated).unflatten(0, x.shape[:2])
        first, rest = GeneratedLayer.apply(x[:, :, 0], hidden, matrix, bias, self.primary[1])
        biases, others = rest.tensor_split([self.primary[1] * self.g.biased[0]], dim=-1)
        if self.g.biased[0]:
            first = first + biases
        if self._after is None:
            return first[:, :, None]
        inputs = ACTIVATIONS[self.primary_activation](first)
        return self._after(inputs.flatten(0, 1), others.flatten(0, 1)).unflatten(0, x.shape[:2])[:, :, None]


@dataclass(frozen=True)
class EmbeddingModel(Model):
    """q(x, e(I)): e has the hidden widths `trunk` and emits an embedding of dimension `embedding`.

    `primary` are the widths of q without the embedding, (m1, …, o), so that they compare with those of g.
    """

    condition: int
    trunk: tuple[int, ...]
    embedding: int
    primary: tuple[int, ...]
    primary_activation: str = "relu"
    primary_bias: str = "all"
    activation: str = "relu"

    @cached_property
    def parts(self) -> dict[str, Primary]:  # type: ignore[override]
        q = (self.primary[0] + self.embedding, *self.primary[1:])
        return {
            "e": Primary((self.condition, *self.trunk, self.embedding), "all", self.activation),
            "q": Primary(q, self.primary_bias, self.primary_activation),
        }

    def evaluate(self, layers: dict[str, Layers], x: Tensor, condition: Tensor) -> Tensor:
        # Between the last hidden layer of e and the first of q everything is linear: one small matrix, the product of
        # theirs, is applied in place of the two, and the embedding, which is wide, is never written down.
        q, (last, shift) = self.parts["q"], layers["e"][-1]
        (first, bias), *others = layers["q"]
        assert shift is not None  # e has biases everywhere
        by_x, by_z = first.split([self.primary[0], self.embedding], dim=-1)
        offset = torch.bmm(by_z, shift[..., None])[..., 0]
        conditioned = linear(
            self.parts["e"].hidden(condition, layers["e"]),
            torch.bmm(by_z, last),
            offset if bias is None else offset + bias,
        )
        outputs = linear(x.flatten(1, 2), by_x, None).unflatten(1, x.shape[1:3]) + conditioned[:, :, None]
        if others:
            outputs = q.evaluate(ACTIVATIONS[self.primary_activation](outputs).flatten(1, 2), others).unflatten(
                1, x.shape[1:3]
            )
        return outputs


@dataclass(frozen=True)
class NetworkModel(Model):
    """f(x) alone; with `unit_rows` every neuron's weight vector starts with norm 1 (as in the authors' code)."""

    widths: tuple[int, ...]
    activation: str = "relu"
    unit_rows: bool = False

    @cached_property
    def parts(self) -> dict[str, Primary]:  # type: ignore[override]
        return {"f": Primary(self.widths, "all", self.activation)}

    def evaluate(self, layers: dict[str, Layers], x: Tensor, condition: Tensor) -> Tensor:
        return self.parts["f"].evaluate(x.flatten(1, 2), layers["f"]).unflatten(1, x.shape[1:3])

    def initial(self, members: Sequence[Member], device: torch.device) -> dict[str, Tensor]:
        drawn = super().initial(members, device)
        if self.unit_rows:
            for matrix, _ in self.parts["f"].split(drawn["f"]):
                matrix.div_(matrix.norm(dim=-1, keepdim=True))
        return drawn


def conditioned_models(
    condition: int, trunk: tuple[int, ...], embedding: int, primary: tuple[int, ...], activation: str = "relu"
) -> dict[str, Model]:
    """The arms of a comparison, by name: f and e share the hidden widths `trunk`, g and q the widths `primary`.

    The second hypernetwork has the bias convention of the embedding method: its g has biases, too. `activation` is
    that of g and q; f and e have ReLU.
    """
    return {
        "hypernetwork": HypernetworkModel(condition, trunk, primary, activation),
        "hypernetwork, biases in g": HypernetworkModel(condition, trunk, primary, activation, "all"),
        "embedding": EmbeddingModel(condition, trunk, embedding, primary, activation),
    }
