"""Training of contextual hypernetworks on features drawn from a prior, and the rules that statistics has for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor

from boundlab.comparisons._contextual import (
    BAYES,
    CHN,
    CLUSTERED,
    CODE,
    DESIGN,
    LINEAR,
    NOISE,
    OBSERVED,
    PROTOTYPES,
    RIDGE,
    SPREAD,
)  # fmt: skip
from boundlab.comparisons._replicas import Replicas, descend
from boundlab.networks.hypernetworks.contextual import Observations

if TYPE_CHECKING:
    from boundlab.comparisons._contextual import Study
    from boundlab.runs.task import Report


class Prior(NamedTuple):
    """A mixture of N(centre, spread²·I) with equal weights: centres (S, C, 6)."""

    centres: Tensor
    spread: float

    def draw(self, count: int, random: torch.Generator) -> Tensor:
        """Features λ (S, count, 6)."""
        seeds, components, _ = self.centres.shape
        which = torch.randint(components, (seeds, count), generator=random)
        centre = torch.take_along_dim(self.centres, which[..., None], 1)
        return centre + self.spread * torch.randn(seeds, count, CODE, generator=random)


def prior(name: str, seeds: tuple[int, ...]) -> Prior:
    """The prior of each seed: its own prototypes, or one centre 0 with spread 1."""
    if name != CLUSTERED:
        return Prior(torch.zeros(len(seeds), 1, CODE), 1.0)
    drawn = [torch.randn(PROTOTYPES, CODE, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    return Prior(torch.stack(drawn), SPREAD)


def observe(features: Tensor, count: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """`count` observations of features (S, n, 6): codes (S, n, k, 6) and values (S, n, k)."""
    codes = torch.randn(*features.shape[:2], count, CODE, generator=random)
    values = (codes @ features[..., None])[..., 0]
    return codes, values + NOISE * torch.randn(values.shape, generator=random)


def errors(task: Study, device: torch.device, report: Report) -> dict[tuple[str, int], list[float]]:
    """(arm, k) → mean error for each seed."""
    known = prior(task.prior, task.seeds)
    random = torch.Generator().manual_seed(1 + len(task.prior))
    model = train(task, known, random, report)
    found: dict[tuple[str, int], list[float]] = {}
    for k in OBSERVED:
        features = known.draw(task.features, random)
        codes, values = observe(features, k, random)
        with torch.no_grad():
            generated = model(_observations(codes, values))
        row, bias = generated[..., 1 : 1 + CODE], generated[..., 1 + CODE]
        squares = (row - features).square().sum(-1) + bias.square()
        found[CHN, k] = squares.mean(1).tolist()
        for name, guess in rules(known, codes.double(), values.double()).items():
            found[name, k] = (guess - features).square().sum(-1).mean(1).tolist()
    return found


def train(task: Study, known: Prior, random: torch.Generator, report: Report) -> Replicas:
    """Adam on the squared error at one further observation of each feature; k is drawn anew in every step."""
    model = Replicas(DESIGN, task.seeds)
    optimiser = torch.optim.Adam(model.parameters.values(), lr=task.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, task.steps)
    for step in range(task.steps):
        k = OBSERVED[int(torch.randint(len(OBSERVED), (), generator=random))]
        codes, values = observe(known.draw(task.batch, random), k + 8, random)
        generated = model(_observations(codes[:, :, :k], values[:, :, :k]))
        row, bias = generated[..., 1 : 1 + CODE], generated[..., 1 + CODE]
        guess = (codes[:, :, k:] @ row[..., None])[..., 0] + bias[..., None]
        descend(optimiser, (guess - values[:, :, k:]).square().mean((1, 2)).sum())
        schedule.step()
        if step % 200 == 0:
            report(f"{task.prior}: step {step} of {task.steps}")
    return model


def rules(known: Prior, codes: Tensor, values: Tensor) -> dict[str, Tensor]:
    """λ̂ (S, n, 6) of every rule that is not trained."""
    centres = known.centres.double()
    mean = centres.mean(1)
    spread = torch.eye(CODE, dtype=torch.float64) * known.spread**2
    covariance = (centres - mean[:, None]).mT @ (centres - mean[:, None]) / centres.shape[1] + spread
    variance = (covariance.diagonal(dim1=-2, dim2=-1).sum(-1) + mean.square().sum(-1)) / CODE
    isotropic = variance[:, None, None] * torch.eye(CODE, dtype=torch.float64)
    return {
        RIDGE: _gaussian(torch.zeros_like(mean), isotropic, codes, values),
        "least norm": (torch.linalg.pinv(codes) @ values[..., None])[..., 0],
        LINEAR: _gaussian(mean, covariance, codes, values),
        BAYES: posterior_mean(centres, known.spread, codes, values),
        "mean": mean[:, None].expand(-1, codes.shape[1], -1),
    }


def _gaussian(mean: Tensor, covariance: Tensor, codes: Tensor, values: Tensor) -> Tensor:
    """The posterior mean of λ ~ N(mean (S, 6), covariance (S, 6, 6)) given the observations."""
    by_codes = covariance[:, None] @ codes.mT
    among = codes @ by_codes + NOISE**2 * torch.eye(codes.shape[2], dtype=codes.dtype)
    beyond = values[..., None] - codes @ mean[:, None, :, None]
    return (mean[:, None, :, None] + by_codes @ torch.linalg.solve(among, beyond))[..., 0]


def posterior_mean(centres: Tensor, spread: float, codes: Tensor, values: Tensor) -> Tensor:
    """The posterior mean under the mixture of N(centre, spread²·I): the Bayes rule, exactly.

    All components have one covariance, so their evidence differs by the distance of the values from centre·z alone.
    """
    seeds, _, k, _ = codes.shape
    identity = spread**2 * torch.eye(CODE, dtype=codes.dtype).expand(seeds, -1, -1)
    guesses, evidence = [], []
    among = codes @ codes.mT * spread**2 + NOISE**2 * torch.eye(k, dtype=codes.dtype)
    for centre in centres.unbind(1):
        guesses.append(_gaussian(centre, identity, codes, values))
        beyond = values[..., None] - codes @ centre[:, None, :, None]
        evidence.append(-0.5 * (beyond.mT @ torch.linalg.solve(among, beyond))[..., 0, 0])
    shares = torch.softmax(torch.stack(evidence), 0)
    return (shares[..., None] * torch.stack(guesses)).sum(0)


def _observations(codes: Tensor, values: Tensor) -> Observations:
    """The metadata of a feature are 1/k, the number of its observations."""
    metadata = torch.full((*values.shape[:2], 1), 1 / values.shape[2])
    return Observations(values, codes, metadata)
