"""A. Cohen, R. DeVore, G. Petrova, P. Wojtaszczyk, Optimal stable nonlinear approximation, 2022."""

from boundlab.claims.claim import Approximators, Claim, Counting, Direction, Reference, Status
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind, Selection
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, restated, row

REFERENCE = Reference(
    "cohen-devore-petrova-wojtaszczyk-2022",
    """@article{cohen-devore-petrova-wojtaszczyk-2022,
  author = {Cohen, Albert and DeVore, Ronald and Petrova, Guergana and Wojtaszczyk, Przemyslaw},
  title = {Optimal stable nonlinear approximation},
  journal = {Foundations of Computational Mathematics},
  volume = {22},
  pages = {607--648},
  year = {2022},
  eprint = {2009.09907},
}""",
)

CLAIMS = (
    Claim(
        id="cohen-devore-petrova-wojtaszczyk-2022",
        title="Lipschitz selection: stable manifold widths are bounded below by entropy numbers",
        direction=Direction.LOWER,
        quantity="N",
        target=SOBOLEV_BALL,
        approximators=Approximators(Kind.FAMILY, selection=Selection.LIPSCHITZ),
        order_text="eps^(-m/r)",
        source="Cohen, DeVore, Petrova, Wojtaszczyk 2022, Section 3",
        status=Status.DERIVED,
        checked="the text was not read; the order is derived here, a Lipschitz selection is a continuous one",
        depends_on=("devore-howard-micchelli-1989",),
        counting=Counting.NONZERO,
        notes=("Both the selection and the decoder are Lipschitz with a fixed constant.",),
    ),
    row(
        REFERENCE,
        "hilbert",
        "upper N eps^(-m/r)",
        SOBOLEV_BALL,
        net(kind=Kind.FAMILY, selection=Selection.LIPSCHITZ),
        "In a Hilbert space entropy numbers bound stable widths from above",
        "on Hilbert spaces",
        restated("a collection of open problems, which states it and leaves other L^p open; not the paper itself"),
        norm=Norm.L2,
        dense=True,
    ),
)
