"""Every figure draws from its committed data, and its data say where they come from."""

import importlib
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("Agg")
from figures._files import read

FOLDER = Path(__file__).parents[2] / "figures"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


@pytest.mark.parametrize("name", NAMES)
def test_the_figure_draws_its_data(name):
    figure = importlib.import_module(f"figures.{name}").draw(read(name))
    axes = [a for a in figure.axes if a.axison]
    assert axes
    for a in axes:
        assert a.get_xlabel()
        assert a.get_ylabel()
        assert a.lines
    matplotlib.pyplot.close(figure)


@pytest.mark.parametrize("name", NAMES)
def test_the_data_carry_their_provenance(name):
    metadata = read(name)["metadata"]
    assert {"boundlab", "commit", "torch", "device", "measured", "settings"} <= set(metadata)
    assert "seed" in metadata["settings"]


@pytest.mark.parametrize("name", NAMES)
def test_what_it_drew_is_there(name):
    assert all((FOLDER / "out" / f"{name}.{suffix}").exists() for suffix in ("pdf", "svg", "png"))
