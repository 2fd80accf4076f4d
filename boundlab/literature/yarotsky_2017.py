"""D. Yarotsky, Error bounds for approximations with deep ReLU networks, 2017."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.hypotheses import HIDDEN_LAYERS
from boundlab.claims.scope import Connections, Depth, Kind, Selection, Weights
from boundlab.function_classes.classes.analytic import NOT_AFFINE
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, restated, row
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter, real_from

REFERENCE = Reference(
    "yarotsky-2017",
    """@article{yarotsky-2017,
  author = {Yarotsky, Dmitry},
  title = {Error bounds for approximations with deep {ReLU} networks},
  journal = {Neural Networks},
  volume = {94},
  pages = {103--114},
  year = {2017},
  eprint = {1610.01145},
}""",
)

HIDDEN = Parameter("h", POSITIVE_INTEGER, "the number of hidden layers")
SINGLE = (
    "Petersen, Voigtlaender 2018 (arXiv version 1, Remark 4.6), and for one hidden layer a later"
    " paper: a C² function that is not"
    " affine takes c·ε^(-1/(2h)) weights and units, h hidden layers; not the paper itself"
)

CLAIMS = (
    Claim(
        id="yarotsky-2017/upper",
        title="Deep ReLU networks of logarithmic depth",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(
            Kind.NETWORK,
            RELU,
            Depth.LOG,
            weights=Weights.POLYNOMIAL,
            selection=Selection.LINEAR,
            connections=Connections.FIXED,
        ),
        order_text="eps^(-m/r)*log(1/eps)",
        source="Yarotsky 2017, Theorem 1",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatements in Yarotsky 2018 and in Petersen, Voigtlaender 2018 (arXiv version 1, Remark 3.2): one"
            " architecture, depth O(log 1/ε), weights linear in the target; not the paper itself"
        ),
        counting=Counting.NONZERO,
        notes=(
            "One architecture for all targets; output weights are linear in local Taylor coefficients of the target.",
        ),
    ),
    Claim(
        id="yarotsky-2017/lower-any-depth",
        title="ReLU networks of any depth",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU),
        order_text="eps^(-m/(2*r))",
        source="Yarotsky 2017, Theorem 4 a",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatements in Yarotsky 2018 and in Petersen, Voigtlaender 2018 (arXiv version 1, Section 4.1); not"
            " the paper itself"
        ),
        counting=Counting.NONZERO,
        notes=("Through the VC dimension O(W^2) of piecewise linear networks.",),
    ),
    Claim(
        id="yarotsky-2017/lower-polylog-depth",
        title="ReLU networks of polylogarithmic depth",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, Depth.POLYLOG),
        order_text="eps^(-m/r)*log(1/eps)^(-2*p-1)",
        declared=(
            Parameter("p", real_from(1), "the exponent in the depth O(log^p(1/ε)), which includes depth O(log 1/ε)"),
        ),
        source="Yarotsky 2017, Theorem 4 b",
        status=Status.RECALLED,
        checked="that the theorem has such a part is restated elsewhere; the power of the logarithm is recalled",
        counting=Counting.NONZERO,
    ),
    row(
        REFERENCE,
        "thm-2",
        "upper N eps^(-1)*log(1/eps)^(-1)",
        SOBOLEV_BALL,
        net(RELU, Depth.FIXED),
        "Lipschitz functions of one variable, an architecture for each",
        "Theorem 2",
        restated(
            "Yarotsky 2018: depth 6, one variable, Lipschitz ball, the architecture chosen for each"
            " target: O(1/(ε·ln 1/ε)); not the paper itself"
        ),
        where=("m = 1", "r = 1"),
        notes=("Sometimes quoted as Theorem 5, which is the lower bound for one function.",),
    ),
    row(
        REFERENCE,
        "thm-6",
        "lower N eps^(-1/(2*h))",
        NOT_AFFINE,
        net(RELU, Depth.FIXED),
        "One curved function needs many weights at fixed depth",
        "Theorem 6",
        restated(SINGLE),
        declared=(HIDDEN,),
        hypotheses=(HIDDEN_LAYERS,),
    ),
    row(
        REFERENCE,
        "thm-6-shallow",
        "lower N eps^(-1/2)",
        NOT_AFFINE,
        net(RELU, Depth.SHALLOW),
        "One curved function needs many weights with one hidden layer",
        "Theorem 6, with h = 1",
        restated(SINGLE),
    ),
    row(
        REFERENCE,
        "thm-6-units",
        "lower U eps^(-1/(2*h))",
        NOT_AFFINE,
        net(RELU, Depth.FIXED),
        "One curved function needs many units at fixed depth",
        "Theorem 6",
        restated(SINGLE),
        declared=(HIDDEN,),
        hypotheses=(HIDDEN_LAYERS,),
    ),
    row(
        REFERENCE,
        "thm-6-two-hidden",
        "lower N eps^(-1/4)",
        NOT_AFFINE,
        net(RELU, Depth.TWO_HIDDEN),
        "One curved function needs many weights with two hidden layers",
        "Theorem 6, with h = 2",
        restated(SINGLE),
    ),
)
