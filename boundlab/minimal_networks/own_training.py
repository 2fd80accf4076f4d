"""Training of any torch modules that can be differentiated: Levenberg-Marquardt, then p-norms towards the sup norm."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import nn
from torch.func import functional_call, jacrev, vmap

from boundlab.minimal_networks.levenberg_marquardt import damped_step
from boundlab.minimal_networks.sampling import jittered

Tensor = torch.Tensor
Function = Callable[[Tensor], Tensor]
# Iterations on all networks, then on the best quarter of them; then the polish: the p-norm tends to the sup norm.
FIRST, SECOND = (2.0,) * 40, (2.0,) * 160
POLISH = tuple(p for p in (4.0, 8.0, 16.0, 32.0, 64.0, 128.0) for _ in range(10))


def train_by_least_squares(
    network: nn.Module, target: Function, m: int, eps: float, generator: torch.Generator
) -> None:
    """Minimise Σ |network - target|^p over the cube [-1, 1]^m, p = 2, then 4, …, 128, in place.

    Levenberg-Marquardt with the Jacobian that torch.func gives; the samples are drawn anew in every iteration.

    >>> network = nn.Sequential(nn.Linear(1, 2), nn.Tanh(), nn.Linear(2, 1)).double()
    >>> train_by_least_squares(network, lambda x: x[:, 0] ** 2, 1, 1e-3, torch.Generator().manual_seed(0))
    """
    train_all([network], target, m, eps, generator)


def train_all(
    networks: Sequence[nn.Module], target: Function, m: int, eps: float, generator: torch.Generator
) -> list[nn.Module]:
    """Train networks of one shape together, in place; returns the quarter that was trained to the end, best first.

    A stage ends early where a network is within ε/2 at all its samples.
    """
    batch = _Batch(networks[0])
    theta = torch.stack([batch.read(network) for network in networks])
    samples = max(64 * 2 ** (m - 1), 4 * theta.shape[1])
    damping, order = theta.new_full((len(theta),), 1e-2), torch.arange(len(theta))
    for stage in (FIRST, SECOND, POLISH):
        for p in stage:
            x = jittered(samples, m, generator)
            theta, damping, residual = batch.step(theta, damping, x, target(x), p)
            if float(residual.abs().amax(1).min()) < eps / 2:
                break
        best = torch.argsort(torch.nan_to_num(residual.abs().amax(1), nan=torch.inf))
        kept = best[: max(1, len(networks) // 4)] if stage is FIRST else best
        theta, damping, order = theta[kept], damping[kept], order[kept.cpu()]
    found = [networks[int(i)] for i in order]
    for network, parameters in zip(found, theta, strict=True):
        batch.write(network, parameters)
    return found


class _Batch:
    """Networks of one shape, the trainable parameters of each as one row θ (B, P)."""

    def __init__(self, network: nn.Module) -> None:
        self._network = network
        trained = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
        self._shapes = {name: p.shape for name, p in trained}
        self._sizes = [p.numel() for _, p in trained]

    def read(self, network: nn.Module) -> Tensor:
        """θ (P,) of a network."""
        named = dict(network.named_parameters())
        return torch.cat([named[name].detach().reshape(-1) for name in self._shapes])

    def write(self, network: nn.Module, theta: Tensor) -> None:
        """Give the network these parameters."""
        named = dict(network.named_parameters())
        with torch.no_grad():
            for name, value in self._split(theta).items():
                named[name].copy_(value)

    def step(self, theta: Tensor, damping: Tensor, x: Tensor, y: Tensor, p: float) -> tuple[Tensor, Tensor, Tensor]:
        """One damped Newton step for Σ|r|^p: θ, damping, and the residual before it."""
        values = vmap(self._values, in_dims=(0, None))
        slopes = vmap(vmap(jacrev(self._value), in_dims=(None, 0)), in_dims=(0, None))
        residual = values(theta, x).detach() - y
        found, damping = damped_step(
            theta, damping, residual, slopes(theta, x).detach(), p, lambda trial: values(trial, x).detach() - y
        )
        return found, damping, residual

    def _split(self, theta: Tensor) -> dict[str, Tensor]:
        parts = theta.split(self._sizes)
        return {name: part.reshape(shape) for (name, shape), part in zip(self._shapes.items(), parts, strict=True)}

    def _values(self, theta: Tensor, x: Tensor) -> Tensor:
        found: Tensor = functional_call(self._network, self._split(theta), (x,))
        return found.reshape(-1)

    def _value(self, theta: Tensor, point: Tensor) -> Tensor:
        return self._values(theta, point.unsqueeze(0)).reshape(())
