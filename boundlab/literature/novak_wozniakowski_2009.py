"""E. Novak, H. Woźniakowski, 2009.

Approximation of infinitely differentiable multivariate functions is intractable.
"""

from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.points import INFINITELY_SMOOTH
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "novak-wozniakowski-2009",
    "Novak, Erich and Woźniakowski, Henryk",
    "Approximation of infinitely differentiable multivariate functions is intractable",
    journal="Journal of Complexity",
    volume=25,
    pages="398--404",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "lower ln n(d) N",
        INFINITELY_SMOOTH,
        net(kind=Kind.FAMILY),
        "Infinitely smooth functions need exponentially many samples",
        "Theorem 1",
        recalled(),
    ),
)
