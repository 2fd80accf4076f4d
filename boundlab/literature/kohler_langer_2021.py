"""M. Kohler, S. Langer, 2021.

On the rate of convergence of fully connected deep neural network regression estimates.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Connections, Depth, Weights
from boundlab.function_classes.classes.composition import COMPOSITIONAL
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, restated, row, uncertain

REFERENCE = paper(
    "kohler-langer-2021",
    "Kohler, Michael and Langer, Sophie",
    "On the rate of convergence of fully connected deep neural network regression estimates",
    journal="The Annals of Statistics",
    volume=49,
    pages="2231--2249",
    eprint="1908.11133",
)

CLAIMS = (
    row(
        REFERENCE,
        "theorem-2",
        "upper N eps^(-d/s)*log(1/eps)",
        HOELDER,
        net(RELU, Depth.LOG, weights=Weights.POLYNOMIAL, connections=Connections.FIXED),
        "Fully connected ReLU networks of logarithmic depth",
        "Theorem 2",
        restated(
            "the restatement with printed constants in JMLR 26 (24-0425, and 24-0894, Lemma 33):"
            " depth of the order log M, width of the order M^d, error c·M^(-2β), weights at most M²"
        ),
        dense=True,
    ),
    row(
        REFERENCE,
        "risk",
        "upper n eps^(-(2*beta+t)/beta)*log(1/eps)^6",
        COMPOSITIONAL,
        net(RELU, Depth.LOG),
        "Learning compositions with fully connected networks",
        "Theorem 1",
        uncertain(Compared.RESTATEMENT, "a later paper that follows its construction"),
        notes=("The power of the logarithm was not checked.",),
    ),
)
