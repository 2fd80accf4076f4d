"""W. E, C. Ma, L. Wu, The Barron space and the flow-induced function spaces for neural network models, 2022."""

from fractions import Fraction

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "e-ma-wu-2022",
    "E, Weinan and Ma, Chao and Wu, Lei",
    "The {Barron} space and the flow-induced function spaces for neural network models",
    journal="Constructive Approximation",
    volume=55,
    pages="369--406",
    eprint="1906.08039",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-1/2)",
        VARIATION_BALL,
        net(RELU, Depth.SHALLOW, weights=Weights.COEFFICIENTS),
        "Two-layer ReLU networks on their Barron space",
        "Theorem 1",
        recalled(),
        where=("k = 1",),
        norm=Norm(Fraction(2), measure="every"),
    ),
)
