"""G. Vardi, G. Yehudai, O. Shamir, On the optimal memorization power of ReLU neural networks, 2022."""

from boundlab.claims.activation import PIECEWISE_LINEAR, RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth, Width
from boundlab.function_classes.classes.points import SEPARATED_POINTS
from boundlab.literature._transcription import net, paper, restated, row, uncertain
from boundlab.symbolic.domain import Parameter, real_above

REFERENCE = paper(
    "vardi-yehudai-shamir-2022",
    "Vardi, Gal and Yehudai, Gilad and Shamir, Ohad",
    "On the optimal memorization power of {ReLU} neural networks",
    "inproceedings",
    booktitle="International Conference on Learning Representations",
    eprint="2110.03187",
)

CLAIMS = (
    row(
        REFERENCE,
        "upper",
        "upper P N^(1/2)*log(N)",
        SEPARATED_POINTS,
        net(RELU, width=Width.FIXED),
        "Separated points are memorised with the root of their number",
        "main theorem",
        uncertain(
            Compared.RESTATEMENT,
            (
                "the abstract and two restatements: Õ(√N) parameters, constant width, logarithms in N, in"
                " the radius and in 1/distance"
            ),
        ),
        notes=("The power of the logarithm was not checked.", "Weights of many bits are necessary."),
    ),
    row(
        REFERENCE,
        "by-depth",
        "upper P N^(1-a)*log(N)",
        SEPARATED_POINTS,
        net(RELU, Depth.POWER),
        "Separated points at depth N^a",
        "on bounded depth",
        uncertain(Compared.RESTATEMENT, "the abstract: Õ(N/L) parameters at depth L ≤ √N"),
        where=("2*a <= 1",),
        declared=(Parameter("a", real_above(0), "the depth is N^a"),),
        notes=("The power of the logarithm was not checked.",),
    ),
    row(
        REFERENCE,
        "lower",
        "lower P N^(1/2)",
        SEPARATED_POINTS,
        net(PIECEWISE_LINEAR),
        "No piecewise linear network memorises with fewer",
        "by the VC dimension",
        restated("the abstract and restatements: optimal up to logarithms, as the VC dimension is O(W²)"),
    ),
)
