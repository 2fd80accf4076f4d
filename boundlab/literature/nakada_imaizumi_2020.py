"""R. Nakada, M. Imaizumi, 2020.

Adaptive approximation and generalization of deep neural network with intrinsic dimensionality.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.manifold import MINKOWSKI
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "nakada-imaizumi-2020",
    "Nakada, Ryumei and Imaizumi, Masaaki",
    "Adaptive approximation and generalization of deep neural network with intrinsic dimensionality",
    journal="Journal of Machine Learning Research",
    volume=21,
    eprint="1907.02177",
)

CLAIMS = (
    row(
        REFERENCE,
        "theorem-5",
        "upper N eps^(-dstar/beta)",
        MINKOWSKI,
        net(RELU, Depth.FIXED, weights=Weights.POLYNOMIAL),
        "ReLU networks of fixed depth on sets of low Minkowski dimension",
        "Theorem 5",
        text(
            "Theorem 5: constant depth, at most c·ε^(-d/β) non-zero weights of polynomial size, L∞(μ) for μ on the set"
        ),
    ),
    row(
        REFERENCE,
        "theorem-7",
        "upper n eps^(-(2*beta+dstar)/beta)*log(1/eps)^((2*beta+dstar)/beta)",
        MINKOWSKI,
        net(RELU, Depth.FIXED),
        "Learning from data of low Minkowski dimension",
        "Theorem 7",
        text("Theorem 7: risk n^(-2β/(2β+d)) up to log²"),
    ),
)
