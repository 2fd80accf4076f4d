"""R. Eldan, O. Shamir, The power of depth for feedforward neural networks, 2016."""

from fractions import Fraction

from boundlab.claims.activation import ANY_ACTIVATION, family
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.points import HARD_BY_DIMENSION
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "eldan-shamir-2016",
    "Eldan, Ronen and Shamir, Ohad",
    "The power of depth for feedforward neural networks",
    "inproceedings",
    booktitle="Proceedings of the 29th Conference on Learning Theory",
    eprint="1512.03965",
)

CLAIMS = (
    row(
        REFERENCE,
        "shallow",
        "lower ln U(d) N",
        HARD_BY_DIMENSION,
        net(ANY_ACTIVATION, Depth.SHALLOW),
        "A radial function needs exponential width with one hidden layer",
        "Theorem 1",
        text("Theorem 1: width c·e^(cN) at least, in L2 of a particular measure; a mild growth condition on σ"),
        norm=Norm(Fraction(2), measure="some"),
    ),
    row(
        REFERENCE,
        "two-hidden",
        "upper U(d) N^(19/4)",
        HARD_BY_DIMENSION,
        net(family("relu", "sigmoid", "heaviside"), Depth.TWO_HIDDEN),
        "The same function with two hidden layers",
        "Theorem 1",
        text("Theorem 1: width C·c_σ·N^(19/4)"),
        norm=Norm(Fraction(2), measure="some"),
    ),
)
