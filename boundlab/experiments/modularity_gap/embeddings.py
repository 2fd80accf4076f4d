"""Embeddings e of the conditions: what the primary network q(x, e(I)) is told about I.

An embedding maps the J conditions to codes z_j = e(I_j; φ) in R^d and knows its Jacobian, so that φ is trained jointly
with q. Each is an ensemble: φ has shape (B, parameters), codes have shape (B, J, d).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import torch

from boundlab.errors import bad_value
from boundlab.networks.ensemble import Shape, assemble, evaluate, evaluate_with_jacobian
from boundlab.networks.ensemble_initial import random_units

Tensor = torch.Tensor

# About the slopes of the units of a network that is nearly linear.
FLAT = 0.3


class Embedding(ABC):
    """e for the conditions (J, m2)."""

    parameters: int
    dimension: int

    def __init__(self, conditions: Tensor, dimension: int) -> None:
        self.conditions, self.dimension = conditions, dimension

    @abstractmethod
    def start(self, batch: int, generator: torch.Generator) -> Tensor:
        """φ (batch, parameters) to begin with."""

    @abstractmethod
    def codes(self, phi: Tensor) -> Tensor:
        """z (B, J, d)."""

    @abstractmethod
    def jacobian(self, phi: Tensor) -> Tensor:
        """∂z/∂φ (B, J, d, parameters)."""

    def complexity(self, phi: Tensor, order: float = math.inf) -> Tensor:
        """C(e), shape (B,), infinite where e is no network; with a finite `order` as in `spectral_complexity`."""
        return phi.new_full((phi.shape[0],), torch.inf)


class Identity(Embedding):
    """e(I) = I: nothing is trained, C(e) = 1."""

    def __init__(self, conditions: Tensor, dimension: int) -> None:
        super().__init__(conditions, conditions.shape[1])
        self.parameters = 0

    def start(self, batch: int, generator: torch.Generator) -> Tensor:
        return self.conditions.new_zeros(batch, 0)

    def codes(self, phi: Tensor) -> Tensor:
        return self.conditions.expand(phi.shape[0], -1, -1)

    def jacobian(self, phi: Tensor) -> Tensor:
        return phi.new_zeros(phi.shape[0], len(self.conditions), self.dimension, 0)

    def complexity(self, phi: Tensor, order: float = math.inf) -> Tensor:
        return phi.new_ones(phi.shape[0])


class FreeTable(Embedding):
    """A free vector for each condition: what an arbitrarily large e can do at finitely many conditions.

    The first columns start as I, the others at random; with fewer columns than I has, they start equidistant.
    """

    def __init__(self, conditions: Tensor, dimension: int) -> None:
        super().__init__(conditions, dimension)
        self.parameters = len(conditions) * dimension

    def start(self, batch: int, generator: torch.Generator) -> Tensor:
        count, given = self.conditions.shape
        options: dict[str, Any] = {"generator": generator, "dtype": torch.float64, "device": generator.device}
        table = (torch.rand(batch, count, self.dimension, **options) * 2 - 1).to(self.conditions.device)
        if self.dimension >= given:
            table[:, :, :given] = self.conditions
        else:
            table[:, :, 0] = torch.linspace(-1, 1, count, dtype=torch.float64, device=table.device)
        return table.flatten(1)

    def codes(self, phi: Tensor) -> Tensor:
        return phi.reshape(phi.shape[0], -1, self.dimension)

    def jacobian(self, phi: Tensor) -> Tensor:
        eye = torch.eye(self.parameters, dtype=phi.dtype, device=phi.device)
        return eye.reshape(1, -1, self.dimension, self.parameters).expand(phi.shape[0], -1, -1, -1)


class EmbeddingNetwork(Embedding):
    """e_1, …, e_d: shallow tanh networks side by side, each with as many hidden units as there are conditions.

    So e can take any values at the conditions. Together they are one network with a block-diagonal output layer.
    It starts monotone with C(e) = 1: every unit has slope 1, the output weights are 1/h.
    """

    def __init__(self, conditions: Tensor, dimension: int) -> None:
        super().__init__(conditions, dimension)
        self.shape = Shape(conditions.shape[1], (len(conditions),), "tanh")
        self.parameters = dimension * self.shape.parameters

    def start(self, batch: int, generator: torch.Generator) -> Tensor:
        shape, units = self.shape, self.shape.widths[0]
        weight, _ = random_units(shape, batch * self.dimension, units, generator)
        weight = weight.abs() / weight.norm(dim=2, keepdim=True)
        options: dict[str, Any] = {"generator": generator, "dtype": torch.float64, "device": generator.device}
        bias = torch.rand(weight.shape[:2], **options) * 2 - 1
        output = torch.full_like(bias, 1 / units)
        none = bias[:, :1] * 0
        phi = assemble(shape, [weight, bias, output, none, none[:, :0]])
        return phi.reshape(batch, -1).to(self.conditions.device)

    def flat(self, complexity: float, generator: torch.Generator) -> Tensor:
        """φ (1, parameters) with that C(e) and e(I) nearly c·(I, 0), c nearly C(e): as far apart as codes can be.

        The units are flat and all different, so that training can bend e.
        """
        inputs, units = self.conditions.shape[1], self.shape.widths[0]
        options: dict[str, Any] = {"generator": generator, "dtype": torch.float64, "device": generator.device}
        slope = FLAT * (0.5 + torch.rand(self.dimension, units, **options))
        bias = FLAT * (torch.rand(self.dimension, units, **options) * 2 - 1)
        axes = torch.eye(self.dimension, inputs, dtype=torch.float64, device=slope.device)
        output = (complexity / slope.sum(1, keepdim=True)).expand(-1, units) * axes.sum(1, keepdim=True)
        shift = -(output * torch.tanh(bias)).sum(1, keepdim=True)
        blocks = [slope.unsqueeze(2) * axes.unsqueeze(1), bias, output, shift, shift[:, :0]]
        phi = assemble(self.shape, blocks).reshape(1, -1).to(self.conditions.device)
        # The columns of several axes have different sums: the largest counts.
        return self.rescaled(phi, complexity / self.complexity(phi))

    def parts(self, phi: Tensor) -> Tensor:
        """The d networks as rows (B·d, parameters of one)."""
        return phi.reshape(-1, self.shape.parameters)

    def codes(self, phi: Tensor) -> Tensor:
        values = evaluate(self.shape, self.parts(phi), self.conditions)
        return values.reshape(phi.shape[0], self.dimension, -1).transpose(1, 2)

    def jacobian(self, phi: Tensor) -> Tensor:
        count, size = len(self.conditions), self.shape.parameters
        _, parts = evaluate_with_jacobian(self.shape, self.parts(phi), self.conditions)
        blocks = parts.reshape(phi.shape[0], self.dimension, count, size).transpose(1, 2)
        eye = torch.eye(self.dimension, dtype=phi.dtype, device=phi.device)
        return (blocks.unsqueeze(3) * eye[:, :, None]).flatten(3)

    def complexity(self, phi: Tensor, order: float = math.inf) -> Tensor:
        """Of the whole: column sums of the first layers add up, of the block-diagonal output they do not."""
        blocks = self.shape.blocks(self.parts(phi))
        columns = blocks[0].abs().sum(1).reshape(phi.shape[0], self.dimension, -1).sum(1)
        output = blocks[2].reshape(phi.shape[0], -1)
        return torch.linalg.vector_norm(columns, order, dim=1) * torch.linalg.vector_norm(output, order, dim=1)

    def rescaled(self, phi: Tensor, factor: Tensor) -> Tensor:
        """The embedding factor · e, factor (B,)."""
        parts = self.parts(phi).clone()
        start = self.shape.spans[-3][0]
        parts[:, start:] *= factor.repeat_interleave(self.dimension).unsqueeze(1)
        return parts.reshape(phi.shape)


class Frozen(Embedding):
    """One network e, φ (1, parameters), the same for all q: nothing is trained."""

    def __init__(self, network: EmbeddingNetwork, phi: Tensor) -> None:
        super().__init__(network.conditions, network.dimension)
        self.parameters, self.phi = 0, phi
        self._codes, self._network = network.codes(phi), network

    def start(self, batch: int, generator: torch.Generator) -> Tensor:
        return self.phi.new_zeros(batch, 0)

    def codes(self, phi: Tensor) -> Tensor:
        return self._codes.expand(phi.shape[0], -1, -1)

    def jacobian(self, phi: Tensor) -> Tensor:
        return phi.new_zeros(phi.shape[0], len(self.conditions), self.dimension, 0)

    def complexity(self, phi: Tensor, order: float = math.inf) -> Tensor:
        return self._network.complexity(self.phi, order).expand(phi.shape[0])


EMBEDDINGS: dict[str, type[Embedding]] = {"identity": Identity, "table": FreeTable, "network": EmbeddingNetwork}


@dataclass(frozen=True)
class EmbeddingSettings:
    """Which embedding, and the bounds C(e) ≤ bound_e and C(q) ≤ bound_q if it is a bounded arm.

    Raises BoundlabError: an unknown embedding, a dimension below 1, a bound that is not positive or not for a network.
    """

    name: str
    dimension: int = 1
    bound_e: float | None = None
    bound_q: float | None = None

    def __post_init__(self) -> None:
        if self.name not in EMBEDDINGS:
            raise bad_value("arms", self.name, f"an embedding among {', '.join(EMBEDDINGS)}")
        if self.dimension < 1:
            raise bad_value("arms", f"{self.name}-{self.dimension}", "a dimension ≥ 1")
        bounds = [bound for bound in (self.bound_e, self.bound_q) if bound is not None]
        if bounds and (self.name != "network" or len(bounds) < 2 or not all(bound > 0 for bound in bounds)):
            raise bad_value("bounds", f"{self.bound_e}/{self.bound_q}", "two positive bounds, for a network e")

    @property
    def title(self) -> str:
        """For people."""
        if self.name == "identity":
            return "e(I) = I"
        kind = "free table" if self.name == "table" else "trained network e"
        bounds = "" if self.bound_e is None else f", C(e) ≤ {self.bound_e:g}, C(q) ≤ {self.bound_q:g}"
        return f"{kind} of dimension {self.dimension}{bounds}"

    def of(self, conditions: Tensor) -> Embedding:
        """The embedding of these conditions."""
        return EMBEDDINGS[self.name](conditions, self.dimension)
