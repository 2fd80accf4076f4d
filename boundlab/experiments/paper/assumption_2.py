"""Figure 8: does the test error strictly fall with the number of hidden units?

Networks with one hidden layer of 1 … 29 units on MNIST and Fashion-MNIST, MSE to the one-hot labels, Adadelta with
rate 1, batches of 64, 2 epochs. The small scale makes 10 epochs, because it has fewer images.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from boundlab.experiments.image_data import Source
from boundlab.experiments.paper._claims import Claim, Curve, Finding, Row, compare, curves, means, panels, places
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._image_problems import ImageSet, Labels
from boundlab.experiments.paper._models import NetworkModel
from boundlab.experiments.paper._trainer import Training

# scale: images to train and test on, side of a digit, side of the other images, epochs, widths
SIZES: dict[str, tuple[int | None, int | None, int, int, int, tuple[int, ...]]] = {
    "tiny": (80, 40, 7, 7, 1, (1, 3)),
    "small": (None, None, 14, 8, 10, tuple(range(1, 30, 2))),
    "paper": (None, None, 28, 28, 2, tuple(range(1, 30))),
}
ACTIVATIONS = ("elu", "relu", "sigmoid", "tanh")


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Two data sets × activations × widths."""
    train, test, digit_side, other_side, epochs, widths = SIZES[scale]
    training = Training("adadelta", rate=1.0, epochs=epochs)
    for name, wanted in (("mnist", digit_side), ("fashion", other_side)):
        source = sources[name]
        side = wanted if source.files or name == "mnist" else min(wanted, 8)
        problem = Labels(ImageSet(source, train, test, side))
        for activation in ACTIVATIONS:
            for width in widths:
                model = NetworkModel((side**2, width, 10), activation)
                yield Configuration(source.title, activation, width, problem, model, training)


def _steps(rows: Sequence[Row], significant: bool) -> list[Finding]:
    """For every curve: does the mean fall (significantly, if asked) at every step of the width?"""
    values, found = curves(rows, "mse"), []
    for panel in panels(rows):
        for arm in dict.fromkeys(row["arm"] for row in rows if row["panel"] == panel):
            at = places(rows, panel, arm)
            ends = [values[panel, arm, a] for a in at]
            signs = [compare(b, a) if significant else _lower_mean(b, a) for a, b in pairwise(ends)]
            text = f"{panel}, {arm}: {means(ends[0])} at {at[0]:g}, {means(ends[-1])} at {at[-1]:g}, "
            found.append(Finding(min(signs), text + f"down at {signs.count(1)} of {len(signs)} steps"))
    return found


def _lower_mean(first: Curve, second: Curve) -> int:
    return 1 if sum(first.values()) < sum(second.values()) else -1


EXPERIMENT = Experiment(
    figures="8",
    title="Assumption 2: test error against width",
    axis=("width", "hidden units"),
    measures=("mse", "constant"),
    small_seeds=20,
    configurations=configurations,
    claims=(
        Claim(
            "The test MSE strictly decreases with the number of hidden units, for a variety of activations.",
            "section 7.5, Fig. 8",
            lambda rows: _steps(rows, False),
            "for every data set and activation: the mean over seeds falls at every step of the width",
        ),
    ),
    observations=(
        Claim(
            "Each step of that decrease is significant.",
            "own check",
            lambda rows: _steps(rows, True),
            "for every data set and activation: paired difference below 0 at every step of the width",
        ),
    ),
)
