"""R. A. DeVore, R. Howard, C. Micchelli, Optimal nonlinear approximation, 1989."""

from boundlab.claims.claim import Approximators, Claim, Compared, Direction, Reference, Status
from boundlab.claims.hypotheses import CONTINUOUS_SELECTION
from boundlab.claims.scope import Kind, Selection
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL

REFERENCE = Reference(
    "devore-howard-micchelli-1989",
    """@article{devore-howard-micchelli-1989,
  author  = {DeVore, Ronald A. and Howard, Ralph and Micchelli, Charles},
  title   = {Optimal nonlinear approximation},
  journal = {Manuscripta Mathematica},
  volume  = {63},
  pages   = {469--478},
  year    = {1989},
}""",
)

CLAIMS = (
    Claim(
        id="devore-howard-micchelli-1989",
        title="Nonlinear width of the Sobolev ball under continuous selection",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.FAMILY, selection=Selection.CONTINUOUS),
        order_text="eps^(-m/r)",
        source="DeVore, Howard, Micchelli 1989, Theorem 4.2, as quoted in Galanti & Wolf 2020, Section 3",
        status=Status.QUOTED,
        compared=Compared.RESTATEMENT,
        checked=(
            "the restatements in Galanti & Wolf 2020, Section 3, and in Yarotsky 2018: N ≥ c·ε^(-m/r) for"
            " any map from parameters to functions and any continuous selection; not the paper itself"
        ),
        hypotheses=(CONTINUOUS_SELECTION,),
        notes=(
            "Equivalently the nonlinear width is Ω(N^(-r/m)); the main text of Galanti & Wolf prints Ω(N^(-m/r)), which"
            " `boundlab invert` refutes.",
        ),
    ),
)
