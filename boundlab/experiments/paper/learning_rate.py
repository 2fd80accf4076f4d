"""Figure 7: rotations with four layers in f and e; the learning rate varies, 10^-4 · 10^(j/4) for j = 2 … 9."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats_where_something_is_learned
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._models import conditioned_models
from boundlab.experiments.paper._rotations import rotated_sets
from boundlab.experiments.paper._trainer import Training

STEPS = {"tiny": (6, 8), "small": (2, 4, 6, 7, 8, 9), "full": tuple(range(2, 10))}
EPOCHS = {"tiny": 1, "small": 10, "full": 10}


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Two data sets × learning rates × arms."""
    for images in rotated_sets(scale, sources):
        trunk, embedding = (images.width,) * 3, 10 * images.inputs + 10
        models = conditioned_models(images.inputs, trunk, embedding, images.primary, images.activation)
        for j in STEPS[scale]:
            rate = float(f"{1e-4 * 10 ** (j / 4):.6g}")
            for arm, model in models.items():
                training = Training(rate=rate, epochs=EPOCHS[scale])
                yield Configuration(images.title, arm, rate, images.problem, model, training)


EXPERIMENT = Experiment(
    figures="7",
    title="Rotations, learning rate",
    axis=("rate", "learning rate"),
    measures=("error", "nll", "constant"),
    small_seeds=5,
    configurations=configurations,
    claims=(
        Claim(
            "The hypernetwork outperforms the embedding method at every learning rate with non-trivial error.",
            "section 7.4, Fig. 7",
            beats_where_something_is_learned("error"),
            "at every rate where one of the two does better than the most frequent class: paired difference below 0",
        ),
    ),
)
