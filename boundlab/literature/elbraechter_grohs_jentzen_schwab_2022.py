"""D. Elbrächter, P. Grohs, A. Jentzen, C. Schwab, 2022.

DNN expression rate analysis of high-dimensional PDEs: application to option pricing.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.points import BASKET_OPTIONS
from boundlab.literature._transcription import abstract, net, paper, row
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

REFERENCE = paper(
    "elbraechter-grohs-jentzen-schwab-2022",
    "Elbrächter, Dennis and Grohs, Philipp and Jentzen, Arnulf and Schwab, Christoph",
    "{DNN} expression rate analysis of high-dimensional {PDE}s: application to option pricing",
    journal="Constructive Approximation",
    volume=55,
    pages="3--71",
    eprint="1809.07669",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N d^(2+1/k)*eps^(-1/k)",
        BASKET_OPTIONS,
        net(RELU, Depth.POLYLOG),
        "Prices of options on many assets",
        "Theorem 1.1",
        abstract("the abstract: for every k, O(d^(2+1/k)·ε^(-1/k)) non-zero weights and depth O(ln d·ln 1/ε + ln² d)"),
        declared=(Parameter("k", POSITIVE_INTEGER, "any integer"),),
    ),
)
