"""The adversary's figure draws its stored data, and the data say what the figure claims."""

import pytest

pytest.importorskip("matplotlib")

from figures._files import read
from figures.adversary import draw


def test_draw():
    data = read("adversary")
    methods = {row["method"] for row in data["rows"]}
    assert len(methods) >= 5
    figure = draw(data)
    assert sum(axes.axison for axes in figure.axes) == len(methods)


def test_data():
    for row in read("adversary")["rows"]:
        assert float(row["error"]) >= 0.999 * float(row["rho"])
        assert abs(float(row["y0"])) <= float(row["rho"]) * (1 + 1e-6)
        assert abs(float(row["fit_plus"]) - float(row["fit_minus"])) < 1e-6
