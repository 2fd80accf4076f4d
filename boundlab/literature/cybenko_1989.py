"""G. Cybenko, Approximation by superpositions of a sigmoidal function, 1989."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.continuous import CONTINUOUS
from boundlab.literature._transcription import net, paper, restated, row

REFERENCE = paper(
    "cybenko-1989",
    "Cybenko, George",
    "Approximation by superpositions of a sigmoidal function",
    journal="Mathematics of Control, Signals and Systems",
    volume=2,
    pages="303--314",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        CONTINUOUS,
        net(family("sigmoid", "tanh", "arctan"), Depth.SHALLOW),
        "One hidden layer of sigmoidal units is dense",
        "Theorem 2",
        restated("restatements in textbooks and surveys; not the paper itself"),
    ),
)
