"""J. W. Siegel, Sharp lower bounds on interpolation by deep ReLU neural networks at irregularly spaced data, 2023."""

from boundlab.claims.activation import RELU
from boundlab.function_classes.classes.points import ALL_POINTS
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "siegel-interpolation-2023",
    "Siegel, Jonathan W.",
    "Sharp lower bounds on interpolation by deep {ReLU} neural networks at irregularly spaced data",
    eprint="2302.00834",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower P N",
        ALL_POINTS,
        net(RELU),
        "Points that are exponentially close need as many parameters as points",
        "main theorem",
        abstract("the abstract: Ω(N) parameters at points exponentially close in N"),
    ),
)
