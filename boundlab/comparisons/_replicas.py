"""One module of `boundlab.networks.hypernetworks` for every seed, trained side by side as one batched computation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.func import functional_call, stack_module_state

from boundlab.architectures import Architecture
from boundlab.networks.hypernetworks import Generator, module_for


class Replicas:
    """S independent start values of a design, one for every seed.

    `parameters` maps names to (S, …) tensors. `call(method, *inputs)` gives the outputs (S, …) for inputs with a first
    axis S; `shared` inputs have none. An optimiser that acts on every number alone keeps the seeds apart, if the loss
    is a sum over them.
    """

    def __init__(self, design: Architecture, seeds: Sequence[int]) -> None:
        self.modules = [_seeded(design, seed) for seed in seeds]
        parameters, self.buffers = stack_module_state(self.modules)  # type: ignore[arg-type]
        self.parameters = {name: value.detach().requires_grad_() for name, value in parameters.items()}
        self._template = self.modules[0]
        # torch has no batched recurrence over different weights
        self._by_one = any(isinstance(part, nn.RNNBase) for part in self._template.modules())

    def __call__(self, *inputs: Any, shared: bool = False, parameters: dict[str, Tensor] | None = None) -> Tensor:
        """Generated weights (S, B, P) for the conditions `inputs` (S, B, …), or (B, …) if `shared`."""

        def one(weights: dict[str, Tensor], buffers: dict[str, Tensor], *given: Any) -> Any:
            return functional_call(self._template, (weights, buffers), given)

        chosen = self.parameters if parameters is None else parameters
        if self._by_one:
            every = range(len(self.modules))
            return torch.stack([
                one(_at(chosen, s), _at(self.buffers, s), *(given if shared else given[s] for given in inputs))
                for s in every
            ])  # fmt: skip
        dims = (0, 0, *[None if shared else 0 for _ in inputs])
        found: Tensor = torch.vmap(one, in_dims=dims, randomness="error")(chosen, self.buffers, *inputs)
        return found


def _seeded(design: Architecture, seed: int) -> Generator:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return module_for(design)


def _at(named: dict[str, Tensor], seed: int) -> dict[str, Tensor]:
    return {name: value[seed] for name, value in named.items()}


def descend(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    """One step on a loss that is a sum over the seeds."""
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    optimiser.step()
