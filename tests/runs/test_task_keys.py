"""Keys of tasks: those of stores that exist must stay what they are, or finished work is done again."""

import pytest

from boundlab.experiments.modularity_gap.embeddings import EmbeddingSettings
from boundlab.experiments.modularity_gap.tasks import EmbeddingSizes, SliceSizes, Targets
from boundlab.experiments.optimiser_bias import OptimiserTrial
from boundlab.function_classes.parse import parse_target
from boundlab.minimal_networks.measurement import family_task, target_task
from boundlab.minimal_networks.search_settings import SearchSettings

RELU, TANH = SearchSettings("relu", skip=True), SearchSettings("tanh")
# The key of each task as of the method it names; where a method is raised, its key here changes with it.
KEYS = [
    (family_task(1, 1, 4, 2, 0.4, RELU), 5, "60e63962bfe00547"),
    (family_task(2, 2, 3, 6, 0.2, SearchSettings(starts=1, seed=5, max_width=7)), 5, "b98e470054b94e54"),
    (target_task(parse_target("cosh(1.5*x)"), (0.1, 0.01), None, RELU), 5, "b6d1dff8a6a69001"),
    (target_task(parse_target("x*y", 2), (0.05,), 3, SearchSettings("sin", depth=2)), 6, "f773fe4e36e50763"),
    (SliceSizes(Targets(1, 1, 1, 3, 3), 40, TANH), 5, "f46c1916b261255c"),
    (EmbeddingSizes(Targets(1, 1, 1, 3, 3, "slices"), EmbeddingSettings("table", 1), TANH), 2, "c1a3e76a0dab416b"),
    (OptimiserTrial("Adam, MSE", 3, 4, 6, 0), 3, "c3d5f99c79a6420c"),
]


@pytest.mark.parametrize(("task", "method", "key"), KEYS, ids=lambda value: str(value)[:30])
def test_the_keys_of_builtin_targets_and_formulas_stay(task, method, key):
    if task.settings()["method"] == method:
        assert task.key.startswith(key)
    else:
        assert not task.key.startswith(key)
