"""P. Petersen, F. Voigtlaender, Optimal approximation of piecewise smooth functions using deep ReLU networks, 2018."""

from boundlab.claims.activation import RELU, ZERO_AT_ZERO
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.hypotheses import CODED_WEIGHTS, VANISHES_AT_ZERO
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Kind, Precision, Weights
from boundlab.function_classes.classes.piecewise_smooth import PIECEWISE_SMOOTH

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
        approximators=Approximators(
            Kind.NETWORK, RELU, Depth.FIXED, weights=Weights.POLYNOMIAL, precision=Precision.LOG
        ),
        order_text="eps^(-2*(m-1)/r)",
        conditions=("m >= 2",),
        source="Petersen, Voigtlaender 2018, Corollary 3.7 of arXiv version 1",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=(
            "Lemma 3.4, Theorem 3.5 and Corollary 3.7 of arXiv version 1 (numbers of that version): at most"
            " c·log2(2+r)·(1+r/m) layers, L2, weights of polynomial size in O(log 1/ε) bits"
        ),
        norm=Norm.L2,
        counting=Counting.NONZERO,
        notes=(
            "The positions of the non-zero weights depend on the target. Printed for more targets: the pieces need"
            " smoothness r·m/(2(m-1)) only.",
        ),
    ),
    Claim(
        id="petersen-voigtlaender-2018/lower",
        title="Piecewise smooth functions need as many quantised weights, up to a logarithm",
        direction=Direction.LOWER,
        quantity="N",
        target=PIECEWISE_SMOOTH,
        approximators=Approximators(Kind.NETWORK, ZERO_AT_ZERO, precision=Precision.LOG),
        order_text="eps^(-2*(m-1)/r)*log(1/eps)^(-1)",
        conditions=("m >= 2",),
        source="Petersen, Voigtlaender 2018, Theorem 4.2 of arXiv version 1",
        status=Status.QUOTED,
        compared=Compared.TEXT,
        checked=(
            "Theorem 4.2 of arXiv version 1 (number of that version): horizon functions, L2, any coding of the weights"
        ),
        norm=Norm.L2,
        counting=Counting.NONZERO,
        hypotheses=(VANISHES_AT_ZERO, CODED_WEIGHTS),
        notes=("Uniformly over horizon functions, which are piecewise C^r with two pieces.",),
    ),
)
