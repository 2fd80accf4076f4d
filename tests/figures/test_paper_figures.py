"""The figures of the paper's experiments draw their committed data, and show what diverged."""

import importlib

import matplotlib
import pytest

matplotlib.use("Agg")
from boundlab.experiments.paper import experiments
from figures._files import read
from figures._paper import curve

NAMES = sorted(experiments())


@pytest.mark.parametrize("name", NAMES)
def test_the_figure_draws_its_data(name):
    data = read(f"paper_{name}")
    figure = importlib.import_module(f"figures.paper_{name}").draw(data)
    assert len(figure.axes) == len({row["panel"] for row in data["rows"]})
    assert figure.axes[0].get_ylabel()
    for axes in figure.axes:
        assert axes.get_xlabel()
        assert axes.get_title()
        assert axes.lines
    figure.canvas.draw()
    matplotlib.pyplot.close(figure)


@pytest.mark.parametrize("name", NAMES)
def test_the_data_are_of_the_committed_configuration(name):
    from boundlab.experiments.image_data import sources

    experiment, data = experiments()[name], read(f"paper_{name}")
    settings = data["metadata"]["settings"]
    assert {"boundlab", "commit", "torch", "device", "measured", "seconds"} <= set(data["metadata"])
    assert len(settings["seed"]) >= max(5, experiment.repetitions("small"))
    assert settings["configurations"] == as_json(experiment.settings(settings["scale"], sources()))
    places = {(row["panel"], row["arm"], row[experiment.axis[0]]) for row in data["rows"]}
    assert len(data["rows"]) == len(places) * len(settings["seed"])


def as_json(value):
    import json

    return json.loads(json.dumps(value))


def test_diverged_runs_are_marked_and_not_averaged():
    rows = [
        {"panel": "p", "arm": "hypernetwork", "layers": k, "mse": m, "constant": "1"}
        for k, m in [("2", ""), ("2", "0.5"), ("3", "0.4"), ("3", "0.6")]
    ]
    found = curve(rows, "layers", "mse")
    assert found.x == [2.0, 3.0]
    assert found.mean == [0.5, 0.5]
    assert found.diverged == [(2.0, 1)]
    drawn = importlib.import_module("figures.paper_synthetic_depth").draw(
        {"rows": rows, "metadata": {"axis": ["layers", "layers"]}}
    )
    assert "some seeds diverged" in [text.get_text() for text in drawn.legends[0].get_texts()]
    matplotlib.pyplot.close(drawn)
