"""F. Voigtlaender, P. Petersen, Approximation in L^p(μ) with deep ReLU neural networks, 2019."""

from boundlab.claims.activation import RELU
from boundlab.claims.norm import FINITE, Norm
from boundlab.claims.scope import Depth, Precision, Weights
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "voigtlaender-petersen-2019",
    "Voigtlaender, Felix and Petersen, Philipp",
    "Approximation in {L}^p(μ) with deep {ReLU} neural networks",
    "inproceedings",
    booktitle="13th International Conference on Sampling Theory and Applications",
    eprint="1904.04789",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-d/s)",
        HOELDER,
        net(RELU, Depth.FIXED, weights=Weights.POLYNOMIAL, precision=Precision.LOG),
        "Smooth functions in L^p(μ), fixed depth, quantised weights",
        "",
        abstract(
            "the abstract: what holds for the Lebesgue measure and p ≤ 2 holds in L^p(μ) for every p"
            " < ∞ and finite Borel measure μ, with fixed depth"
        ),
        norm=Norm(FINITE, measure="every"),
    ),
)
