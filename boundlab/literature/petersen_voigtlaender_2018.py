"""P. Petersen, F. Voigtlaender, Optimal approximation of piecewise smooth functions using deep ReLU networks, 2018."""

from boundlab.function_classes.piecewise_smooth import PIECEWISE_SMOOTH
from boundlab.symbolic.activation import RELU
from boundlab.symbolic.claim import Approximators, Claim, Counting, Direction, Reference, Status
from boundlab.symbolic.scope import Depth, Kind, Norm, Weights

REFERENCE = Reference(
    "petersen-voigtlaender-2018",
    """@article{petersen-voigtlaender-2018,
  author = {Petersen, Philipp and Voigtlaender, Felix},
  title = {Optimal approximation of piecewise smooth functions using deep {ReLU} neural networks},
  journal = {Neural Networks},
  volume = {108},
  pages = {296--330},
  year = {2018},
  eprint = {1709.05289},
}""",
)

CLAIMS = (
    Claim(
        id="petersen-voigtlaender-2018/upper",
        title="Piecewise smooth functions by ReLU networks with quantised weights",
        direction=Direction.UPPER,
        quantity="N",
        target=PIECEWISE_SMOOTH,
        approximators=Approximators(Kind.NETWORK, RELU, Depth.FIXED, weights=Weights.QUANTISED),
        order_text="eps^(-2*(m-1)/r)",
        conditions=("m >= 2",),
        source="Petersen, Voigtlaender 2018, abstract and Section 3",
        status=Status.QUOTED,
        checked=(
            "the abstract as recalled: fixed depth, O(ε^(-2(m-1)/r)) non-zero weights, L2, m ≥ 2; not the theorem's"
            " number"
        ),
        norm=Norm.L2,
        counting=Counting.NONZERO,
    ),
    Claim(
        id="petersen-voigtlaender-2018/lower",
        title="Piecewise smooth functions need as many quantised weights",
        direction=Direction.LOWER,
        quantity="N",
        target=PIECEWISE_SMOOTH,
        approximators=Approximators(Kind.NETWORK, RELU, weights=Weights.QUANTISED),
        order_text="eps^(-2*(m-1)/r)",
        conditions=("m >= 2",),
        source="Petersen, Voigtlaender 2018, Section 4",
        status=Status.UNVERIFIED,
        norm=Norm.L2,
        counting=Counting.NONZERO,
        notes=("Whether the printed bound loses a logarithm in this form is not checked.",),
    ),
)
