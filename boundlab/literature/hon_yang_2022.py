"""S. Hon, H. Yang, Simultaneous neural network approximation for smooth functions, 2022."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import FINITE, Norm
from boundlab.claims.scope import Connections
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "hon-yang-2022",
    "Hon, Sean and Yang, Haizhao",
    "Simultaneous neural network approximation for smooth functions",
    journal="Neural Networks",
    volume=154,
    pages="152--164",
    eprint="2109.00161",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_WL W^(-2*(r-1)/m)*L^(-2*(r-1)/m)*logW^(2*(r-1)/m)*logL^(2*(r-1)/m)",
        SOBOLEV_BALL,
        net(RELU, connections=Connections.FIXED),
        "ReLU networks of width W and depth L, with first derivatives",
        "",
        abstract("the abstract: width O(N log N), depth O(L log L), error O(N^(-2(s-1)/d)·L^(-2(s-1)/d)) in W^{1,p}"),
        where=("r >= 2",),
        norm=Norm(FINITE, 1),
        dense=True,
    ),
)
