"""Training one architecture on one multi-task problem: all tasks at once, or one after the other."""

from __future__ import annotations

import time
from typing import NamedTuple

import torch
from torch import Tensor

from boundlab.experiments.multitask_problems import Problem
from boundlab.networks.hypernetworks import Model, Tasks, benchmark_model, tally


class Settings(NamedTuple):
    """Adam with a cosine schedule; `steps` per run (joint) or per task (continual), full or random batches.

    `keep` weighs the continual regulariser; see `train_continually`.
    """

    steps: int = 400
    rate: float = 5e-3
    batch: int = 64
    keep: float = 0.1


class Run(NamedTuple):
    """What one training run gave.

    trainable counts the whole model, generator only the architecture itself (without adapters); both by identity.
    error is on the test points; forgetting is how much the error on a task grew, from just after it was learned to
    the end, averaged over the tasks (0 for joint training).
    """

    problem: str
    architecture: str
    scale: int
    seed: int
    trainable: int
    generator: int
    error: float
    train_error: float
    forgetting: float
    seconds: float


def select(tasks: Tasks, chosen: Tensor) -> Tasks:
    """The chosen tasks of `tasks`."""
    return Tasks(*(part[chosen] for part in tasks))


def train(problem: Problem, architecture: str, scale: int, seed: int, settings: Settings) -> Run:
    """Train `architecture` on `problem`: regression on all tasks at once, classification one task after the other.

    Raises BoundlabError for an unknown architecture.
    """
    torch.manual_seed(seed)
    model = benchmark_model(architecture, problem.shape, scale)
    start = time.perf_counter()
    forgetting = 0.0
    if problem.classifies:
        forgetting = train_continually(model, problem, settings)
    else:
        train_jointly(model, problem, settings)
    seconds = time.perf_counter() - start
    every = torch.arange(problem.shape.tasks)
    return Run(
        problem.name,
        architecture,
        scale,
        seed,
        tally(model)["trainable"],
        tally(model.generator)["trainable"],
        sum(errors(model, problem, every, test=True)) / len(every),
        sum(errors(model, problem, every, test=False)) / len(every),
        forgetting,
        seconds,
    )


def train_jointly(model: Model, problem: Problem, settings: Settings) -> list[float]:
    """All tasks in every step, a random batch of points of each; returns the losses."""
    every = torch.arange(problem.shape.tasks)
    return _descend(model, problem, every, settings, None)


def train_continually(model: Model, problem: Problem, settings: Settings) -> float:
    """One task after the other; returns the forgetting.

    While task t is learned, what the generator emits for each earlier task s is held near what it emitted when task
    t began: the loss gains `keep · mean_s ‖h(s) - h_before(s)‖²` (von Oswald et al. 2020, equation 2). This protects
    a task as far as the emitted numbers determine its function; parts of a model outside the generator may drift.
    """
    after = []
    for task in range(problem.shape.tasks):
        earlier = select(problem.tasks, torch.arange(task)) if task else None
        _descend(model, problem, torch.tensor([task]), settings, earlier)
        after += errors(model, problem, torch.tensor([task]), test=True)
    final = errors(model, problem, torch.arange(problem.shape.tasks), test=True)
    return sum(b - a for a, b in zip(after, final, strict=True)) / len(final)


def _descend(model: Model, problem: Problem, chosen: Tensor, settings: Settings, earlier: Tasks | None) -> list[float]:
    optimiser = torch.optim.Adam((p for p in model.parameters() if p.requires_grad), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, settings.steps)
    tasks = select(problem.tasks, chosen)
    x, y = problem.x_train[chosen], problem.y_train[chosen]
    with torch.no_grad():
        before = model.generated(earlier) if earlier is not None else None
    model.train()
    losses = []
    for _ in range(settings.steps):
        points = torch.randperm(x.shape[1])[: settings.batch]
        loss = problem.loss(model(x[:, points], tasks), y[:, points])
        if earlier is not None and before is not None:
            loss = loss + settings.keep * (model.generated(earlier) - before).square().sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def errors(model: Model, problem: Problem, chosen: Tensor, *, test: bool) -> list[float]:
    """The error on each of the chosen tasks."""
    model.eval()
    x, y = (problem.x_test, problem.y_test) if test else (problem.x_train, problem.y_train)
    outputs = model(x[chosen], select(problem.tasks, chosen))
    return [problem.error(output[None], target[None]) for output, target in zip(outputs, y[chosen], strict=True)]
