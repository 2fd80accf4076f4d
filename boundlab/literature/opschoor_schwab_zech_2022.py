"""J. Opschoor, C. Schwab, J. Zech, Exponential ReLU DNN expression of holomorphic maps in high dimension, 2022."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import INF, Norm
from boundlab.function_classes.classes.analytic import ANALYTIC
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "opschoor-schwab-zech-2022",
    "Opschoor, Joost A. A. and Schwab, Christoph and Zech, Jakob",
    "Exponential {ReLU} {DNN} expression of holomorphic maps in high dimension",
    journal="Constructive Approximation",
    volume=55,
    pages="537--582",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N log(1/eps)^(d+1)",
        ANALYTIC,
        net(RELU),
        "Deep ReLU networks on analytic functions, with first derivatives",
        "Theorem 3.6",
        abstract(
            "the abstract: error exp(-b·N^(1/(d+1))) in W^{1,∞} for functions holomorphic on a Bernstein polyellipse"
        ),
        norm=Norm(INF, 1),
    ),
)
