"""T. Mao, J. W. Siegel, J. Xu, 2024.

Approximation rates for shallow ReLU^k neural networks on Sobolev spaces via the Radon transform.
"""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.norm import SYMBOL, Norm
from boundlab.claims.scope import Depth
from boundlab.function_classes.classes.hoelder import FRACTIONAL_SOBOLEV
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "mao-siegel-xu-2024",
    "Mao, Tong and Siegel, Jonathan W. and Xu, Jinchao",
    "Approximation rates for shallow {ReLU}^k neural networks on {Sobolev} spaces via the {Radon} transform",
    eprint="2408.10996",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper d_U N^(-s/d)*log(N)",
        FRACTIONAL_SOBOLEV,
        net(RELU, Depth.SHALLOW),
        "Shallow ReLU networks on Sobolev balls",
        "",
        uncertain(
            Compared.ABSTRACT,
            "the abstract: W^s(L_p) in L_q, q ≤ p, p ≥ 2, s ≤ 1 + (d+1)/2, rate n^(-s/d) up to logarithms",
        ),
        where=("p >= 2", "q <= p", "2*s <= d + 3"),
        norm=Norm(SYMBOL),
        notes=("The power of the logarithm was not checked.",),
    ),
)
