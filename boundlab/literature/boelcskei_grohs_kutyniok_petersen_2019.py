"""H. Bölcskei, P. Grohs, G. Kutyniok, P. Petersen, Optimal approximation with sparsely connected networks, 2019."""

from boundlab.function_classes.sobolev_ball import SOBOLEV_BALL
from boundlab.symbolic.claim import Approximators, Claim, Counting, Direction, Reference, Status
from boundlab.symbolic.scope import Kind, Norm, Weights

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
        approximators=Approximators(Kind.NETWORK, weights=Weights.QUANTISED),
        order_text="eps^(-m/r)*log(1/eps)^(-1)",
        source="Bölcskei, Grohs, Kutyniok, Petersen 2019, on the fundamental lower bound",
        status=Status.UNVERIFIED,
        norm=Norm.L2,
        counting=Counting.NONZERO,
        notes=("Weights are quantised and polynomially bounded in 1/ε; the exact form is not checked.",),
    ),
)
