"""I. Safran, O. Shamir, Depth-width tradeoffs in approximating natural functions with neural networks, 2017."""

from fractions import Fraction

from boundlab.claims.activation import ANY_ACTIVATION, RELU
from boundlab.claims.hypotheses import HIDDEN_LAYERS
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.analytic import NOT_AFFINE
from boundlab.function_classes.classes.points import HARD_BY_DIMENSION
from boundlab.literature._transcription import net, paper, row, text
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

REFERENCE = paper(
    "safran-shamir-2017",
    "Safran, Itay and Shamir, Ohad",
    "Depth-width tradeoffs in approximating natural functions with neural networks",
    "inproceedings",
    booktitle="Proceedings of the 34th International Conference on Machine Learning",
    eprint="1610.09887",
)

CLAIMS = (
    row(
        REFERENCE,
        "theorem-1",
        "lower ln U(d) N",
        HARD_BY_DIMENSION,
        net(ANY_ACTIVATION, Depth.SHALLOW),
        "Indicators of ellipsoids need exponential width with one hidden layer",
        "Theorem 1",
        text("Theorem 1: width at most c·e^(cN) leaves a squared error of c'/N⁴ in L2 of some measure"),
        norm=Norm(Fraction(2), measure="some"),
    ),
    row(
        REFERENCE,
        "theorem-2",
        "upper U(d) N^2",
        HARD_BY_DIMENSION,
        net(RELU, Depth.TWO_HIDDEN),
        "The same indicators with two hidden layers",
        "Theorem 2",
        text("Theorem 2: width max(8c·N²/δ, c·(1/(2δ))^(1/2)) for squared error δ, fixed here"),
        norm=Norm(Fraction(2), measure="some"),
    ),
    row(
        REFERENCE,
        "theorem-4",
        "lower U eps^(-1/(2*h+2))",
        NOT_AFFINE,
        net(RELU, Depth.FIXED),
        "A curved function in L2, by width and depth",
        "Theorem 4",
        text(
            "Theorem 4: squared error at least c·(2m)^(-4l) for width m and l layers, all h + 1"
            " affine ones counted here"
        ),
        norm=Norm.L2,
        declared=(Parameter("h", POSITIVE_INTEGER, "the number of hidden layers"),),
        hypotheses=(HIDDEN_LAYERS,),
    ),
)
