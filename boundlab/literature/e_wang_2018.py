"""W. E, Q. Wang, Exponential convergence of the deep neural network approximation for analytic functions, 2018."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.analytic import ANALYTIC
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "e-wang-2018",
    "E, Weinan and Wang, Qingcan",
    "Exponential convergence of the deep neural network approximation for analytic functions",
    journal="Science China Mathematics",
    volume=61,
    pages="1733--1740",
    eprint="1807.00297",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N log(1/eps)^(2*d)",
        ANALYTIC,
        net(RELU, Depth.POLYLOG),
        "Deep ReLU networks of fixed width on analytic functions",
        "Theorem 2.6",
        recalled("nothing but the title; the exponent is recalled"),
    ),
)
