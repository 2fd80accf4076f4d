"""J. W. Siegel, Optimal approximation of zonoids and uniform approximation by shallow neural networks, 2023."""

from boundlab.claims.activation import RELU, family
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.literature._transcription import abstract, net, paper, restated, row

REFERENCE = paper(
    "siegel-zonoids-2023",
    "Siegel, Jonathan W.",
    "Optimal approximation of zonoids and uniform approximation by shallow neural networks",
    journal="Constructive Approximation",
    year=2025,
    eprint="2307.15285",
)

CLAIMS = (
    row(
        REFERENCE,
        "relu",
        "upper d_U N^(-1/2-3/(2*m))",
        VARIATION_BALL,
        net(RELU, Depth.SHALLOW, weights=Weights.COEFFICIENTS),
        "Shallow ReLU networks on the variation ball, uniformly",
        "main theorem, with k = 1",
        restated("the abstract, and the value for k = 1 in JMLR 25 (23-0918)"),
        where=("k = 1", "m >= 2"),
    ),
    row(
        REFERENCE,
        "relu2",
        "upper d_U N^(-1/2-5/(2*m))",
        VARIATION_BALL,
        net(family("relu2"), Depth.SHALLOW, weights=Weights.COEFFICIENTS),
        "Shallow ReLU² networks on the variation ball, uniformly",
        "main theorem, with k = 2",
        abstract(),
        where=("k = 2", "m >= 2"),
    ),
)
