"""Splits, batches, balanced accuracy and the rule `near`."""

import numpy as np
import pytest
import torch

from boundlab.comparisons._classification import batch, split
from boundlab.comparisons._rules import near
from boundlab.comparisons._tables import SHIPPED, Points, Table, check_classes
from boundlab.errors import BoundlabError


def points(count=40, features=3, classes=2, seed=0):
    random = np.random.default_rng(seed)
    return Points(random.normal(size=(count, features)), np.arange(count) % classes)


def test_splits_are_those_of_the_seed_and_apart():
    data = split(points(), 20, (0, 1), "t")
    again = split(points(), 20, (1,), "t")
    assert torch.equal(data.x[1], again.x[0])
    assert not torch.equal(data.x[0], data.x[1])
    assert data.x.mean(1).abs().max() < 1e-6
    together = torch.cat([data.x, data.x_test], 1)[0]
    assert len(together.unique(dim=0)) == 40
    x, y = batch(data, 5, torch.Generator().manual_seed(0))
    assert (x.shape, y.shape) == ((2, 5, 3), (2, 5))


@pytest.mark.parametrize(
    ("given", "train", "said"),
    [
        (points(10), 5, "got 10 points, expected at least 20"),
        (points(30), 29, "expected at least 31"),
        (points(classes=1), 20, "got 1 different targets, expected 2 to 50 classes"),
        (points(count=99, classes=99), 20, "got 99 different targets"),
    ],
)
def test_tables_that_do_not_fit_are_named(given, train, said):
    with pytest.raises(BoundlabError, match=said) as caught:
        split(given, train, (0,), "mine")
    assert str(caught.value).startswith("mine: ")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_table_has_classes(name):
    given = Table(name).load()
    check_classes(given, name)
    assert given.x.shape[0] == len(given.classes())
    assert np.bincount(given.classes()).min() > 40


@pytest.mark.parametrize(("level", "sign"), [(1.0, 1), (1.05, 0), (1.2, -1)])
def test_near_asks_for_the_whole_interval(level, sign):
    rows = [
        {"panel": "p", "arm": arm, "at": 0, "seed": s, "error": value + 0.01 * (arm == "a") * (-1) ** s}
        for arm, value in (("a", level), ("b", 1.0))
        for s in range(8)
    ]
    assert [finding.sign for finding in near("error", "a", "b", 0.05)(rows)] == [sign]
