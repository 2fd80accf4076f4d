"""K. Funahashi, On the approximate realization of continuous mappings by neural networks, 1989."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.continuous import MAPS
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "funahashi-1989",
    "Funahashi, Ken-Ichi",
    "On the approximate realization of continuous mappings by neural networks",
    journal="Neural Networks",
    volume=2,
    pages="183--192",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper density 1",
        MAPS,
        net(family("sigmoid", "tanh", "arctan"), Depth.SHALLOW),
        "One hidden layer is dense among continuous maps",
        "Theorem 1",
        recalled(),
    ),
)
