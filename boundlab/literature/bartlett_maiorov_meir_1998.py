"""P. Bartlett, V. Maiorov, R. Meir, Almost linear VC dimension bounds for piecewise polynomial networks, 1998."""

from boundlab.claims.activation import PIECEWISE_POLYNOMIAL
from boundlab.claims.scope import Depth
from boundlab.claims.target_class import NETWORKS
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "bartlett-maiorov-meir-1998",
    "Bartlett, Peter L. and Maiorov, Vitaly and Meir, Ron",
    "Almost linear {VC}-dimension bounds for piecewise polynomial networks",
    journal="Neural Computation",
    volume=10,
    pages="2159--2173",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper Pdim N*log(N)",
        NETWORKS,
        net(PIECEWISE_POLYNOMIAL, Depth.FIXED),
        "Pseudo-dimension of piecewise polynomial networks of fixed depth",
        "main theorem",
        text("the conference version (NeurIPS 1998), which states O(W·L·log W + W·L²) for L layers"),
        notes=("At fixed depth L is a constant.",),
    ),
)
