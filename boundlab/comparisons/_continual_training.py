"""Learning task after task, for all seeds at once: networks, elastic weight consolidation, generators of weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from boundlab.comparisons._continual_bounds import certified, loss_bound
from boundlab.comparisons._continual_points import Points
from boundlab.comparisons._replicas import Replicas, descend
from boundlab.networks.primary import Primary

if TYPE_CHECKING:
    from boundlab.comparisons._continual import Study
    from boundlab.comparisons._tables import Table
    from boundlab.runs.task import Report


class Learned(NamedTuple):
    """The weights (S, P) of every task, when it was learned and at the end."""

    just: list[Tensor]
    end: list[Tensor]


def parameters(task: Study) -> int:
    """Total trainable parameters of the arm."""
    design = task.learns.design
    if design is not None:
        return int(design.bill().trainable)
    size = int(Primary(task.primary).size)
    return task.tasks * size if task.learns.kind == "separate" else size


def measured(task: Study, report: Report) -> list[dict[str, float]]:
    """The measures of every seed."""
    if task.problem == "pendulums":
        from boundlab.comparisons._pendulum import pendulums

        tasks = pendulums(task.tasks, task.seeds)
    else:
        tasks = pairs_of_classes(task.table, task.seeds)
    torch.manual_seed(0)
    if task.learns.kind == "separate":
        return _rows(_separate(task, tasks))
    network = Primary(task.primary, activation="relu")
    learned = _generated(task, network, tasks, report) if task.learns.design else _network(task, network, tasks, report)
    return _rows(_measures(network, tasks, learned))


def pairs_of_classes(table: Table, seeds: tuple[int, ...]) -> list[Points]:
    """Classes 2t and 2t + 1 are task t; 70 % of each class, drawn for each seed, to learn; columns scaled to [0, 1]."""
    points = table.load()
    low, high = points.x.min(0), points.x.max(0)
    x = (points.x - low) / np.where(high > low, high - low, 1)
    classes = points.classes()
    members = [np.flatnonzero(classes == c) for c in range(classes.max() + 1)]
    found = []
    for t in range(len(members) // 2):
        parts: list[list[Tensor]] = [[], [], [], []]
        for seed in seeds:
            drawn = [np.random.default_rng([seed, c]).permutation(members[c]) for c in (2 * t, 2 * t + 1)]
            kept = [int(0.7 * len(one)) for one in drawn]
            train = [one[:k] for one, k in zip(drawn, kept, strict=True)]
            test = [one[k:] for one, k in zip(drawn, kept, strict=True)]
            for i, half in enumerate((train, test)):
                rows = np.concatenate(half)
                parts[2 * i].append(torch.tensor(x[rows], dtype=torch.float32))
                parts[2 * i + 1].append(torch.tensor(classes[rows] - 2 * t))
        found.append(Points(*(torch.stack(part) for part in parts)))
    return found


def losses(outputs: Tensor, y: Tensor) -> Tensor:
    """(S,): cross-entropy, or the mean square error, of outputs (S, n, o)."""
    if y.is_floating_point():
        return (outputs - y).square().mean((1, 2))
    return functional.cross_entropy(outputs.transpose(1, 2), y, reduction="none").mean(1)


def _batches(task: Study, points: Points) -> Callable[[], tuple[Tensor, Tensor]]:
    """Random batches, the same for every arm: the numbers come from a generator of their own."""
    random = torch.Generator().manual_seed(1)
    seeds, count = points.x.shape[:2]

    def draw() -> tuple[Tensor, Tensor]:
        rows = torch.randint(count, (seeds, min(task.batch, count)), generator=random)
        return torch.take_along_dim(points.x, rows[..., None], 1), _chosen(points.y, rows)

    return draw


def _chosen(y: Tensor, rows: Tensor) -> Tensor:
    return torch.take_along_dim(y, rows[..., None] if y.dim() == 3 else rows, 1)


def _network(task: Study, network: Primary, tasks: list[Points], report: Report) -> Learned:
    """One network; with λ > 0 the loss gains λ/2 Σ_s F_s·(w - w_s)², F_s the Fisher diagonal at the end of task s."""
    drawn = [torch.randn(network.size, generator=torch.Generator().manual_seed(seed)) for seed in task.seeds]
    weights = (torch.stack(drawn) * network.variances("in").sqrt()).requires_grad_()
    anchors: list[tuple[Tensor, Tensor]] = []
    just = []
    for number, points in enumerate(tasks):
        report(f"{task.arm}: task {number + 1} of {len(tasks)}")
        optimiser, batch = torch.optim.Adam([weights], task.rate), _batches(task, points)
        for _ in range(task.steps):
            x, y = batch()
            loss = losses(network(x, weights), y).sum()
            for fisher, anchor in anchors:
                loss = loss + task.learns.strength / 2 * (fisher * (weights - anchor).square()).sum()
            descend(optimiser, loss)
        just.append(weights.detach().clone())
        if task.learns.strength:
            anchors.append((_fisher(network, points, just[-1]), just[-1]))
    return Learned(just, [just[-1]] * len(tasks))


def _fisher(network: Primary, points: Points, weights: Tensor) -> Tensor:
    """The mean over the points of the squared gradient of the loss in the weights (S, P)."""

    def loss(w: Tensor, x: Tensor, y: Tensor) -> Tensor:
        return losses(network(x[None, None], w[None]), y[None, None]).sum()

    by_point = torch.func.vmap(torch.func.grad(loss), in_dims=(None, 0, 0))
    return torch.func.vmap(lambda w, x, y: by_point(w, x, y).square().mean(0))(weights, points.x, points.y)


def _generated(task: Study, network: Primary, tasks: list[Points], report: Report) -> Learned:
    """A generator with output regularisation; what a task has for itself is learned with it and fixed after it."""
    design = task.learns.design
    assert design is not None
    model = Replicas(design, task.seeds)
    own = [name for name in model.parameters if name.startswith(("task_embeddings.", "coordinates."))]
    just = []
    for number, points in enumerate(tasks):
        report(f"{task.arm}: task {number + 1} of {len(tasks)}")
        trained = {n: v for n, v in model.parameters.items() if n not in own or n == own[number]}
        fixed = {n: v.detach() for n, v in model.parameters.items() if n not in trained}
        optimiser, batch = torch.optim.Adam(trained.values(), task.rate), _batches(task, points)
        every = torch.arange(number + 1)
        with torch.no_grad():
            before = model(every, shared=True)[:, :number]
        for _ in range(task.steps):
            x, y = batch()
            index = every if task.learns.strength and number else every[-1:]
            weights = model(index, shared=True, parameters={**trained, **fixed})
            loss = losses(network(x, weights[:, -1]), y).sum()
            if len(index) > 1:
                kept = (weights[:, :number] - before).square().sum((1, 2)).sum()
                loss = loss + task.learns.strength / number * kept
            descend(optimiser, loss)
        with torch.no_grad():
            just.append(model(every[-1:], shared=True)[:, 0])
    with torch.no_grad():
        return Learned(just, list(model(torch.arange(len(tasks)), shared=True).unbind(1)))


@torch.no_grad()
def _measures(network: Primary, tasks: list[Points], learned: Learned) -> dict[str, Tensor]:
    """Measure → (S,)."""
    halves = []
    for points, just, end in zip(tasks, learned.just, learned.end, strict=True):
        x, y = points.x_test.double(), points.y_test
        before, after = just.double(), end.double()
        outputs = [network(x, weights) for weights in (before, after)]
        if y.is_floating_point():
            variance = y.double().var((1, 2))
            errors = [losses(one, y.double()) / variance for one in outputs]
            halves.append({"error": errors[1], "just learned": errors[0]})
            continue
        right = [(one.argmax(-1) == y).double().mean(1) for one in outputs]
        changed = (losses(outputs[1], y) - losses(outputs[0], y)).abs()
        share = certified(network, x, y, before, after)
        halves.append({
            "accuracy": right[1],
            "forgetting": right[0] - right[1],
            "certified": share,
            "excess": changed - loss_bound(network, x, before, after),
            "overclaim": share - right[1],
        })  # fmt: skip
    found = {name: torch.stack([half[name] for half in halves]) for name in halves[0]}
    return {name: v.amax(0) if name in ("excess", "overclaim") else v.mean(0) for name, v in found.items()}


def _separate(task: Study, tasks: list[Points]) -> dict[str, Tensor]:
    """A linear model for every task, with the batches, steps and optimiser of the other arms."""
    network = Primary(task.primary)
    found = []
    for points in tasks:
        weights = torch.zeros(len(task.seeds), network.size, requires_grad=True)
        optimiser, batch = torch.optim.Adam([weights], 10 * task.rate), _batches(task, points)
        for _ in range(task.steps):
            x, y = batch()
            descend(optimiser, losses(_two(network(x, weights), y), y).sum())
        with torch.no_grad():
            outputs = _two(network(points.x_test, weights), points.y_test)
        if points.y.is_floating_point():
            found.append(losses(outputs, points.y_test) / points.y_test.var((1, 2)))
        else:
            found.append((outputs.argmax(-1) == points.y_test).double().mean(1))
    mean = torch.stack(found).double().mean(0)
    if tasks[0].y.is_floating_point():
        return {"error": mean, "just learned": mean}
    none = torch.zeros_like(mean)  # nothing changes once it is learned
    return {"accuracy": mean, "forgetting": none, "certified": mean, "excess": none, "overclaim": none}


def _two(outputs: Tensor, y: Tensor) -> Tensor:
    """The logits 0 and z of a logistic regression."""
    return outputs if y.is_floating_point() else torch.cat([torch.zeros_like(outputs), outputs], -1)


def _rows(measures: dict[str, Tensor]) -> list[dict[str, float]]:
    names = list(measures)
    return [dict(zip(names, values, strict=True)) for values in torch.stack(list(measures.values()), 1).tolist()]
