"""B. Bauer, M. Kohler, 2019.

On deep learning as a remedy for the curse of dimensionality in nonparametric regression.
"""

from boundlab.claims.activation import family
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.composition import COMPOSITIONAL
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "bauer-kohler-2019",
    "Bauer, Benedikt and Kohler, Michael",
    "On deep learning as a remedy for the curse of dimensionality in nonparametric regression",
    journal="The Annals of Statistics",
    volume=47,
    pages="2261--2285",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper n eps^(-(2*beta+t)/beta)*log(1/eps)^3",
        COMPOSITIONAL,
        net(family("sigmoid"), Depth.FIXED),
        "Learning hierarchical interaction models with sigmoid networks",
        "Theorem 1",
        uncertain(
            Compared.RESTATEMENT, "later papers that quote its rate for generalised hierarchical interaction models"
        ),
        notes=("That its models are all such compositions was not checked.",),
    ),
)
