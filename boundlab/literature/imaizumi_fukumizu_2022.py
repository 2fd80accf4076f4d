"""M. Imaizumi, K. Fukumizu, 2022.

Advantage of deep neural networks for estimating functions with singularity on hypersurfaces.
"""

from boundlab.claims.activation import family
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.function_classes.classes.piecewise_smooth import PIECEWISE_SMOOTH
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "imaizumi-fukumizu-2022",
    "Imaizumi, Masaaki and Fukumizu, Kenji",
    "Advantage of deep neural networks for estimating functions with singularity on hypersurfaces",
    journal="Journal of Machine Learning Research",
    volume=23,
    eprint="2011.02256",
)
SIGMA = family("sigmoid", "softplus", "silu", "leaky-relu", "relu")

CLAIMS = (
    row(
        REFERENCE,
        "lemma-3",
        "upper N eps^(-d/s)*log(1/eps)^2",
        HOELDER,
        net(SIGMA, Depth.LOG, weights=Weights.POLYNOMIAL),
        "Sparse networks with smooth activations or two slopes",
        "Lemma 3",
        text("Lemma 3: depth C·(1 + log 1/ε), C·ε^(-d/β)·log²(1/ε) non-zero weights of size C·ε^(-C'), L2"),
        norm=Norm.L2,
    ),
    row(
        REFERENCE,
        "theorem-6",
        "upper N eps^(-m/r)*log(1/eps)^2 + eps^(-2*(m-1)/r)*log(1/eps)^2",
        PIECEWISE_SMOOTH,
        net(SIGMA, Depth.LOG, weights=Weights.POLYNOMIAL),
        "Piecewise smooth functions by sparse networks with smooth activations",
        "Theorem 6",
        text(
            "Theorem 6: ε^(-d/β) + ε^(-2(d-1)/α) with log²(1/ε), pieces of order β and boundaries of"
            " order α, both r here"
        ),
        where=("m >= 2",),
        norm=Norm.L2,
    ),
)
