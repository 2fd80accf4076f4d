"""H. N. Mhaskar, Approximation properties of a multilayered feedforward artificial neural network, 1993."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "mhaskar-1993",
    "Mhaskar, Hrushikesh N.",
    "Approximation properties of a multilayered feedforward artificial neural network",
    journal="Advances in Computational Mathematics",
    volume=1,
    pages="61--80",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper U eps^(-m/r)",
        SOBOLEV_BALL,
        net(family("relu2", "relu3"), Depth.LOG),
        "Multilayered networks with powers of ReLU",
        "Theorem 3.1",
        recalled(),
    ),
)
