"""P. Bartlett, N. Harvey, C. Liaw, A. Mehrabian, Nearly-tight VC-dimension and pseudodimension bounds, 2019."""

from typing import Any

from boundlab.claims.activation import PIECEWISE_LINEAR, RELU, family
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.scope import Depth, Kind
from boundlab.claims.target_class import NETWORKS
from boundlab.symbolic.domain import Parameter, real_from

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


def _claim(name: str, title: str, order: str, **rest: Any) -> Claim:
    return Claim(
        id=f"bartlett-harvey-liaw-mehrabian-2019/{name}",
        title=title,
        direction=rest.pop("direction", Direction.UPPER),
        quantity="Pdim",
        target=NETWORKS,
        approximators=Approximators(
            Kind.NETWORK, rest.pop("activation", PIECEWISE_LINEAR), rest.pop("depth", Depth.ANY)
        ),
        order_text=order,
        source=f"Bartlett, Harvey, Liaw, Mehrabian 2019, {rest.pop('theorem')}",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        counting=Counting.NONZERO,
        **rest,
    )


WEIGHTS = "Theorem 7 (W weights, L layers: O(W·L·log W)) and the step to pseudo-dimensions, by one more parameter"
CLAIMS = (
    _claim(
        "fixed-depth",
        "Pseudo-dimension of piecewise linear networks of fixed depth",
        "N*log(N)",
        depth=Depth.FIXED,
        theorem="Theorem 7",
        checked=WEIGHTS,
        notes=("Printed as O(N·L·log N) at depth L; a statement about the networks, whatever the targets.",),
    ),
    _claim(
        "log-depth",
        "Pseudo-dimension of piecewise linear networks of logarithmic depth",
        "N*log(N)^2",
        depth=Depth.LOG,
        theorem="Theorem 7",
        checked=WEIGHTS,
        notes=("L = O(log 1/ε) in O(N·L·log N), and N a power of 1/ε at least.",),
    ),
    _claim(
        "polylog-depth",
        "Pseudo-dimension of piecewise linear networks of polylogarithmic depth",
        "N*log(N)^(p+1)",
        depth=Depth.POLYLOG,
        theorem="Theorem 7",
        declared=(Parameter("p", real_from(1), "the exponent in the depth O(log^p(1/ε))"),),
        checked=WEIGHTS,
        notes=("L = O(log^p 1/ε) in O(N·L·log N), and N a power of 1/ε at least.",),
    ),
    _claim(
        "power-depth",
        "Pseudo-dimension of piecewise linear networks of depth N^a",
        "N^(1+a)*log(N)",
        depth=Depth.POWER,
        theorem="Theorem 7",
        declared=(Parameter("a", real_from(0), "the exponent in the depth O(N^a)"),),
        conditions=("a < 1",),
        checked=WEIGHTS,
    ),
    _claim(
        "units",
        "Pseudo-dimension of piecewise linear networks by weights and units, at any depth",
        "N^2",
        theorem="Theorem 10",
        checked="Theorem 10 and Remark 12: O(W·U) for W weights and U units, and U ≤ W",
        notes=("Printed as O(W·U·log) for piecewise polynomial σ; tight without the logarithm for linear pieces.",),
    ),
    _claim(
        "threshold-units",
        "Pseudo-dimension of threshold networks, at any depth",
        "N*log(N)",
        activation=family("heaviside"),
        theorem="Theorem 7",
        checked="Theorem 7 for pieces of degree 0: O(W·log(p·U)), whatever the depth",
    ),
    _claim(
        "fixed-depth-lower",
        "Some ReLU networks of fixed depth have as large a pseudo-dimension",
        "N*log(N)",
        direction=Direction.LOWER,
        activation=RELU,
        depth=Depth.FIXED,
        theorem="Theorem 3",
        checked="Theorem 3: at least c·W·L·log(W/L) for W > C·L > C²",
    ),
)
