"""S. Langer, Approximating smooth functions by deep neural networks with sigmoid activation function, 2021."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Connections, Depth
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "langer-2021",
    "Langer, Sophie",
    "Approximating smooth functions by deep neural networks with sigmoid activation function",
    journal="Journal of Multivariate Analysis",
    volume=182,
    eprint="2010.04596",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_N N^(-s/d)",
        HOELDER,
        net(family("sigmoid"), Depth.FIXED, connections=Connections.FIXED),
        "Fully connected sigmoid networks of fixed depth",
        "Theorem 1",
        abstract("the abstract: fixed depth, width of the order M^d, error M^(-2s)"),
        dense=True,
        notes=("N is of the order M^(2d).",),
    ),
)
