"""Balanced accuracies on small tables; generators for all seeds at once, scikit-learn's models one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from boundlab.comparisons._classification import Split, split
from boundlab.comparisons._masks import FOREST, SHARES, TRAINED, design
from boundlab.comparisons._replicas import Replicas, descend
from boundlab.errors import optional

if TYPE_CHECKING:
    from boundlab.comparisons._masks import Study


def sizes(task: Study, points: int) -> list[int]:
    """The sizes that leave enough to test on, or the largest one that does."""
    most = int(points * TRAINED)
    return [n for n in task.sizes if n <= most] or [most]


def outcomes(task: Study) -> tuple[int, dict[int, list[float]]]:
    """Trainable parameters, and size → balanced accuracy of every seed."""
    points = task.table.load()
    found: dict[int, list[float]] = {}
    counts: list[int] = []
    for n in sizes(task, len(points.target)):
        data = split(points, n, task.seeds, task.table.name)
        if task.arm in SHARES:
            counts.append(design(task.arm, data.x.shape[-1], data.classes).bill().trainable)
            found[n] = balanced(_generated(task, data), data)
        else:
            answers = []
            for s, seed in enumerate(task.seeds):
                answer, count = _fitted(task.arm, data, s, seed)
                answers.append(answer)
                counts.append(count)
            found[n] = balanced(torch.stack(answers), data)
    return round(float(np.mean(counts))), found


def balanced(answers: Tensor, data: Split) -> list[float]:
    """The mean over the classes in the test set of the share of right answers (S, n), for every seed."""
    right = (answers == data.y_test).double()
    found = []
    for s in range(len(answers)):
        groups = [right[s][data.y_test[s] == c] for c in range(data.classes)]
        found.append(float(torch.stack([group.mean() for group in groups if len(group)]).mean()))
    return found


def _generated(task: Study, data: Split) -> Tensor:
    """Answers (S, n) of a generator of networks for masks."""
    seeds, _, features = data.x.shape
    row = design(task.arm, features, data.classes)
    model, kept = Replicas(row, task.seeds), row.kept
    network = model.modules[0].network
    random = torch.Generator().manual_seed(1)
    optimiser = torch.optim.AdamW(list(model.parameters.values()), lr=task.rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, task.steps)

    def masks(most: int) -> Tensor:
        count = most if kept < features else 1
        order = torch.rand(seeds, count, features, generator=random).argsort(-1)
        return torch.zeros(seeds, count, features).scatter(-1, order[..., :kept], 1.0)

    def log_probabilities(mask: Tensor, x: Tensor) -> Tensor:
        """(S, masks, n, classes) for x (S, n, d)."""
        count = mask.shape[1]
        weights = model(mask).flatten(0, 1)
        columns = mask.nonzero()[:, -1].view(seeds, count, 1, kept).expand(-1, -1, x.shape[1], -1)
        seen = torch.take_along_dim(x[:, None].expand(-1, count, -1, -1), columns, -1).flatten(0, 1)
        return network(seen, weights).view(seeds, count, x.shape[1], -1).log_softmax(-1)

    voting = masks(task.votes)
    for _ in range(task.steps):
        found = log_probabilities(masks(task.masks), data.x)
        right = found.take_along_dim(data.y[:, None, :, None].expand(-1, found.shape[1], -1, -1), -1)
        descend(optimiser, -right.mean((1, 2, 3)).sum())
        schedule.step()
    with torch.no_grad():
        shares = [log_probabilities(some, data.x_test).exp().sum(1) for some in voting.split(task.masks, dim=1)]
        return torch.stack(shares).sum(0).argmax(-1)


def _fitted(arm: str, data: Split, s: int, seed: int) -> tuple[Tensor, int]:
    """Answers (n,) of a model of scikit-learn, and its trainable parameters."""
    x, y = data.x[s].numpy(), data.y[s].numpy()
    model: Any
    if arm == FOREST:
        model = optional("sklearn.ensemble").RandomForestClassifier(100, random_state=seed).fit(x, y)
        trees = [tree.tree_ for tree in model.estimators_]
        leaves = sum(int((tree.children_left < 0).sum()) for tree in trees)
        splits = sum(tree.node_count for tree in trees) - leaves
        count = 2 * splits + leaves * data.classes
    else:
        folds = min(3, int(np.bincount(y)[np.unique(y)].min()))
        model = optional("sklearn.linear_model").LogisticRegression(max_iter=1000)
        if folds > 1:
            search = optional("sklearn.model_selection").GridSearchCV
            model = search(model, {"C": [0.001, 0.01, 0.1, 1.0, 10.0]}, cv=folds)
        model.fit(x, y)
        count = (data.x.shape[-1] + 1) * data.classes
    return torch.from_numpy(np.asarray(model.predict(data.x_test[s].numpy()))), count
