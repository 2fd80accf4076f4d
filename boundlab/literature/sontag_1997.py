"""E. D. Sontag, Shattering all sets of k points in general position requires (k-1)/2 parameters, 1997."""

from boundlab.claims.activation import family
from boundlab.function_classes.classes.points import ALL_POINTS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "sontag-1997",
    "Sontag, Eduardo D.",
    "Shattering all sets of k points in {``general position''} requires (k-1)/2 parameters",
    journal="Neural Computation",
    volume=9,
    pages="337--348",
)
ANY_ANALYTIC = family("sigmoid", "tanh", "arctan", "softplus")

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower P N",
        ALL_POINTS,
        net(ANY_ANALYTIC),
        "Some points need as many parameters as there are points",
        "",
        restated(
            "Park, Lee, Yun, Shin 2021: with analytic definable activations o(N) parameters fail on"
            " some sets of N points"
        ),
        notes=("No contradiction to memorising separated points with fewer.",),
    ),
)
