"""M. Hutzenthaler, A. Jentzen, T. Kruse, T. A. Nguyen, 2020.

A proof that rectified deep neural networks overcome the curse of dimensionality for semilinear heat equations.
"""

from fractions import Fraction

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.function_classes.classes.points import PDE_SOLUTIONS
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "hutzenthaler-jentzen-kruse-nguyen-2020",
    "Hutzenthaler, Martin and Jentzen, Arnulf and Kruse, Thomas and Nguyen, Tuan Anh",
    (
        "A proof that rectified deep neural networks overcome the curse of dimensionality in the"
        " numerical approximation of semilinear heat equations"
    ),
    journal="SN Partial Differential Equations and Applications",
    volume=1,
    eprint="1901.10854",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper ln N log(1/eps)",
        PDE_SOLUTIONS,
        net(RELU),
        "Semilinear heat equations without the curse of dimensionality",
        "Theorem 1.1",
        text(
            "Theorem 1.1: the number of parameters is at most c·d^c·ε^(-c), with a constant c that"
            " the data of the problem give"
        ),
        norm=Norm(Fraction(2), measure="some"),
        notes=("A power of 1/ε times a power of d; which powers, the statement does not say.",),
        dense=True,
    ),
)
