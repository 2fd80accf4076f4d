"""D. Yarotsky, A. Zhevnerchuk, The phase diagram of approximation rates for deep neural networks, 2020."""

from boundlab.claims.activation import RELU, family, together
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Depth, Kind, Width
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import abstract, net, restated, row, uncertain
from boundlab.symbolic.domain import Parameter, real_above

REFERENCE = Reference(
    "yarotsky-zhevnerchuk-2020",
    """@inproceedings{yarotsky-zhevnerchuk-2020,
  author = {Yarotsky, Dmitry and Zhevnerchuk, Anton},
  title = {The phase diagram of approximation rates for deep neural networks},
  booktitle = {Advances in Neural Information Processing Systems},
  volume = {33},
  pages = {13005--13015},
  year = {2020},
  eprint = {1906.09477},
}""",
)

CLAIMS = (
    Claim(
        id="yarotsky-zhevnerchuk-2020",
        title="ReLU networks of fixed width adapt to every smoothness, up to a logarithm",
        direction=Direction.UPPER,
        quantity="d_N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, width=Width.FIXED),
        order_text="N^(-2*r/m)*log(N)^(2*r/m)",
        source="Yarotsky, Zhevnerchuk 2020, Theorem 4.1",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the abstract, and a restatement of Theorem 4.1 in a later paper: width 2m + 10, depth L, error"
            " C·L^(-2r/m)·log^(2r/m) L for Hölder functions; not the paper itself"
        ),
        notes=("At fixed width N ≍ L. Siegel 2023 has the same rate without the logarithm.",),
    ),
    row(
        REFERENCE,
        "periodic",
        "upper N log(1/eps)^2",
        HOELDER,
        net(together("relu", "sin")),
        "ReLU and a periodic activation: nearly exponential accuracy",
        "on deep networks with periodic activations",
        restated(
            "the abstract, for every smoothness, and JMLR 23 (21-1404), for Lipschitz functions: error O(exp(-c·√N))"
        ),
    ),
    row(
        REFERENCE,
        "piecewise-polynomial",
        "upper d_N N^(-2*s/d)*log(N)^(2*s/d)",
        HOELDER,
        net(family("relu2", "relu3", "leaky-relu")),
        "Piecewise polynomial activations have the phase diagram of ReLU",
        "on piecewise polynomial activations",
        abstract(),
    ),
    row(
        REFERENCE,
        "phase",
        "upper N eps^(-d/(s*(1+a)))*log(1/eps)",
        HOELDER,
        net(RELU, Depth.POWER),
        "Between fixed depth and fixed width, for every smoothness",
        "Theorem 3.3",
        uncertain(Compared.ABSTRACT, "the abstract: error N^(-p) for s/d < p ≤ 2s/d"),
        where=("a < 1",),
        declared=(Parameter("a", real_above(0), "the depth is N^a"),),
        notes=("The law of the depth is recalled; for r = 1 it is in Yarotsky 2018.",),
    ),
)
