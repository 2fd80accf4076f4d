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
    (family_task(1, 1, 4, 2, 0.4, RELU), 4, "efa53c0fcf94f555"),
    (family_task(2, 2, 3, 6, 0.2, SearchSettings(starts=1, seed=5, max_width=7)), 4, "01dd94a8955eb795"),
    (target_task(parse_target("cosh(1.5*x)"), (0.1, 0.01), None, RELU), 4, "6e6c98f4ba8b2600"),
    (target_task(parse_target("x*y", 2), (0.05,), 3, SearchSettings("sin", depth=2)), 4, "12ecd588c215b203"),
    (SliceSizes(Targets(1, 1, 1, 3, 3), 40, TANH), 4, "b0db061a70672d5e"),
    (EmbeddingSizes(Targets(1, 1, 1, 3, 3, "slices"), EmbeddingSettings("table", 1), TANH), 2, "c1a3e76a0dab416b"),
    (OptimiserTrial("Adam, MSE", 3, 4, 6, 0), 2, "de5153e1cc78b800"),
]


@pytest.mark.parametrize(("task", "method", "key"), KEYS, ids=lambda value: str(value)[:30])
def test_the_keys_of_builtin_targets_and_formulas_stay(task, method, key):
    if task.method == method:
        assert task.key.startswith(key)
    else:
        assert not task.key.startswith(key)
