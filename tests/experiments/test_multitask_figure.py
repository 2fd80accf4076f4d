"""The committed runs of the multi-task benchmark and their figure."""

import math

import pytest

from boundlab import architectures
from boundlab.experiments.multitask import SCALES, SETTINGS
from boundlab.experiments.multitask_problems import PROBLEMS
from boundlab.networks.hypernetworks import Shape, benchmark_model, tally
from figures._files import read
from figures.architectures_error import curve, draw

DATA = read("architectures_error")
ROWS, CHOSEN = DATA["rows"], DATA["metadata"]["settings"]


def test_every_architecture_has_every_size_and_seed():
    assert len(ROWS) == len(PROBLEMS) * len(architectures.names()) * len(SCALES) * len(CHOSEN["seed"])
    assert CHOSEN["training"] == {title: chosen._asdict() for title, chosen in SETTINGS.items()}
    assert all(math.isfinite(float(row["error"])) for row in ROWS)


@pytest.mark.parametrize("name", architectures.names())
def test_the_committed_counts_are_those_of_the_models(name):
    for row in ROWS:
        if row["architecture"] == name and row["seed"] == "0":
            model = benchmark_model(name, Shape(**CHOSEN["problems"][row["problem"]]), int(row["scale"]))
            assert tally(model)["trainable"] == int(row["trainable"])
            assert tally(model.generator)["trainable"] == int(row["generator"])


def test_the_figure_shows_every_architecture():
    axes = draw(DATA).axes
    half = len(axes) // 2
    for row in (axes[:half], axes[half:]):
        named = [one.get_legend_handles_labels()[1] for one in row]
        assert sorted(name for names in named for name in names) == architectures.names()
        assert all(len(names) <= 4 for names in named)
    assert all(one.get_legend() for one in axes[:half])


def test_a_curve_is_mean_smallest_and_largest():
    rows = [{"trainable": "5", "error": "1"}, {"trainable": "5", "error": "3"}, {"trainable": "2", "error": "4"}]
    assert curve(rows) == [(2, 4.0, 4.0, 4.0), (5, 2.0, 1.0, 3.0)]
