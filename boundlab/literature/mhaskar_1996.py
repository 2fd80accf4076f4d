"""H. N. Mhaskar, Neural networks for optimal approximation of smooth and analytic functions, 1996."""

from boundlab.claims.activation import SMOOTH
from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.hypotheses import LINEAR_SELECTION, SMOOTH_NOT_POLYNOMIAL
from boundlab.claims.scope import Depth, Kind, Selection
from boundlab.function_classes.classes.analytic import ANALYTIC
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, recalled, row

REFERENCE = Reference(
    "mhaskar-1996",
    """@article{mhaskar-1996,
  author  = {Mhaskar, Hrushikesh N.},
  title   = {Neural networks for optimal approximation of smooth and analytic functions},
  journal = {Neural Computation},
  volume  = {8},
  number  = {1},
  pages   = {164--177},
  year    = {1996},
}""",
)

CLAIMS = (
    Claim(
        id="mhaskar-1996",
        title="Shallow networks with a smooth activation approximate the Sobolev ball at the optimal order",
        direction=Direction.UPPER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.NETWORK, SMOOTH, Depth.SHALLOW, selection=Selection.LINEAR),
        order_text="eps^(-m/r)",
        source="Mhaskar 1996, Theorem 2.1",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatements in Galanti & Wolf 2020, in Petersen, Voigtlaender 2018 (arXiv version 1, Section 1.2)"
            " and, as Theorem 6.8, in Pinkus, Approximation theory of the MLP model, 1999: order, one hidden layer,"
            " linear selection; not the number of the theorem"
        ),
        hypotheses=(SMOOTH_NOT_POLYNOMIAL, LINEAR_SELECTION),
        notes=(
            "The selection is linear, hence continuous: the order is that of the continuous lower bound.",
            "Monomials are difference quotients of σ, so the weights are not bounded by a polynomial in 1/ε here.",
        ),
    ),
    row(
        REFERENCE,
        "analytic",
        "upper N log(1/eps)^d",
        ANALYTIC,
        net(SMOOTH, Depth.SHALLOW),
        "Shallow networks with a smooth activation on analytic functions",
        "Theorem 2.3",
        recalled(),
    ),
)
