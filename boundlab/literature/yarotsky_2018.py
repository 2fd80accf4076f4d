"""D. Yarotsky, Optimal approximation of continuous functions by very deep ReLU networks, 2018."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Depth, Kind, Width
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, row, text
from boundlab.symbolic.domain import Parameter, real_above

REFERENCE = Reference(
    "yarotsky-2018",
    """@inproceedings{yarotsky-2018,
  author = {Yarotsky, Dmitry},
  title = {Optimal approximation of continuous functions by very deep {ReLU} networks},
  booktitle = {Proceedings of the 31st Conference on Learning Theory},
  series = {Proceedings of Machine Learning Research},
  volume = {75},
  pages = {639--649},
  year = {2018},
  eprint = {1802.03620},
}""",
)

CLAIMS = (
    Claim(
        id="yarotsky-2018",
        title="Very deep ReLU networks of fixed width with discontinuous selection",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, width=Width.FIXED),
        order_text="eps^(-m/2)",
        source="Yarotsky 2018, abstract and Theorem 2",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked="the abstract and Theorem 2: constant width, depth of the order of W, error O(ω_f(O(W^(-2/m))))",
        conditions=("r = 1",),
        notes=("Fully connected networks of fixed width; the weights depend on the target discontinuously.",),
    ),
    row(
        REFERENCE,
        "phase",
        "upper N eps^(-m/(1+a))",
        SOBOLEV_BALL,
        net(RELU, Depth.POWER),
        "Between fixed depth and fixed width: depth N^a",
        "Theorem 2",
        text("Theorem 2: error c·N^(-p) for 1/m < p ≤ 2/m at depth of the order N^(pm-1), with discontinuous weights"),
        where=("r = 1", "a < 1"),
        declared=(Parameter("a", real_above(0), "the depth is N^a"),),
    ),
)
