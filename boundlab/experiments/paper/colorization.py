"""Figure 6: the colour of a pixel of a grey image; the number k of layers of f and e varies.

g: 42 → 10 → 3, q: (42 + 450) → 10 → 3 with ELU; f and e have width 100 and 450 outputs (with biases in g, f has 463).
Batches of 64 images, SGD with rate 0.01, 10 epochs, as for rotations; the paper does not say how many pixels of an
image are one example, here it is one. The small scale has images of 16×16 pixels, width 50, and 8 pixels each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats, improves, learns
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._image_problems import Colorization, ImageSet
from boundlab.experiments.paper._models import conditioned_models
from boundlab.experiments.paper._trainer import Training

# scale: images to train and test on, side, pixels of an image per batch, width of f and e, epochs, k
SIZES: dict[str, tuple[int | None, int | None, int | None, int, int, int, tuple[int, ...]]] = {
    "tiny": (60, 30, 8, 2, 6, 1, (2, 3)),
    "small": (3000, 500, 16, 8, 50, 10, (2, 3, 5, 7)),
    "full": (None, None, None, 1, 100, 10, tuple(range(2, 8))),
}
EMBEDDING, PRIMARY = 450, (42, 10, 3)


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """k × arms."""
    train, test, side, pixels, width, epochs, layers = SIZES[scale]
    source = sources["cifar10"]
    problem = Colorization(ImageSet(source, train, test, side), pixels)
    for k in layers:
        models = conditioned_models((side or 32) ** 2, (width,) * (k - 1), EMBEDDING, PRIMARY, "elu")
        for arm, model in models.items():
            yield Configuration(source.title, arm, k, problem, model, Training(epochs=epochs))


EXPERIMENT = Experiment(
    figures="6",
    title="Colorization, depth of f and e",
    axis=("layers", "layers of f and e"),
    measures=("mse", "constant"),
    small_seeds=20,
    configurations=configurations,
    claims=(
        Claim(
            "The hypernetwork outperforms the embedding method by a large margin.",
            "section 7.3, Fig. 6",
            beats("mse", "hypernetwork", "embedding", factor=0.8),
            "at every k: paired difference to 0.8 times the embedding method's MSE below 0",
        ),
        Claim(
            "The hypernetwork improves with the number of layers.",
            "section 7.3, Fig. 6",
            improves("mse", "hypernetwork"),
            "at least 5 % lower MSE at the largest k than at k = 2",
        ),
    ),
    observations=(
        Claim(
            "The hypernetwork outperforms the embedding method.",
            "own check",
            beats("mse", "hypernetwork", "embedding"),
            "at every k: paired difference of test MSE below 0",
        ),
        Claim(
            "The hypernetwork learns more than a constant.",
            "own check",
            learns("mse", "hypernetwork"),
            "at every k: test MSE below that of the best constant colour",
        ),
        Claim(
            "With biases in g, as q has them, the hypernetwork outperforms the embedding method.",
            "own check",
            beats("mse", "hypernetwork, biases in g", "embedding"),
            "at every k: paired difference of test MSE below 0",
        ),
    ),
)
