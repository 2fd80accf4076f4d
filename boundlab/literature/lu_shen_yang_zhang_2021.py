"""J. Lu, Z. Shen, H. Yang, S. Zhang, Deep network approximation for smooth functions, 2021."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.scope import Connections, Kind, Width
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, restated, row

REFERENCE = Reference(
    "lu-shen-yang-zhang-2021",
    """@article{lu-shen-yang-zhang-2021,
  author = {Lu, Jianfeng and Shen, Zuowei and Yang, Haizhao and Zhang, Shijun},
  title = {Deep network approximation for smooth functions},
  journal = {SIAM Journal on Mathematical Analysis},
  volume = {53},
  number = {5},
  pages = {5465--5506},
  year = {2021},
  eprint = {2001.03040},
}""",
)

CLAIMS = (
    Claim(
        id="lu-shen-yang-zhang-2021",
        title="ReLU networks of fixed width: error by the number of parameters",
        direction=Direction.UPPER,
        quantity="d_N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, width=Width.FIXED),
        order_text="N^(-2*r/m)*log(N)^(2*r/m)",
        source="Lu, Shen, Yang, Zhang 2021, abstract, at fixed width",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the abstract of arXiv 2001.03040 and restatements, such as in Zhang, Lu, Zhao 2024 (JMLR 25, beyond"
            " ReLU); not the theorem's number"
        ),
        notes=(
            "Printed for width of order n log n and depth of order l log l: error O(n^(-2s/m)"
            " l^(-2s/m)) on the unit ball of C^s. Here n is fixed, so N ≍ l log l.",
        ),
    ),
    row(
        REFERENCE,
        "two-scales",
        "upper d_WL W^(-2*r/m)*L^(-2*r/m)*logW^(2*r/m)*logL^(2*r/m)",
        SOBOLEV_BALL,
        net(RELU, connections=Connections.FIXED),
        "ReLU networks of width W and depth L on C^r balls",
        "Theorem 1.1",
        restated(
            "the abstract and restatements in JMLR 25 (23-0912) and JMLR 26 (22-0758): width of the"
            " order N·ln N, depth L·ln L, error C·N^(-2r/m)·L^(-2r/m)"
        ),
        dense=True,
    ),
)
