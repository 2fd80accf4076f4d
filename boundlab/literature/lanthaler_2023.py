"""S. Lanthaler, Operator learning with PCA-Net: upper and lower complexity bounds, 2023."""

from fractions import Fraction

from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.operators import CR_OPERATORS
from boundlab.literature._transcription import net, paper, row, text
from boundlab.symbolic.domain import Parameter, real_above

REFERENCE = paper(
    "lanthaler-2023",
    "Lanthaler, Samuel",
    "Operator learning with {PCA}-{Net}: upper and lower complexity bounds",
    journal="Journal of Machine Learning Research",
    volume=24,
    eprint="2303.16317",
)

CLAIMS = (
    row(
        REFERENCE,
        "theorem-9",
        "lower N eps^(-c)",
        CR_OPERATORS,
        net(kind=Kind.NEURAL_OPERATOR),
        "No power of 1/ε suffices for PCA-Net on smooth operators",
        "Theorem 9",
        text(
            "Theorem 9: for every γ an operator, C^k, with error at least c·size^(-γ) in L2 of a"
            " non-degenerate Gaussian"
        ),
        norm=Norm(Fraction(2), measure="some"),
        declared=(Parameter("c", real_above(0), "any positive number"),),
    ),
)
