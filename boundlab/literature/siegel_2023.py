"""J. W. Siegel, Optimal approximation rates for deep ReLU neural networks on Sobolev and Besov spaces, 2023."""

from dataclasses import replace

from boundlab.claims.activation import PIECEWISE_POLYNOMIAL, RELU, Fact
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Connections, Kind, Width
from boundlab.function_classes.classes.hoelder import BESOV, HOELDER
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, row, text

REFERENCE = Reference(
    "siegel-2023",
    """@article{siegel-2023,
  author = {Siegel, Jonathan W.},
  title = {Optimal approximation rates for deep {ReLU} neural networks on {Sobolev} and {Besov} spaces},
  journal = {Journal of Machine Learning Research},
  volume = {24},
  number = {357},
  pages = {1--52},
  year = {2023},
  eprint = {2211.14400},
}""",
)

FIXED_WIDTH = (
    "Theorems 1 and 2: real s > 0, 1/p - 1/q < s/d, width 25d + 31, depth L, error C·L^(-2s/d) without a logarithm; the"
    " weights are not encodable in few bits"
)

CLAIMS = (
    Claim(
        id="siegel-2023",
        title="Deep ReLU networks of fixed width: error by depth",
        direction=Direction.UPPER,
        quantity="d_N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, width=Width.FIXED),
        order_text="N^(-2*r/m)",
        source="Siegel 2023, Theorem 1, with s = r and p = q = ∞",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked="Theorems 1-3: width 25m + 31, depth L, error C·L^(-2s/m) without a logarithm; matching lower bounds",
        notes=(
            "Printed for all W^s(L_q) in L_p with compact embedding; at fixed width the number of"
            " parameters is of the order of the depth.",
        ),
    ),
    row(
        REFERENCE,
        "hoelder",
        "upper d_N N^(-2*s/d)",
        HOELDER,
        net(RELU, width=Width.FIXED, connections=Connections.FIXED),
        "Deep ReLU networks of fixed width on Hölder balls",
        "Theorems 1 and 2, with p = ∞",
        text(FIXED_WIDTH),
        dense=True,
    ),
    row(
        REFERENCE,
        "besov",
        "upper d_N N^(-2*s/d)",
        BESOV,
        net(RELU, width=Width.FIXED, connections=Connections.FIXED),
        "Deep ReLU networks of fixed width on Besov balls, in L^q",
        "Theorem 2",
        text(FIXED_WIDTH),
        where=("d/p - d/q < s",),
        norm=Norm(SYMBOL),
        dense=True,
    ),
    row(
        REFERENCE,
        "besov-sup",
        "upper d_N N^(-2*s/d)",
        BESOV,
        net(RELU, width=Width.FIXED, connections=Connections.FIXED),
        "Deep ReLU networks of fixed width on Besov balls, in sup norm",
        "Theorem 2",
        text(FIXED_WIDTH),
        where=("s > d/p",),
        dense=True,
    ),
    row(
        REFERENCE,
        "piecewise-polynomial",
        "upper d_N N^(-2*s/d)",
        HOELDER,
        net(replace(PIECEWISE_POLYNOMIAL, needs=PIECEWISE_POLYNOMIAL.needs | {Fact.PIECEWISE_C1}), width=Width.FIXED),
        "Piecewise polynomial activations have the rate of ReLU",
        "remark on other activations",
        text(
            "the remark that the theorems hold, with other constants, for every continuous piecewise"
            " polynomial activation that is no polynomial"
        ),
        dense=True,
    ),
    row(
        REFERENCE,
        "lower",
        "lower d_N N^(-2*s/d)",
        HOELDER,
        net(RELU, width=Width.FIXED),
        "The rate of fixed width is sharp in every L^p",
        "Theorem 3",
        text("Theorem 3: error at least C·min(W²L²·log(WL), W³L²)^(-s/d), which at fixed width is L^(-2s/d)"),
        norm=Norm.L1,
        dense=True,
    ),
)
