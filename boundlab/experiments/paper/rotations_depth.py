"""Figure 3: how far was the image turned? The number k of layers of f and e varies.

h²c → 10 → 12 for g; e has 10h²c + 10 outputs as printed, and f has the N_g = 10h²c + 120 that twelve classes need.
f and e have width 50 (MNIST) or 100 (CIFAR-10); negative log likelihood, 10 epochs, SGD with rate 0.01, batches of 64.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats, does_not_improve, improves, learns
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._models import conditioned_models
from boundlab.experiments.paper._rotations import rotated_sets
from boundlab.experiments.paper._trainer import Training

LAYERS = {"tiny": (2, 3), "small": (2, 3, 4, 6, 9), "full": tuple(range(2, 10))}
EPOCHS = {"tiny": 1, "small": 10, "full": 10}


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Two data sets × k × arms."""
    for images in rotated_sets(scale, sources):
        for k in LAYERS[scale]:
            trunk, embedding = (images.width,) * (k - 1), 10 * images.inputs + 10
            models = conditioned_models(images.inputs, trunk, embedding, images.primary, images.activation)
            for arm, model in models.items():
                yield Configuration(images.title, arm, k, images.problem, model, Training(epochs=EPOCHS[scale]))


EXPERIMENT = Experiment(
    figures="3",
    title="Rotations, depth of f and e",
    axis=("layers", "layers of f and e"),
    measures=("error", "nll", "constant"),
    small_seeds=5,
    configurations=configurations,
    claims=(
        Claim(
            "The hypernetwork outperforms the embedding method by a wide margin.",
            "section 5, Fig. 3",
            beats("error", "hypernetwork", "embedding", factor=0.8),
            "at every k, on both data sets: paired difference to 0.8 times the embedding method's error below 0",
        ),
        Claim(
            "The hypernetwork improves with the depth of f.",
            "section 5, Fig. 3",
            improves("error", "hypernetwork"),
            "on both data sets: at least 5 % lower error at the largest k than at k = 2",
        ),
        Claim(
            "The embedding method does not improve with the depth of e.",
            "section 5, Fig. 3",
            does_not_improve("error", "embedding"),
            "on both data sets: not 5 % lower at the largest k than at k = 2",
        ),
    ),
    observations=(
        Claim(
            "The hypernetwork outperforms the embedding method.",
            "own check",
            beats("error", "hypernetwork", "embedding"),
            "at every k, on both data sets: paired difference of test errors below 0",
        ),
        Claim(
            "With biases in g, as q has them, the hypernetwork outperforms the embedding method.",
            "own check",
            beats("error", "hypernetwork, biases in g", "embedding"),
            "at every k, on both data sets: paired difference of test errors below 0",
        ),
        Claim(
            "The embedding method does better than always naming the most frequent class.",
            "own check",
            learns("error", "embedding"),
            "at every k, on both data sets: paired difference of test errors below 0",
        ),
    ),
)
