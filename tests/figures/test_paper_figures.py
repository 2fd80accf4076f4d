"""The figures of the paper's experiments: the data are of the committed settings, and divergence is shown."""

import importlib
import json

import matplotlib.pyplot
import pytest

from boundlab.experiments.image_data import sources
from boundlab.experiments.paper import experiments
from figures._files import DATA, exists, read
from figures._paper import DIVERGED, curve

NAMES = sorted(experiments())


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_for_each_part_of_the_data(name):
    data = read(f"paper_{name}")
    figure = importlib.import_module(f"figures.paper_{name}").draw(data)
    panels = list(dict.fromkeys(row["panel"] for row in data["rows"]))
    rows = 2 if exists(f"paper_{name}_full", DATA) else 1
    assert [axes.get_title().removeprefix("type ") for axes in figure.axes] == panels + [""] * (rows - 1) * len(panels)
    assert figure.axes[0].get_ylabel()
    assert all(axes.lines for axes in figure.axes)
    assert all(axes.get_xlabel() for axes in figure.axes[-len(panels) :])
    assert len(figure.legends) == 1


FULL = [f"paper_{name}_full" for name in NAMES if exists(f"paper_{name}_full", DATA)]


@pytest.mark.parametrize("name", [*(f"paper_{name}" for name in NAMES), *FULL])
def test_the_data_are_of_the_committed_settings(name):
    experiment, data = experiments()[name.removeprefix("paper_").removesuffix("_full")], read(name)
    settings = dict(data["metadata"]["settings"])
    seeds, scale = settings.pop("seed"), settings.pop("scale")
    if name in FULL:  # as many as there was time for, from the first on
        assert (scale, seeds) == ("full", list(range(len(seeds))))
        assert len(seeds) >= 3
    else:
        assert seeds == list(range(experiment.repetitions(scale)))
        assert len(seeds) >= 5
    assert settings == json.loads(json.dumps(experiment.settings(scale, sources())))
    places = {(row["panel"], row["arm"], row[experiment.axis[0]]) for row in data["rows"]}
    assert len(data["rows"]) == len(places) * len(seeds)


def test_diverged_runs_are_marked_and_not_averaged():
    rows = [
        {"panel": "p", "arm": "hypernetwork", "layers": k, "mse": m, "constant": "1"}
        for k, m in [("2", ""), ("2", "0.5"), ("3", "0.4"), ("3", "0.6")]
    ]
    found = curve(rows, "layers", "mse")
    assert found.x == [2.0, 3.0]
    assert found.mean == [0.5, 0.5]
    assert found.diverged == [2.0]
    draw = importlib.import_module("figures.paper_synthetic_depth").draw
    drawn = draw({"rows": rows, "metadata": {"axis": ["layers", "layers"]}})
    assert DIVERGED in [text.get_text() for text in drawn.legends[0].get_texts()]
    matplotlib.pyplot.close(drawn)
