"""J. W. Siegel, J. Xu, Sharp bounds on the approximation rates of shallow neural networks, 2022."""

from boundlab.claims.activation import RELU, family
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Kind, Weights
from boundlab.function_classes.classes.barron_ball import VARIATION_BALL
from boundlab.literature._transcription import net, restated, row

REFERENCE = Reference(
    "siegel-xu-2022",
    """@article{siegel-xu-2022,
  author = {Siegel, Jonathan W. and Xu, Jinchao},
  title = {Sharp bounds on the approximation rates, metric entropy, and n-widths of shallow neural networks},
  journal = {Foundations of Computational Mathematics},
  volume = {24},
  number = {2},
  pages = {481--537},
  year = {2024},
  eprint = {2101.12365},
}""",
)

CLAIMS = (
    Claim(
        id="siegel-xu-2022",
        title="Shallow ReLU networks on the variation ball of ReLU",
        direction=Direction.UPPER,
        quantity="d_N",
        target=VARIATION_BALL,
        approximators=Approximators(Kind.NETWORK, RELU, Depth.SHALLOW),
        order_text="N^(-1/2-3/(2*m))",
        conditions=("k = 1",),
        source="Siegel, Xu 2022, with k = 1",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatement in Petrova, Wojtaszczyk 2023 (JMLR 24, Remark 14), for ReLU^k in L2; not the paper itself"
        ),
        norm=Norm.L2,
        notes=(
            "Printed for ReLU^k: N^(-1/2-(2k+1)/(2m)). The class grows with the activation and is not"
            " the Barron ball of Fourier type.",
            "The matching lower bound there is for coefficients of bounded sum.",
        ),
    ),
    row(
        REFERENCE,
        "entropy",
        "tight ln M eps^(-2*m/(m+2*k+1))",
        VARIATION_BALL,
        net(kind=Kind.FAMILY),
        "Metric entropy of the variation ball of ReLU^k",
        "on entropy",
        restated(
            "Petrova, Wojtaszczyk 2023 (JMLR 24, Remark 14), and a summary: entropy numbers n^(-1/2-(2k+1)/(2m)) in L2"
        ),
        where=("m >= 2",),
        norm=Norm.L2,
    ),
    row(
        REFERENCE,
        "coefficients",
        "lower d_U N^(-1/2-(2*k+1)/(2*m))",
        VARIATION_BALL,
        net(family("relu"), Depth.SHALLOW, weights=Weights.COEFFICIENTS),
        "The rate is sharp for coefficients of bounded sum",
        "on approximation from below",
        restated("the same restatement: best n-term error with coefficients of bounded l1 norm"),
        where=("m >= 2", "k = 1"),
        norm=Norm.L2,
    ),
)
