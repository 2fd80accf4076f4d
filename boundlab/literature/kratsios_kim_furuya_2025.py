"""A. Kratsios, B. J. Kim, T. Furuya, 2025.

Approximation rates in Besov norms and sample-complexity of Kolmogorov-Arnold networks with residual connections.
"""

from boundlab.claims.claim import Compared
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.hoelder import BESOV
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "kratsios-kim-furuya-2025",
    "Kratsios, Anastasis and Kim, Bum Jun and Furuya, Takashi",
    (
        "Approximation rates in {Besov} norms and sample-complexity of {Kolmogorov}-{Arnold} networks"
        " with residual connections"
    ),
    eprint="2504.15110",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-d/s)",
        BESOV,
        net(kind=Kind.KAN),
        "Kolmogorov-Arnold networks with residual connections on Besov balls",
        "",
        uncertain(Compared.ABSTRACT, "the abstract: optimal rates for Besov functions, even in Besov norms"),
        where=("s > d/p",),
        notes=("That the optimal rate is meant in the number of parameters was not checked.",),
    ),
)
