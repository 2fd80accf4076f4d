"""D. Elbrächter, D. Perekrestenko, P. Grohs, H. Bölcskei, Deep neural network approximation theory, 2021."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Precision, Weights
from boundlab.function_classes.classes.analytic import ANALYTIC
from boundlab.function_classes.classes.hoelder import BESOV
from boundlab.literature._transcription import abstract, net, paper, row, uncertain

REFERENCE = paper(
    "elbraechter-perekrestenko-grohs-boelcskei-2021",
    "Elbrächter, Dennis and Perekrestenko, Dmytro and Grohs, Philipp and Bölcskei, Helmut",
    "Deep neural network approximation theory",
    journal="IEEE Transactions on Information Theory",
    volume=67,
    pages="2581--2623",
    eprint="1901.02220",
)

CLAIMS = (
    row(
        REFERENCE,
        "besov",
        "upper N eps^(-d/s)*log(1/eps)",
        BESOV,
        net(RELU, Depth.POLYLOG, weights=Weights.POLYNOMIAL, precision=Precision.POLYLOG),
        "Besov balls on an interval with quantised weights",
        "on Kolmogorov-Donoho optimality",
        uncertain(
            Compared.ABSTRACT, "the abstract: optimal exponents for unit balls in Besov spaces, with quantised weights"
        ),
        where=("d = 1", "p >= 2"),
        norm=Norm.L2,
        notes=("The statement is about exponents; the power of the logarithm was not checked.",),
    ),
    row(
        REFERENCE,
        "polynomials",
        "upper N log(1/eps)^2",
        ANALYTIC,
        net(RELU, weights=Weights.CONSTANT),
        "Analytic functions of one variable at exponential accuracy",
        "on polynomials and smooth functions",
        abstract(
            "the abstract: exponential accuracy for polynomials, sinusoids and a class of smooth"
            " functions, finite width"
        ),
        where=("d = 1",),
    ),
)
