"""D. Yarotsky, A. Zhevnerchuk, The phase diagram of approximation rates for deep neural networks, 2020."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Kind, Width
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

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
)
