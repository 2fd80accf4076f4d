"""M. Leshno, V. Lin, A. Pinkus, S. Schocken, 1993.

Multilayer feedforward networks with a nonpolynomial activation function can approximate any function.
"""

from boundlab.claims.activation import ANY_ACTIVATION
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.continuous import CONTINUOUS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "leshno-lin-pinkus-schocken-1993",
    "Leshno, Moshe and Lin, Vladimir Ya. and Pinkus, Allan and Schocken, Shimon",
    "Multilayer feedforward networks with a nonpolynomial activation function can approximate any function",
    journal="Neural Networks",
    volume=6,
    pages="861--867",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        CONTINUOUS,
        net(ANY_ACTIVATION, Depth.SHALLOW),
        "One hidden layer is dense unless the activation is a polynomial",
        "Theorem 1",
        restated(
            "restatements in surveys: σ locally bounded, continuous but for a null set; dense if and"
            " only if it is no polynomial; not the paper itself"
        ),
        notes=("Every catalogued activation is such and no polynomial.",),
    ),
)
