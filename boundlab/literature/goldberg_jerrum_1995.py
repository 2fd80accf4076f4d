"""P. Goldberg, M. Jerrum, Bounding the Vapnik-Chervonenkis dimension of concept classes, 1995."""

from boundlab.claims.activation import PIECEWISE_POLYNOMIAL
from boundlab.claims.target_class import NETWORKS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "goldberg-jerrum-1995",
    "Goldberg, Paul W. and Jerrum, Mark R.",
    "Bounding the {Vapnik}-{Chervonenkis} dimension of concept classes parameterized by real numbers",
    journal="Machine Learning",
    volume=18,
    pages="131--148",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper Pdim N^2",
        NETWORKS,
        net(PIECEWISE_POLYNOMIAL),
        "Pseudo-dimension of piecewise polynomial networks of any depth",
        "on concept classes given by programs",
        restated(
            "the restatement in Bartlett, Maiorov, Meir 1998: O(W²) for W weights at any depth; not the paper itself"
        ),
    ),
)
