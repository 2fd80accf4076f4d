"""T. Chen, H. Chen, 1995.

Universal approximation to nonlinear operators by neural networks with arbitrary activation functions.
"""

from boundlab.claims.activation import family
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.operators import OPERATORS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "chen-chen-1995",
    "Chen, Tianping and Chen, Hong",
    (
        "Universal approximation to nonlinear operators by neural networks with arbitrary activation"
        " functions and its application to dynamical systems"
    ),
    journal="IEEE Transactions on Neural Networks",
    volume=6,
    pages="911--917",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        OPERATORS,
        net(family("sigmoid", "tanh", "arctan", "relu"), kind=Kind.DEEPONET),
        "Networks with branch and trunk are dense among operators",
        "Theorem 5",
        restated("the literature on DeepONets, which names it as its basis; not the paper itself"),
    ),
)
