"""A. R. Barron, Universal approximation bounds for superpositions of a sigmoidal function, 1993."""

from boundlab.claims.activation import family
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Kind, Selection, Weights
from boundlab.function_classes.classes.barron_ball import BARRON_BALL
from boundlab.literature._transcription import derived, net, row, text

REFERENCE = Reference(
    "barron-1993",
    """@article{barron-1993,
  author = {Barron, Andrew R.},
  title = {Universal approximation bounds for superpositions of a sigmoidal function},
  journal = {IEEE Transactions on Information Theory},
  volume = {39},
  number = {3},
  pages = {930--945},
  year = {1993},
}""",
)

CLAIMS = (
    Claim(
        id="barron-1993",
        title="Shallow sigmoidal networks on the Barron ball",
        direction=Direction.UPPER,
        quantity="d_N",
        target=BARRON_BALL,
        approximators=Approximators(Kind.NETWORK, family("sigmoid", "tanh", "arctan", "clipped-relu"), Depth.SHALLOW),
        order_text="N^(-1/2)",
        source="Barron 1993, Theorem 1",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked="Theorem 1 and its setting: any probability measure on the ball, n units, inner weights unrestricted",
        norm=Norm.L2,
        notes=(
            "Printed for every bounded measurable sigmoidal activation and n units: squared error at most (2rC)²/n over"
            " a ball of radius r. In fixed dimension N ≍ n.",
            "By Theorem 3 inner weights of size n^(1/2)·ln n suffice for the logistic sigmoid.",
        ),
    ),
    row(
        REFERENCE,
        "bounded-weights",
        "upper d_N N^(-1/2)",
        BARRON_BALL,
        net(family("sigmoid"), Depth.SHALLOW, weights=Weights.POLYNOMIAL),
        "The same with inner weights of bounded size",
        "Theorem 3",
        text("Theorem 3: for the logistic sigmoid inner weights of size n^(1/2)·ln n suffice, outer weights sum to 2C"),
        norm=Norm.L2,
        dense=True,
    ),
    row(
        REFERENCE,
        "linear",
        "lower d_N N^(-1/m)",
        BARRON_BALL,
        net(kind=Kind.FAMILY, selection=Selection.LINEAR),
        "Fixed basis functions on the Barron ball",
        "Theorem 6",
        text("Theorem 6: for all n fixed functions an error of (κ/m)·n^(-1/m) in L2, κ = 1/(8π·e^(π-1)) at least"),
        norm=Norm.L2,
        dense=True,
    ),
    row(
        REFERENCE,
        "relu",
        "upper d_N N^(-1/2)",
        BARRON_BALL,
        net(family("relu", "leaky-relu", "softplus"), Depth.SHALLOW),
        "Shallow ReLU networks on the Barron ball",
        "a consequence",
        derived(
            "derived here: σ(t + 1/2) - σ(t - 1/2) is sigmoidal for σ = ReLU and softplus, and for"
            " leaky ReLU up to a factor and a constant"
        ),
        norm=Norm.L2,
        dense=True,
        depends_on=("barron-1993",),
    ),
)
