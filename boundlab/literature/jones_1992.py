"""L. K. Jones, A simple lemma on greedy approximation in Hilbert space, 1992."""

from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.barron_ball import HILBERT_HULL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "jones-1992",
    "Jones, Lee K.",
    (
        "A simple lemma on greedy approximation in {Hilbert} space and convergence rates for projection"
        " pursuit regression and neural network training"
    ),
    journal="The Annals of Statistics",
    volume=20,
    pages="608--613",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_N N^(-1/2)",
        HILBERT_HULL,
        net(kind=Kind.DICTIONARY),
        "Greedy approximation of a convex hull in a Hilbert space",
        "Lemma 1",
        recalled(),
        norm=Norm.L2,
    ),
)
