"""B. Hanin, Universal function approximation by deep neural nets with bounded width and ReLU activations, 2019."""

from boundlab.claims.activation import RELU
from boundlab.function_classes.classes.continuous import CONVEX, MAPS
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "hanin-2019",
    "Hanin, Boris",
    "Universal function approximation by deep neural nets with bounded width and {ReLU} activations",
    journal="Mathematics",
    volume=7,
    eprint="1708.02691",
)

CLAIMS = (
    row(
        REFERENCE,
        "convex",
        "upper w_min dx+1",
        CONVEX,
        net(RELU),
        "Convex functions by networks of width dx + 1",
        "Theorem 1",
        abstract(
            "the abstract: convex functions by width dx + 1, all continuous ones by width dx + 3,"
            " with bounds on the depth"
        ),
    ),
    row(
        REFERENCE,
        "continuous",
        "upper w_min dx+3",
        MAPS,
        net(RELU),
        "Continuous functions by networks of width dx + 3",
        "Theorem 1",
        abstract("the abstract"),
        where=("dy = 1",),
    ),
)
