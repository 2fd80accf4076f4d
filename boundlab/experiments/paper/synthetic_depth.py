"""Figures 1(a) and 4(a, b): synthetic targets of types I, II, III; the number k of layers of f and e varies.

g: m1 → 10 → 1, q: (m1 + E) → 10 → 1, f and e: k layers of width 100 on I. At the scale of the paper m1 = m2 = 1000 and
E = 10^4; SGD with rate 0.01 passes once over 30000 samples in batches of 200. The small scale has m1 = m2 = 50,
E = 500, width 50.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats, does_not_improve, improves, learns, learns_where_it_beats
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._models import conditioned_models
from boundlab.experiments.paper._synthetic import TYPES, Synthetic
from boundlab.experiments.paper._trainer import Training

# scale: m1 = m2, width of f and e, E, samples, test samples, k
SIZES = {
    "tiny": (6, 5, 20, 400, 100, (2, 3)),
    "small": (50, 50, 500, 30000, 2000, (2, 3, 4, 6, 9)),
    "full": (1000, 100, 10000, 30000, 10000, tuple(range(2, 10))),
}


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Three types × k × arms."""
    inputs, width, embedding, samples, test, layers = SIZES[scale]
    for type_, title in TYPES.items():
        problem = Synthetic(type_, inputs, inputs, samples, test)
        for k in layers:
            models = conditioned_models(inputs, (width,) * (k - 1), embedding, (inputs, 10, 1))
            for arm, model in models.items():
                yield Configuration(title, arm, k, problem, model, Training(batch=200, epochs=1))


EXPERIMENT = Experiment(
    figures="1(a), 4(a–b)",
    title="Synthetic targets, depth of f and e",
    axis=("layers", "layers of f and e"),
    measures=("mse", "constant"),
    small_seeds=20,
    configurations=configurations,
    claims=(
        Claim(
            "The hypernetwork outperforms the embedding method from 3 layers of f and e on.",
            "section 5, Fig. 1(a); section 7.1, Fig. 4(a–b)",
            beats("mse", "hypernetwork", "embedding", least=3),
            "at every k ≥ 3, in every type: paired difference of test MSE below 0",
        ),
        Claim(
            "The error of the hypernetwork improves with the number of layers of f.",
            "section 5, Fig. 1(a); section 7.1, Fig. 4(a–b)",
            improves("mse", "hypernetwork"),
            "in every type: at least 5 % lower MSE at the largest k than at k = 2",
        ),
        Claim(
            "The error of the embedding method does not improve with the number of layers of e.",
            "section 5, Fig. 1(a); section 7.1, Fig. 4(a–b)",
            does_not_improve("mse", "embedding"),
            "in every type: not 5 % lower at the largest k than at k = 2",
        ),
    ),
    observations=(
        Claim(
            "The hypernetwork learns more than a constant.",
            "own check",
            learns("mse", "hypernetwork"),
            "at every k, in every type: test MSE below that of the best constant",
        ),
        Claim(
            "Where the hypernetwork outperforms the embedding method, it is better than a constant, too.",
            "own check",
            learns_where_it_beats("mse", "hypernetwork", "embedding"),
            "at every k where its test MSE is lower, in every type: test MSE below that of the best constant",
        ),
        Claim(
            "With biases in g, as q has them, the hypernetwork outperforms the embedding method from 3 layers on.",
            "own check",
            beats("mse", "hypernetwork, biases in g", "embedding", least=3),
            "at every k ≥ 3, in every type: paired difference of test MSE below 0",
        ),
    ),
)
