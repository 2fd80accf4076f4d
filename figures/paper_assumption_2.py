"""Galanti & Wolf's figure 8 run again: does the test error fall with every hidden unit?

Mean squared error to the one-hot labels on test data against the number of units of the one hidden layer, for four
activations. Mean and standard deviation over seeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from ._paper import curve, legend, make_again, panels, plot
from ._style import log_ticks

if TYPE_CHECKING:
    from ._session import Session


def draw(data: dict[str, Any]) -> Figure:
    """Draw data/paper_assumption_2."""
    figure, (axes,) = panels(data)
    for title, one in axes.items():
        rows = [row for row in data["rows"] if row["panel"] == title]
        for index, arm in enumerate(dict.fromkeys(row["arm"] for row in rows)):
            plot(one, arm, curve([row for row in rows if row["arm"] == arm], "width", "mse"), index)
        one.set_xlabel("hidden units")
        log_ticks(one, "y")
    next(iter(axes.values())).set_ylabel("test MSE to one-hot labels")
    legend(figure, axes, data["rows"])
    return figure


def make(session: Session) -> dict[str, Any]:
    """Run the experiment."""
    return make_again(session, "assumption_2")
