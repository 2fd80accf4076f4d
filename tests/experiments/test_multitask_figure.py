"""The committed runs of the multi-task benchmark and their figure."""

import importlib.util
import json
import math
from pathlib import Path

import pytest

from boundlab import architectures
from boundlab.experiments.multitask import SCALES, SETTINGS
from boundlab.experiments.multitask_problems import PROBLEMS
from boundlab.networks.hypernetworks import Shape, benchmark_model, tally

FIGURES = Path(__file__).resolve().parents[2] / "figures"


@pytest.fixture(scope="module")
def figure():
    spec = importlib.util.spec_from_file_location("architectures_error", FIGURES / "architectures_error.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_architecture_has_every_size_and_seed(figure):
    rows = figure.load()
    settings = json.loads((FIGURES / "data" / "architectures_error.json").read_text())
    assert len(rows) == len(PROBLEMS) * len(architectures.names()) * len(SCALES) * settings["seeds"]
    assert settings["settings"] == {title: chosen._asdict() for title, chosen in SETTINGS.items()}
    assert all(math.isfinite(float(row["error"])) for row in rows)


@pytest.mark.parametrize("name", architectures.names())
def test_the_committed_counts_are_those_of_the_models(name, figure):
    settings = json.loads((FIGURES / "data" / "architectures_error.json").read_text())
    for row in figure.load():
        if row["architecture"] == name and row["seed"] == "0":
            model = benchmark_model(name, Shape(**settings["problems"][row["problem"]]), int(row["scale"]))
            assert tally(model)["trainable"] == int(row["trainable"])
            assert tally(model.generator)["trainable"] == int(row["generator"])


def test_the_figure_shows_every_architecture(figure):
    drawn = figure.draw(figure.load())
    assert len(drawn.axes) == 2
    for axes in drawn.axes:
        assert axes.get_legend_handles_labels()[1] == architectures.names()
    assert all((FIGURES / "out" / f"architectures_error.{suffix}").stat().st_size for suffix in ("pdf", "svg", "png"))


def test_a_curve_is_mean_smallest_and_largest(figure):
    rows = [{"trainable": "5", "error": "1"}, {"trainable": "5", "error": "3"}, {"trainable": "2", "error": "4"}]
    assert figure.curve(rows) == [(2, 4.0, 4.0, 4.0), (5, 2.0, 1.0, 3.0)]
