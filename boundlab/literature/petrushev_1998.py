"""P. P. Petrushev, Approximation by ridge functions and neural networks, 1998."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.hoelder import FRACTIONAL_SOBOLEV
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "petrushev-1998",
    "Petrushev, Pencho P.",
    "Approximation by ridge functions and neural networks",
    journal="SIAM Journal on Mathematical Analysis",
    volume=30,
    pages="155--189",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-s/d)",
        FRACTIONAL_SOBOLEV,
        net(RELU, Depth.SHALLOW),
        "Shallow ReLU networks on Hilbert-Sobolev balls",
        "with k = 1",
        restated("the restatement in JMLR 18 (14-546), for ReLU; not the paper itself"),
        where=("p = 2", "2*s <= d + 3"),
        norm=Norm.L2,
    ),
)
