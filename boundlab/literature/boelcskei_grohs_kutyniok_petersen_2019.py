"""H. Bölcskei, P. Grohs, G. Kutyniok, P. Petersen, Optimal approximation with sparsely connected networks, 2019."""

from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind, Precision, Weights
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "boelcskei-grohs-kutyniok-petersen-2019",
    """@article{boelcskei-grohs-kutyniok-petersen-2019,
  author = {B{\\"o}lcskei, Helmut and Grohs, Philipp and Kutyniok, Gitta and Petersen, Philipp},
  title = {Optimal approximation with sparsely connected deep neural networks},
  journal = {SIAM Journal on Mathematics of Data Science},
  volume = {1},
  number = {1},
  pages = {8--45},
  year = {2019},
  eprint = {1705.01714},
}""",
)

CLAIMS = (
    Claim(
        id="boelcskei-grohs-kutyniok-petersen-2019",
        title="Networks with quantised weights need at least as many as rate-distortion theory says",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, weights=Weights.POLYNOMIAL, precision=Precision.LOG),
        order_text="eps^(-m/r)*log(1/eps)^(-1)",
        source="Bölcskei, Grohs, Kutyniok, Petersen 2019, on the fundamental lower bound",
        status=Status.DERIVED,
        compared=Compared.ABSTRACT,
        checked=(
            "the abstract: lower bounds on the connectivity of networks with quantised weights, in L2; the theorem's"
            " order was not read, this one is derived here"
        ),
        depends_on=("birman-solomyak-1967",),
        norm=Norm.L2,
        counting=Counting.NONZERO,
        notes=(
            "N weights of O(log 1/ε) bits give at most 2^O(N·log(1/ε)) networks, which must be as many as members that"
            " are pairwise more than 2ε apart.",
        ),
    ),
)
