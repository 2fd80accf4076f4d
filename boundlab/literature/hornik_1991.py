"""K. Hornik, Approximation capabilities of multilayer feedforward networks, 1991."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.continuous import CONTINUOUS
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "hornik-1991",
    "Hornik, Kurt",
    "Approximation capabilities of multilayer feedforward networks",
    journal="Neural Networks",
    volume=4,
    pages="251--257",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        CONTINUOUS,
        net(family("sigmoid", "tanh", "arctan", "sin", "clipped-relu"), Depth.SHALLOW),
        "One hidden layer of bounded continuous units is dense",
        "Theorem 2",
        recalled(),
    ),
)
