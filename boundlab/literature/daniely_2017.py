"""A. Daniely, Depth separation for neural networks, 2017."""

from fractions import Fraction

from boundlab.claims.activation import ANY_ACTIVATION
from boundlab.claims.hypotheses import EXPONENTIAL_WEIGHTS
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.points import HARD_BY_DIMENSION
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "daniely-2017",
    "Daniely, Amit",
    "Depth separation for neural networks",
    "inproceedings",
    booktitle="Proceedings of the 30th Conference on Learning Theory",
    eprint="1702.08489",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower ln U(d) N*log(N)",
        HARD_BY_DIMENSION,
        net(ANY_ACTIVATION, Depth.SHALLOW, weights=Weights.ANY),
        "sin(π·N³·<x, x'>) needs exponential width with one hidden layer",
        "Theorem 1",
        text("Theorem 1: weights at most 2^N, width 2^(c·N·log N) at least"),
        norm=Norm(Fraction(2), measure="some"),
        hypotheses=(EXPONENTIAL_WEIGHTS,),
    ),
)
