"""Figures 1(b) and 4(d, e): synthetic targets of types I, II, III; the embedding dimension varies.

With step i: f has widths m2 → d → d·i → N_g, e has m2 → d → d → E·i, g and q as for the depth. At the scale of the
paper m1 = m2 = d = 100, E = 1000, i = 1 … 8; the small scale has m1 = m2 = d = 50, E = 100, i = 1, 2, 4, 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from boundlab.experiments.image_data import Source
from boundlab.experiments.paired_claims import Claim, beats, does_not_improve, improves, learns, learns_where_it_beats
from boundlab.experiments.paper._experiment import Configuration, Experiment
from boundlab.experiments.paper._models import conditioned_models
from boundlab.experiments.paper._synthetic import TYPES, Synthetic
from boundlab.experiments.paper._trainer import Training

# scale: m1 = m2 = d, E, samples, test samples, i
SIZES = {
    "tiny": (6, 10, 400, 100, (1, 2)),
    "small": (50, 100, 30000, 2000, (1, 2, 4, 8)),
    "full": (100, 1000, 30000, 10000, tuple(range(1, 9))),
}


def configurations(scale: str, sources: Mapping[str, Source]) -> Iterator[Configuration]:
    """Three types × i × arms."""
    width, embedding, samples, test, steps = SIZES[scale]
    for type_, title in TYPES.items():
        problem = Synthetic(type_, width, width, samples, test)
        for i in steps:
            wide = conditioned_models(width, (width, width * i), 1, (width, 10, 1))
            plain = conditioned_models(width, (width, width), embedding * i, (width, 10, 1))
            for arm in wide:
                model = plain[arm] if arm == "embedding" else wide[arm]
                yield Configuration(title, arm, i, problem, model, Training(batch=200, epochs=1))


EXPERIMENT = Experiment(
    figures="1(b), 4(d–e)",
    title="Synthetic targets, embedding dimension",
    axis=("step", "embedding dimension, in steps"),
    measures=("mse", "constant"),
    small_seeds=20,
    configurations=configurations,
    claims=(
        Claim(
            "The embedding method does not improve with the embedding dimension.",
            "section 5, Fig. 1(b); section 7.1, Fig. 4(d–e)",
            does_not_improve("mse", "embedding"),
            "in every type: not 5 % lower at the largest dimension than at the smallest",
        ),
        Claim(
            "The embedding method is much worse than hypernetworks with wider f.",
            "section 5, Fig. 1(b)",
            beats("mse", "hypernetwork", "embedding", factor=0.8),
            "at every step, in every type: paired difference to 0.8 times the embedding method's MSE below 0",
        ),
        Claim(
            "For hypernetworks, too, a larger embedding dimension seems ineffective.",
            "section 7.1, Fig. 4(d–e)",
            does_not_improve("mse", "hypernetwork"),
            "in every type: not 5 % lower at the largest dimension than at the smallest",
        ),
    ),
    observations=(
        Claim(
            "The hypernetwork learns more than a constant.",
            "own check",
            learns("mse", "hypernetwork"),
            "at every step, in every type: test MSE below that of the best constant",
        ),
        Claim(
            "Where the hypernetwork outperforms the embedding method, it is better than a constant, too.",
            "own check",
            learns_where_it_beats("mse", "hypernetwork", "embedding"),
            "at every step where its test MSE is lower, in every type: test MSE below that of the best constant",
        ),
        Claim(
            "The hypernetwork improves with the width of f.",
            "own check",
            improves("mse", "hypernetwork"),
            "in every type: at least 5 % lower MSE at the largest width than at the smallest",
        ),
    ),
)
