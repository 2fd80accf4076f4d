"""I. Gühring, G. Kutyniok, P. Petersen, 2020.

Error bounds for approximations with deep ReLU neural networks in W^{s,p} norms.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import INF, Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "guehring-kutyniok-petersen-2020",
    "Gühring, Ingo and Kutyniok, Gitta and Petersen, Philipp",
    "Error bounds for approximations with deep {ReLU} neural networks in {W}^{s,p} norms",
    journal="Analysis and Applications",
    volume=18,
    pages="803--859",
    eprint="1902.07896",
)

CLAIMS = (
    row(
        REFERENCE,
        "upper",
        "upper N eps^(-m/(r-1))*log(1/eps)",
        SOBOLEV_BALL,
        net(RELU, Depth.LOG),
        "Deep ReLU networks with derivatives",
        "Theorem 4.1",
        recalled("that there is such a bound, in the abstract; its exponents are recalled"),
        where=("r >= 2",),
        norm=Norm(INF, 1),
    ),
    row(
        REFERENCE,
        "lower",
        "lower N eps^(-m/(2*(r-1)))",
        SOBOLEV_BALL,
        net(RELU),
        "ReLU networks of any depth with derivatives",
        "Theorem 4.3",
        recalled("that there is such a bound, in the abstract; its exponents are recalled"),
        where=("r >= 2",),
        norm=Norm(INF, 1),
    ),
)
