"""Start values side by side are those of the modules one by one, with recurrences and without."""

import pytest
import torch

from boundlab.architectures.full import Full
from boundlab.architectures.lstm import Lstm
from boundlab.comparisons._replicas import Replicas

SHARED = {"primary": (3, 2, 1), "tasks": 3, "embedding": 2}


@pytest.mark.parametrize("design", [Full(**SHARED, hidden=(4,)), Lstm(**SHARED, chunk_embedding=2, state=3, chunk=4)])
def test_replicas_are_modules_that_learn_apart(design):
    replicas, tasks = Replicas(design, (5, 6)), torch.tensor([0, 2])
    together = replicas(tasks, shared=True)
    for mine, module in zip(together, replicas.modules, strict=True):
        assert torch.allclose(mine, module(tasks), atol=1e-6)
    assert not torch.allclose(*together)
    together[0].sum().backward()
    slopes = [value.grad for value in replicas.parameters.values() if value.grad is not None]
    assert any(one[0].any() for one in slopes)
    assert not any(one[1].any() for one in slopes)
