"""Y. Makovoz, Random approximants and neural networks, 1996."""

from boundlab.claims.activation import family
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.barron_ball import BARRON_BALL
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "makovoz-1996",
    "Makovoz, Yuly",
    "Random approximants and neural networks",
    journal="Journal of Approximation Theory",
    volume=85,
    pages="98--109",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-1/2-1/(2*m))",
        BARRON_BALL,
        net(family("heaviside"), Depth.SHALLOW),
        "Threshold units on the Barron ball, better than 1/2",
        "",
        restated("the restatement in JMLR 18 (14-546): ε^(-2m/(m+1)) threshold units; not the paper itself"),
        norm=Norm.L2,
    ),
)
