"""J. M. Klusowski, A. R. Barron, Approximation by combinations of ReLU and squared ReLU ridge functions, 2018."""

from boundlab.claims.activation import RELU
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "klusowski-barron-2018",
    "Klusowski, Jason M. and Barron, Andrew R.",
    "Approximation by combinations of {ReLU} and squared {ReLU} ridge functions with l1 and l0 controls",
    journal="IEEE Transactions on Information Theory",
    volume=64,
    pages="7649--7656",
    eprint="1607.07819",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-1/2-1/m)*log(N)^(1/2)",
        VARIATION_BALL,
        net(RELU, Depth.SHALLOW, weights=Weights.COEFFICIENTS),
        "Sparse combinations of ReLU ridge functions in sup norm",
        "Theorem 1",
        recalled(),
        where=("k = 1", "m >= 2"),
    ),
)
