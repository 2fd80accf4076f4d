"""T. Suzuki, A. Nitanda, 2021.

Deep learning is adaptive to intrinsic dimensionality of model smoothness in anisotropic Besov space.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.anisotropic import ANISOTROPIC_BESOV
from boundlab.literature._transcription import net, paper, restated, row, uncertain

REFERENCE = paper(
    "suzuki-nitanda-2021",
    "Suzuki, Taiji and Nitanda, Atsushi",
    "Deep learning is adaptive to intrinsic dimensionality of model smoothness in anisotropic {Besov} space",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=34,
    eprint="1910.12799",
)

CLAIMS = (
    row(
        REFERENCE,
        "prop-2",
        "upper N eps^(-1/s)*log(1/eps)",
        ANISOTROPIC_BESOV,
        net(RELU, Depth.LOG, weights=Weights.CONSTANT),
        "Sparse ReLU networks on anisotropic Besov balls",
        "Proposition 2",
        restated(
            "the restatement with all hypotheses in JMLR 26 (24-0894), Lemma 26: 1 < p < 2, effective"
            " smoothness above 1/p, depth of the order log n, n·log n non-zero weights of constant"
            " size, sup error n^(-s)"
        ),
        where=("p > 1", "p < 2", "s > 1/p"),
    ),
    row(
        REFERENCE,
        "risk",
        "upper n eps^(-(2*s+1)/s)*log(1/eps)^3",
        ANISOTROPIC_BESOV,
        net(RELU, Depth.LOG),
        "Learning anisotropically smooth functions from noisy samples",
        "Theorem 2",
        uncertain(Compared.RESTATEMENT, "the rate n^(-2s/(2s+1)) up to logarithms, in a table of later work"),
        where=("s > 1/p",),
        notes=("The power of the logarithm was not checked.",),
    ),
)
