"""V. E. Maiorov, On best approximation by ridge functions, 1999."""

from boundlab.claims.activation import ANY_ACTIVATION
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "maiorov-1999",
    "Maiorov, Vitaly E.",
    "On best approximation by ridge functions",
    journal="Journal of Approximation Theory",
    volume=99,
    pages="68--94",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower U eps^(-(m-1)/r)",
        SOBOLEV_BALL,
        net(ANY_ACTIVATION, Depth.SHALLOW),
        "One hidden layer with any activation cannot beat ridge functions",
        "on W_2^r in L2",
        abstract(
            "abstracts of Maiorov, Meir, Ratsaby 1999, where the law holds with high probability, and"
            " of arXiv 2412.08453, where it holds in L1 already for the Sobolev ball of L∞: n ridge"
            " functions reach n^(-r/(m-1)) and no better"
        ),
        norm=Norm.L1,
        notes=("A unit computes a ridge function, whatever its activation.",),
    ),
)
