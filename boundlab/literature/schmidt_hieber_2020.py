"""J. Schmidt-Hieber, Nonparametric regression using deep neural networks with ReLU activation function, 2020."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth, Kind, Weights
from boundlab.function_classes.classes.composition import COMPOSITIONAL
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, restated, row, uncertain

REFERENCE = paper(
    "schmidt-hieber-2020",
    "Schmidt-Hieber, Johannes",
    "Nonparametric regression using deep neural networks with {ReLU} activation function",
    journal="The Annals of Statistics",
    volume=48,
    pages="1875--1897",
    eprint="1708.06633",
)

CLAIMS = (
    row(
        REFERENCE,
        "theorem-5",
        "upper N eps^(-d/s)*log(1/eps)",
        HOELDER,
        net(RELU, Depth.LOG, weights=Weights.CONSTANT),
        "Sparse ReLU networks with weights at most 1",
        "Theorem 5",
        restated(
            "the restatement with constants in JMLR 25 (22-0049), Theorem B.1: depth of the order m,"
            " at most c·M·m non-zero weights of size at most 1, sup error c·M^(-β/d) + c'·M·2^(-m)"
        ),
    ),
    row(
        REFERENCE,
        "risk",
        "upper n eps^(-(2*beta+t)/beta)*log(1/eps)^5",
        COMPOSITIONAL,
        net(RELU, Depth.LOG, weights=Weights.CONSTANT),
        "Learning compositions from noisy samples by sparse networks",
        "Theorem 1",
        uncertain(
            Compared.RESTATEMENT,
            "a survey, JMLR 26 (22-0758 and 24-0425): risk max_i n^(-2β*_i/(2β*_i+t_i)) up to logarithms",
        ),
        notes=("The power of the logarithm was not checked.",),
    ),
    row(
        REFERENCE,
        "minimax",
        "lower n eps^(-(2*beta+t)/beta)",
        COMPOSITIONAL,
        net(kind=Kind.FAMILY),
        "No estimator needs fewer samples for compositions",
        "Theorem 3",
        restated("the same: minimax if t_i is at most the smallest earlier dimension"),
    ),
    row(
        REFERENCE,
        "minimax-hoelder",
        "lower n eps^(-(2*s+d)/s)",
        HOELDER,
        net(kind=Kind.FAMILY),
        "No estimator needs fewer samples on a Hölder ball",
        "Theorem 3, with one layer",
        restated("the same, for a composition of one layer"),
    ),
)
