"""P. Bartlett, N. Harvey, C. Liaw, A. Mehrabian, Nearly-tight VC-dimension and pseudodimension bounds, 2019."""

from boundlab.claims.activation import PIECEWISE_LINEAR
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.scope import Depth, Kind
from boundlab.function_classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "bartlett-harvey-liaw-mehrabian-2019",
    """@article{bartlett-harvey-liaw-mehrabian-2019,
  author = {Bartlett, Peter L. and Harvey, Nick and Liaw, Christopher and Mehrabian, Abbas},
  title = {Nearly-tight {VC}-dimension and pseudodimension bounds for piecewise linear neural networks},
  journal = {Journal of Machine Learning Research},
  volume = {20},
  number = {63},
  pages = {1--17},
  year = {2019},
  eprint = {1703.02930},
}""",
)

CLAIMS = (
    Claim(
        id="bartlett-harvey-liaw-mehrabian-2019/fixed-depth",
        title="Pseudo-dimension of piecewise linear networks of fixed depth",
        direction=Direction.UPPER,
        quantity="Pdim",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, PIECEWISE_LINEAR, Depth.FIXED),
        order_text="N*log(N)",
        source="Bartlett, Harvey, Liaw, Mehrabian 2019, Theorem 7",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=(
            "Theorem 7 (W weights, L layers: O(W·L·log W)) and the step to pseudo-dimensions, by one more parameter"
        ),
        counting=Counting.NONZERO,
        notes=("Printed as O(N·L·log N) at depth L; a statement about the networks, whatever the targets.",),
    ),
    Claim(
        id="bartlett-harvey-liaw-mehrabian-2019/log-depth",
        title="Pseudo-dimension of piecewise linear networks of logarithmic depth",
        direction=Direction.UPPER,
        quantity="Pdim",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, PIECEWISE_LINEAR, Depth.LOG),
        order_text="N*log(N)^2",
        source="Bartlett, Harvey, Liaw, Mehrabian 2019, Theorem 7",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=(
            "Theorem 7 (W weights, L layers: O(W·L·log W)) and the step to pseudo-dimensions, by one more parameter"
        ),
        counting=Counting.NONZERO,
        notes=("L = O(log 1/ε) in O(N·L·log N), and N a power of 1/ε at least.",),
    ),
)
