"""P. Grohs, F. Hornung, A. Jentzen, P. von Wurstemberger, 2023.

A proof that artificial neural networks overcome the curse of dimensionality for Black-Scholes equations.
"""

from fractions import Fraction

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.function_classes.classes.points import PDE_SOLUTIONS
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "grohs-hornung-jentzen-vonwurstemberger-2023",
    "Grohs, Philipp and Hornung, Fabian and Jentzen, Arnulf and von Wurstemberger, Philippe",
    (
        "A proof that artificial neural networks overcome the curse of dimensionality in the numerical"
        " approximation of {Black}--{Scholes} partial differential equations"
    ),
    journal="Memoirs of the American Mathematical Society",
    volume=284,
    eprint="1809.02362",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper ln N log(1/eps)",
        PDE_SOLUTIONS,
        net(RELU),
        "Black-Scholes equations without the curse of dimensionality",
        "Theorem 1.1",
        recalled("nothing but the title; the form c·d^c·ε^(-c) is recalled"),
        norm=Norm(Fraction(2), measure="some"),
        notes=("A power of 1/ε times a power of d; which powers, the statement does not say.",),
        dense=True,
    ),
)
