"""M. Ali, A. Nouy, Approximation of smoothness classes by deep rectifier networks, 2021."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.hoelder import BESOV
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "ali-nouy-2021",
    "Ali, Mazen and Nouy, Anthony",
    "Approximation of smoothness classes by deep rectifier networks",
    journal="SIAM Journal on Numerical Analysis",
    volume=59,
    pages="3032--3051",
    eprint="2007.15645",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-d/s)",
        BESOV,
        net(RELU, Depth.LOG),
        "Sparse rectifier networks on Besov balls above the critical line",
        "",
        uncertain(
            Compared.ABSTRACT,
            (
                "the abstract: sparsely connected deep networks approximate Besov spaces above the"
                " critical line with (near) optimal rates"
            ),
        ),
        where=("d/p - d/q < s",),
        norm=Norm(SYMBOL),
        notes=("Whether the rate is optimal or near to it, and how the depth grows, was not checked.",),
    ),
)
