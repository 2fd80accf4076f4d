"""Figure 2: two shallow networks fit the same random convolutional network; are they nearer to each other than to it?

h²c → 100 → 10 with ReLU, rows of norm 1 at the start (as in the authors' code), SGD with rate 0.01 and momentum 0.5,
batches of 64, 50 epochs. Inputs: MNIST, CIFAR-10, uniform noise in [-1, 1]^(28×28).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, Finding, Row, Rule, compare, curves, means, panels, places, scaled
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._image_problems import ImageSet, RandomNetwork
from boundlab.experiments.paper._models import NetworkModel
from boundlab.experiments.paper._trainer import Training

# scale: images to train and test on, hidden width, epochs
SIZES: dict[str, tuple[int | None, int | None, int, int]] = {
    "tiny": (80, 40, 6, 2),
    "small": (1500, 500, 100, 50),
    "full": (None, None, 100, 50),
}


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Three kinds of inputs."""
    train, test, width, epochs = SIZES[scale]
    training = Training(momentum=0.5, epochs=epochs, every_epoch=True)
    for name, inputs in (("mnist", 28**2), ("cifar10", 3 * 32**2), ("uniform", 28**2)):
        source = sources[name]
        problem = RandomNetwork(ImageSet(source, train, test), noise=name == "uniform")
        model = NetworkModel((inputs, width, 10), unit_rows=True)
        yield Configuration(source.title, "ReLU, 100 units", epochs, problem, model, training)


def _at_the_end(first: str, second: str, factor: float = 1.0) -> Rule:
    """Whether the column `first` is below `factor` times the column `second` at the last epoch, in every panel."""

    def rule(rows: Sequence[Row]) -> list[Finding]:
        one, other = curves(rows, first), curves(rows, second)
        found = []
        for panel in panels(rows):
            arm = next(row["arm"] for row in rows if row["panel"] == panel)
            last = (panel, arm, places(rows, panel, arm)[-1])
            numbers = f"{panel}: {means(one[last], other[last])}"
            found.append(Finding(compare(one[last], scaled(other[last], factor)), numbers))
        return found

    return rule


EXPERIMENT = Experiment(
    figures="2",
    title="Assumption 1: two approximators of one target",
    axis=("epoch", "epoch"),
    measures=("between", "mse", "mse_second", "constant"),
    small_seeds=10,
    configurations=configurations,
    claims=(
        Claim(
            "Two trained approximators are significantly nearer to each other than to the target.",
            "section 5, Fig. 2",
            _at_the_end("between", "mse", 0.5),
            "for every kind of input, at the last epoch: MSE(f1, f2) below half of MSE(f1, y), paired",
        ),
    ),
    observations=(
        Claim(
            "The networks fit the target: they are nearer to it than the best constant.",
            "own check",
            _at_the_end("mse", "constant"),
            "for every kind of input, at the last epoch: MSE(f1, y) below that of the best constant, paired",
        ),
        Claim(
            "Two trained approximators are identical as functions: their distance is below 1 % of that to the target.",
            "the paper's conclusion from Fig. 2, section 5",
            _at_the_end("between", "mse", 0.01),
            "for every kind of input, at the last epoch: MSE(f1, f2) below 0.01 times MSE(f1, y), paired",
        ),
    ),
)
