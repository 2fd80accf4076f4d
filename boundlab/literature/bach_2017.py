"""F. Bach, Breaking the curse of dimensionality with convex neural networks, 2017."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "bach-2017",
    "Bach, Francis",
    "Breaking the curse of dimensionality with convex neural networks",
    journal="Journal of Machine Learning Research",
    volume=18,
    pages="1--53",
    eprint="1412.8690",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper U eps^(-2*m/(m+3))",
        VARIATION_BALL,
        net(RELU, Depth.SHALLOW, weights=Weights.COEFFICIENTS),
        "Units for the variation ball of ReLU, on the sphere",
        "Section 4.7",
        recalled(),
        where=("k = 1",),
        norm=Norm.L2,
    ),
)
