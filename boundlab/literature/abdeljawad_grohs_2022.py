"""A. Abdeljawad, P. Grohs, Approximations with deep neural networks in Sobolev time-space, 2022."""

from boundlab.claims.activation import family
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "abdeljawad-grohs-2022",
    "Abdeljawad, Ahmed and Grohs, Philipp",
    "Approximations with deep neural networks in {Sobolev} time-space",
    journal="Analysis and Applications",
    volume=20,
    pages="499--541",
    eprint="2101.06115",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper U eps^(-d/(2*s))",
        HOELDER,
        net(family("relu2"), Depth.FIXED),
        "Units of ReLU² networks of fixed depth",
        "",
        uncertain(
            Compared.ABSTRACT,
            "an abstract of the authors on rectified quadratic units: fixed depth, O(ε^(-d/(2s))) neurons in sup norm",
        ),
        notes=("Which of their two papers states it was not checked.",),
    ),
)
