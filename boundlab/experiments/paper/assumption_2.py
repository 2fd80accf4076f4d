"""Figure 8: does the test error strictly fall with the number of hidden units?

Networks with one hidden layer of 1 … 29 units on MNIST and Fashion-MNIST, MSE to the one-hot labels, Adadelta with
rate 1, batches of 64, 2 epochs. The small scale makes 10 epochs, because it has fewer images.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, Curve, Finding, Row, Rule, compare, curves, means, panels, places
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._image_problems import ImageSet, Labels
from boundlab.experiments.paper._models import NetworkModel
from boundlab.experiments.paper._trainer import Training

# scale: images to train and test on, side of a digit, side of the other images, epochs, widths
SIZES: dict[str, tuple[int | None, int | None, int, int, int, tuple[int, ...]]] = {
    "tiny": (80, 40, 7, 7, 1, (1, 3)),
    "small": (None, None, 14, 8, 10, tuple(range(1, 30, 2))),
    "full": (None, None, 28, 28, 2, tuple(range(1, 30))),
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


def _every_step(significant: bool) -> Rule:
    """For every curve and every step of the width: does the mean fall (significantly, if asked)?"""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        found = []
        for title, ends in _curves(rows):
            signs = [compare(b, a) if significant else _lower_mean(b, a) for a, b in pairwise(ends)]
            # The numbers once for each curve, with its first step.
            numbers = [f"{title}: down at {signs.count(1)} of {len(signs)} steps"] + [""] * (len(signs) - 1)
            found += [Finding(sign, text) for sign, text in zip(signs, numbers, strict=True)]
        return found

    return rule


def _widest_against_narrowest(rows: Sequence[Row]) -> list[Finding]:
    return [
        Finding(compare(ends[-1], ends[0]), f"{title}: {means(ends[-1], ends[0])}") for title, ends in _curves(rows)
    ]


def _curves(rows: Sequence[Row]) -> Iterator[tuple[str, list[Curve]]]:
    values = curves(rows, "mse")
    for panel in panels(rows):
        for arm in dict.fromkeys(row["arm"] for row in rows if row["panel"] == panel):
            yield f"{panel}, {arm}", [values[panel, arm, at] for at in places(rows, panel, arm)]


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
            _every_step(False),
            "at every step of the width, for every data set and activation: the mean over seeds falls",
        ),
    ),
    observations=(
        Claim(
            "Each step of that decrease is significant.",
            "own check",
            _every_step(True),
            "at every step of the width, for every data set and activation: paired difference below 0",
        ),
        Claim(
            "The widest network has a lower test MSE than the narrowest.",
            "own check",
            _widest_against_narrowest,
            "for every data set and activation: paired difference below 0",
        ),
    ),
)
