"""T. Mao, D.-X. Zhou, Rates of approximation by ReLU shallow neural networks, 2023."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "mao-zhou-2023",
    "Mao, Tong and Zhou, Ding-Xuan",
    "Rates of approximation by {ReLU} shallow neural networks",
    journal="Journal of Complexity",
    volume=79,
    eprint="2307.12461",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-s*(d+2)/(d*(d+4)))*log(N)",
        HOELDER,
        net(RELU, Depth.SHALLOW),
        "Shallow ReLU networks, a rate close to the optimal one",
        "",
        uncertain(Compared.ABSTRACT, "the abstract: s < d/2 + 2, rate n^(-(s/d)(d+2)/(d+4)) up to logarithms"),
        where=("2*s < d + 4",),
        notes=("The power of the logarithm was not checked.",),
    ),
)
