"""Z. Shen, H. Yang, S. Zhang, Optimal approximation rate of ReLU networks in terms of width and depth, 2022."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Connections, Depth
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "shen-yang-zhang-2022",
    "Shen, Zuowei and Yang, Haizhao and Zhang, Shijun",
    "Optimal approximation rate of {ReLU} networks in terms of width and depth",
    journal="Journal de Mathématiques Pures et Appliquées",
    volume=157,
    pages="101--135",
    eprint="2103.00502",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_WL W^(-2*s/d)*L^(-2*s/d)*logW^(-s/d)",
        HOELDER,
        net(RELU, connections=Connections.FIXED),
        "ReLU networks of width W and depth L on Hölder functions",
        "Theorem 1.1",
        restated(
            "the abstract and a restatement in JMLR 25 (23-0912): width of the order W, depth of the"
            " order L, error C·ω((W²L² log(W+1))^(-1/d)); not the paper itself"
        ),
        where=("s <= 1",),
        dense=True,
    ),
    row(
        REFERENCE,
        "fixed-depth-lower",
        "lower d_N N^(-s/d)*log(N)^(-s/d)",
        HOELDER,
        net(RELU, Depth.FIXED),
        "Fixed-depth ReLU networks on Hölder functions, from below",
        "on optimality",
        restated(
            "a restatement: at fixed depth the L2 error for Hölder functions of order ≤ 1 is of the"
            " exact order (W² log W)^(-s/d)"
        ),
        where=("s <= 1",),
        norm=Norm.L2,
        dense=True,
    ),
)
