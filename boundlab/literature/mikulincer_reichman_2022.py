"""D. Mikulincer, D. Reichman, Size and depth of monotone neural networks, 2022."""

from boundlab.claims.activation import family
from boundlab.claims.norm import FINITE, Norm
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.piecewise_smooth import MONOTONE
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "mikulincer-reichman-2022",
    "Mikulincer, Dan and Reichman, Daniel",
    "Size and depth of monotone neural networks: interpolation and approximation",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=35,
    eprint="2207.05275",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        MONOTONE,
        net(family("heaviside"), Depth.FIXED, weights=Weights.ANY),
        "Monotone threshold networks of depth four approximate monotone functions",
        "",
        abstract("the abstract: depth 4 suffices for monotone threshold networks"),
        norm=Norm(FINITE),
        notes=("Continuous ones in sup norm, and these are dense in the others.",),
    ),
)
