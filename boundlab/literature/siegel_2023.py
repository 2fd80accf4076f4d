"""J. W. Siegel, Optimal approximation rates for deep ReLU neural networks on Sobolev and Besov spaces, 2023."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Kind, Width
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

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
)
