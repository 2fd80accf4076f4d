"""Our own check of Figure 1: the synthetic targets with three layers in f and e; the learning rate varies.

A comparison at one rate may compare how well the rate suits the arms. The paper varies it for the rotations only
(section 7.4). Sizes are those of the depth experiment at k = 3; the rates go from a tenth to ten times the 0.01 of the
paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats_at_its_best, beats_where_something_is_learned
from boundlab.experiments.paper import synthetic_depth
from boundlab.experiments.paper._experiment import Configuration, Experiment

RATES = {
    "tiny": (0.01, 0.1),
    "small": (0.001, 0.00316, 0.01, 0.0316, 0.1),
    "full": (0.001, 0.00316, 0.01, 0.0316, 0.1),
}
LAYERS = 3


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Three types × learning rates × arms."""
    for c in synthetic_depth.configurations(scale, sources):
        if c.at == LAYERS:
            for rate in RATES[scale]:
                yield replace(c, at=rate, training=replace(c.training, rate=rate))


EXPERIMENT = Experiment(
    figures="1, own check",
    title="Synthetic targets, learning rate",
    axis=("rate", "learning rate"),
    measures=("mse", "constant"),
    small_seeds=20,
    configurations=configurations,
    claims=(
        Claim(
            "With three layers the hypernetwork outperforms the embedding method, at rates with non-trivial error.",
            "section 5, Fig. 1(a), and that results are consistent when varying the rate",
            beats_where_something_is_learned("mse"),
            "at every rate where one of the two does better than the best constant: paired difference below 0",
        ),
    ),
    observations=(
        Claim(
            "At the best rate of each, the hypernetwork outperforms the embedding method.",
            "own check",
            beats_at_its_best("mse", "hypernetwork", "embedding"),
            "in every type: each arm at the rate of its lowest mean test MSE, paired difference below 0",
        ),
    ),
)
