"""P. Petersen, F. Voigtlaender, Optimal approximation of piecewise smooth functions using deep ReLU networks, 2018."""

from boundlab.claims.activation import RELU, ZERO_AT_ZERO
from boundlab.claims.claim import Approximators, Claim, Compared, Counting, Direction, Reference, Status
from boundlab.claims.hypotheses import CODED_WEIGHTS, HIDDEN_LAYERS, VANISHES_AT_ZERO
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Depth, Kind, Precision, Weights
from boundlab.function_classes.classes.analytic import NOT_AFFINE
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.function_classes.classes.piecewise_smooth import PIECEWISE_SMOOTH
from boundlab.literature._transcription import net, restated, row, text
from boundlab.symbolic.domain import POSITIVE_INTEGER, Parameter

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
    row(
        REFERENCE,
        "upper-lp",
        "upper N eps^(-q*(m-1)/r)",
        PIECEWISE_SMOOTH,
        net(RELU, Depth.FIXED, weights=Weights.POLYNOMIAL, precision=Precision.LOG),
        "Piecewise smooth functions in L^q",
        "as restated for L^p",
        restated("JMLR 26 (24-1148), Section 4.3, for L^p; arXiv version 1 states p = 2"),
        where=("m >= 2", "q*(m-1) >= m"),
        norm=Norm(SYMBOL),
        notes=("The pieces need smoothness r·m/(q·(m-1)): for smaller q, that of the pieces decides, not the jumps.",),
    ),
    row(
        REFERENCE,
        "smooth",
        "upper N eps^(-d/s)",
        HOELDER,
        net(RELU, Depth.FIXED, weights=Weights.POLYNOMIAL, precision=Precision.LOG),
        "Smooth functions in L2 by networks of fixed depth with quantised weights",
        "Theorem 3.1 of arXiv version 1",
        text("Theorem 3.1 of arXiv version 1: L^p, p ≤ 2, at most c'·log2(2+s)·(1+s/d) layers, no logarithm"),
        norm=Norm.L2,
    ),
    row(
        REFERENCE,
        "single-function",
        "lower N eps^(-1/((h+1)*(2+1/q)))",
        NOT_AFFINE,
        net(RELU, Depth.FIXED),
        "One curved function in L^q, by depth",
        "Theorem 4.5 of arXiv version 1",
        text("Theorem 4.5 of arXiv version 1: error at least c·(N + d)^(-L(2+1/p)) with L = h + 1 affine layers"),
        norm=Norm(SYMBOL),
        declared=(Parameter("h", POSITIVE_INTEGER, "the number of hidden layers"),),
        hypotheses=(HIDDEN_LAYERS,),
        notes=("So a rate ε^(-θ) takes depth (q/(2q+1))/θ at least.",),
    ),
    row(
        REFERENCE,
        "single-function-shallow",
        "lower N eps^(-q/(4*q+2))",
        NOT_AFFINE,
        net(RELU, Depth.SHALLOW),
        "One curved function in L^q with one hidden layer",
        "Theorem 4.5 of arXiv version 1, with h = 1",
        text("Theorem 4.5 of arXiv version 1: error at least c·(N + d)^(-L(2+1/p)) with L = 2 affine layers"),
        norm=Norm(SYMBOL),
    ),
)
