"""M. Chen, H. Jiang, W. Liao, T. Zhao, 2019.

Efficient approximation of deep ReLU networks for functions on low dimensional manifolds.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.manifold import MANIFOLD
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "chen-jiang-liao-zhao-2019",
    "Chen, Minshuo and Jiang, Haoming and Liao, Wenjing and Zhao, Tuo",
    "Efficient approximation of deep {ReLU} networks for functions on low dimensional manifolds",
    "inproceedings",
    booktitle="Advances in Neural Information Processing Systems",
    volume=32,
    eprint="1908.01842",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-dstar/beta)*log(1/eps)",
        MANIFOLD,
        net(RELU, Depth.LOG, weights=Weights.POLYNOMIAL),
        "Sparse ReLU networks on manifolds of bounded reach",
        "Theorem 1",
        restated(
            "the abstract and a survey: depth of the order log(1/ε), ε^(-d*/β)·log(1/ε) weights,"
            " ambient dimension in the constants"
        ),
    ),
)
