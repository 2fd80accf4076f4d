"""N. Kovachki, S. Lanthaler, S. Mishra, 2021.

On universal approximation and error bounds for Fourier neural operators.
"""

from boundlab.claims.activation import SMOOTH
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.operators import LIPSCHITZ_OPERATORS, OPERATORS
from boundlab.literature._transcription import net, paper, restated, row, text

REFERENCE = paper(
    "kovachki-lanthaler-mishra-2021",
    "Kovachki, Nikola and Lanthaler, Samuel and Mishra, Siddhartha",
    "On universal approximation and error bounds for {Fourier} neural operators",
    journal="Journal of Machine Learning Research",
    volume=22,
    eprint="2107.07562",
)

CLAIMS = (
    row(
        REFERENCE,
        "density",
        "upper density 1",
        OPERATORS,
        net(SMOOTH, kind=Kind.FNO),
        "Fourier neural operators are dense",
        "on universality",
        restated("the abstract and secondary sources: universality between Sobolev spaces on the torus"),
    ),
    row(
        REFERENCE,
        "size",
        "upper ln N eps^(-d/s)*log(1/eps)",
        LIPSCHITZ_OPERATORS,
        net(SMOOTH, kind=Kind.FNO),
        "Lipschitz operators by Fourier neural operators of exponential size",
        "Remark 22",
        text("Remark 22: size of the order ε^(-ε^(-d/s)) in general"),
    ),
)
