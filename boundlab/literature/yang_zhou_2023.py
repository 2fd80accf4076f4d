"""Y. Yang, D.-X. Zhou, 2023.

Optimal rates of approximation by shallow ReLU^k neural networks and applications to nonparametric regression.
"""

from boundlab.claims.activation import RELU, family
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import abstract, net, paper, restated, row

REFERENCE = paper(
    "yang-zhou-2023",
    "Yang, Yunfei and Zhou, Ding-Xuan",
    "Optimal rates of approximation by shallow {ReLU}^k neural networks and applications to nonparametric regression",
    journal="Constructive Approximation",
    year=2024,
    eprint="2304.01561",
)

CLAIMS = (
    row(
        REFERENCE,
        "relu",
        "upper d_U N^(-s/d)",
        HOELDER,
        net(RELU, Depth.SHALLOW, weights=Weights.POLYNOMIAL),
        "Shallow ReLU networks on Hölder balls of low smoothness",
        "main theorem, with k = 1",
        restated(
            "the authors' restatement in JMLR 25 (23-0918), Theorem 2: on the unit ball, s < (d+3)/2,"
            " error max(N^(-s/d), M^(-2s/(d+3-2s))) if M bounds the sum of |a_i|·‖w_i‖"
        ),
        where=("2*s < d + 3",),
    ),
    row(
        REFERENCE,
        "relu2",
        "upper d_U N^(-s/d)",
        HOELDER,
        net(family("relu2"), Depth.SHALLOW),
        "Shallow ReLU² networks on Hölder balls of low smoothness",
        "main theorem, with k = 2",
        abstract("the abstract, for ReLU^k and s < (d+2k+1)/2"),
        where=("2*s < d + 5",),
    ),
    row(
        REFERENCE,
        "variation",
        "upper d_U N^(-1/2-3/(2*m))",
        VARIATION_BALL,
        net(RELU, Depth.SHALLOW, weights=Weights.POLYNOMIAL),
        "Shallow ReLU networks on the variation ball in sup norm",
        "as restated",
        restated("JMLR 25 (23-0918): N^(-(d+3)/(2d)) in sup norm for the variation ball of ReLU"),
        where=("k = 1",),
    ),
)
