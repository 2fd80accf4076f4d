"""A. Caragea, P. Petersen, F. Voigtlaender, 2023.

Neural network approximation and estimation of classifiers with classification boundary in a Barron class.
"""

from fractions import Fraction

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.barron_ball import BARRON_BALL
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "caragea-petersen-voigtlaender-2023",
    "Caragea, Andrei and Petersen, Philipp and Voigtlaender, Felix",
    "Neural network approximation and estimation of classifiers with classification boundary in a {Barron} class",
    journal="The Annals of Applied Probability",
    volume=33,
    pages="3039--3079",
    eprint="2011.09363",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-1/2)",
        BARRON_BALL,
        net(RELU, Depth.SHALLOW),
        "Shallow ReLU networks on the Barron ball",
        "Proposition 7.4",
        restated(
            "JMLR 27 (25-0746): the first-order Barron class lies in the variation space of the"
            " threshold, in that of ReLU only the second-order one; so inner weights are not bounded"
        ),
        norm=Norm(Fraction(2), measure="every"),
        notes=("A threshold unit is the limit of two ReLU units.",),
    ),
)
