"""J. Schmidt-Hieber, Deep ReLU network approximation of functions on a manifold, 2019."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.manifold import MANIFOLD
from boundlab.literature._transcription import abstract, net, paper, row

REFERENCE = paper(
    "schmidt-hieber-2019",
    "Schmidt-Hieber, Johannes",
    "Deep {ReLU} network approximation of functions on a manifold",
    eprint="1908.00695",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-dstar/beta)*log(1/eps)",
        MANIFOLD,
        net(RELU, Depth.LOG),
        "Sparse ReLU networks on manifolds",
        "",
        abstract("the abstract and later papers: of the order ε^(-d*/β)·log(1/ε) non-zero parameters"),
    ),
)
