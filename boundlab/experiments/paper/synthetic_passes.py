"""Our own check of Figure 1: the synthetic targets with three layers in f and e; training goes on for ten passes.

The paper does not say how often it passes over its 30000 samples; the experiments of Figure 1 read it as once. Here
every pass draws 30000 fresh samples, so that what is learned is not learned by heart, and the test error is measured
after each. Sizes are those of the depth experiment at k = 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats, learns
from boundlab.experiments.paper import synthetic_depth
from boundlab.experiments.paper._experiment import Configuration, Experiment

PASSES = {"tiny": 2, "small": 10, "full": 10}
LAYERS = 3


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Three types × arms."""
    for c in synthetic_depth.configurations(scale, sources):
        if c.at == LAYERS:
            yield replace(c, training=replace(c.training, epochs=PASSES[scale], every_epoch=True))


EXPERIMENT = Experiment(
    figures="1, own check",
    title="Synthetic targets, passes over the samples",
    axis=("epoch", "passes over 30000 samples"),
    measures=("mse", "constant"),
    small_seeds=5,
    configurations=configurations,
    claims=(
        Claim(
            "With three layers the hypernetwork outperforms the embedding method, whatever the number of passes.",
            "section 5, Fig. 1(a), which does not say how many",
            beats("mse", "hypernetwork", "embedding"),
            "after every pass, in every type: paired difference of test MSE below 0",
        ),
    ),
    observations=(
        Claim(
            "The hypernetwork outperforms the embedding method after ten passes.",
            "own check",
            beats("mse", "hypernetwork", "embedding", least=10),
            "in every type: paired difference of test MSE below 0",
        ),
        Claim(
            "The hypernetwork learns more than a constant.",
            "own check",
            learns("mse", "hypernetwork"),
            "after every pass, in every type: test MSE below that of the best constant",
        ),
    ),
)
