"""T. Poggio, H. Mhaskar, L. Rosasco, B. Miranda, Q. Liao, 2017.

Why and when can deep networks avoid the curse of dimensionality.
"""

from boundlab.claims.activation import SMOOTH
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.composition import BINARY_TREE
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "poggio-mhaskar-rosasco-miranda-liao-2017",
    "Poggio, Tomaso and Mhaskar, Hrushikesh and Rosasco, Lorenzo and Miranda, Brando and Liao, Qianli",
    "Why and when can deep---but not shallow---networks avoid the curse of dimensionality: a review",
    journal="International Journal of Automation and Computing",
    volume=14,
    pages="503--519",
    eprint="1611.00740",
)

CLAIMS = (
    row(
        REFERENCE,
        "deep",
        "upper U eps^(-2/r)",
        BINARY_TREE,
        net(SMOOTH, Depth.FIXED),
        "Deep networks that follow a binary tree",
        "Theorem 2",
        recalled("the abstract, on which networks avoid the curse; the formula is recalled"),
    ),
)
