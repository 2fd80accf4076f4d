"""Figure 5: how far was the image turned? The embedding dimension varies, the hypernetwork stays as it is.

e has widths h²c → d → E·i, f has h²c → d → N_g, with d = 100; E = 10^4 and i = 1 … 8 at the scale of the paper,
E = 500 and i = 1, 2, 4, 8 at the small one. Training as for the depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats, does_not_improve
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._models import conditioned_models
from boundlab.experiments.paper._rotations import rotated_sets
from boundlab.experiments.paper._trainer import Training

# scale: d, E, i, epochs
SIZES = {
    "tiny": (5, 10, (1, 2), 1),
    "small": (100, 500, (1, 2, 4, 8), 10),
    "full": (100, 10**4, tuple(range(1, 9)), 10),
}


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Two data sets × the embedding method at every i, and the hypernetworks once."""
    width, embedding, steps, epochs = SIZES[scale]
    for images in rotated_sets(scale, sources):
        for i in steps:
            models = conditioned_models(images.inputs, (width,), embedding * i, images.primary, images.activation)
            arms = models if i == steps[0] else {"embedding": models["embedding"]}
            for arm, model in arms.items():
                yield Configuration(images.title, arm, i, images.problem, model, Training(epochs=epochs))


EXPERIMENT = Experiment(
    figures="5",
    title="Rotations, embedding dimension",
    axis=("step", "embedding dimension, in steps"),
    measures=("error", "nll", "constant"),
    small_seeds=10,
    configurations=configurations,
    claims=(
        Claim(
            "The hypernetwork outperforms the embedding method by a wide margin.",
            "section 7.2, Fig. 5",
            beats("error", "hypernetwork", "embedding", factor=0.8),
            "at every dimension, on both data sets: paired difference to 0.8 times the embedding's error below 0",
        ),
        Claim(
            "The embedding method does not improve with its embedding dimension.",
            "section 7.2, Fig. 5",
            does_not_improve("error", "embedding"),
            "on both data sets: not 5 % lower at the largest dimension than at the smallest",
        ),
    ),
    observations=(
        Claim(
            "With biases in g, as q has them, the hypernetwork outperforms the embedding method.",
            "own check",
            beats("error", "hypernetwork, biases in g", "embedding"),
            "at every dimension, on both data sets: paired difference of test errors below 0",
        ),
    ),
)
