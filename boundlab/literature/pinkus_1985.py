"""A. Pinkus, n-Widths in Approximation Theory, 1985."""

from boundlab.claims.hypotheses import LINEAR_SELECTION
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind, Selection
from boundlab.function_classes.classes.sobolev_ball import SOBOLEV_BALL
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper("pinkus-1985", "Pinkus, Allan", "n-Widths in Approximation Theory", "book", publisher="Springer")

CLAIMS = (
    row(
        REFERENCE,
        "linear",
        "lower N eps^(-m/r)",
        SOBOLEV_BALL,
        net(kind=Kind.FAMILY, selection=Selection.LINEAR),
        "Linear widths of the Sobolev ball in every L^q",
        "chapter VII",
        recalled(),
        norm=Norm.L1,
        hypotheses=(LINEAR_SELECTION,),
        dense=True,
    ),
)
