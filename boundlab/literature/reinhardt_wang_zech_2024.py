"""N. Reinhardt, S. Wang, J. Zech, Statistical learning theory for neural operators, 2024."""

from fractions import Fraction

from boundlab.claims.activation import RELU
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Kind, Weights
from boundlab.function_classes.classes.operators import HOLOMORPHIC_OPERATORS
from boundlab.literature._transcription import net, paper, row, text
from boundlab.symbolic.domain import Parameter, real_above

REFERENCE = paper(
    "reinhardt-wang-zech-2024",
    "Reinhardt, Niklas and Wang, Sven and Zech, Jakob",
    "Statistical learning theory for neural operators",
    journal="Journal of Machine Learning Research",
    volume=27,
    year=2026,
    eprint="2412.17582",
)

CLAIMS = (
    row(
        REFERENCE,
        "sup",
        "upper d_N N^(-min(a-1, t)+tau)",
        HOLOMORPHIC_OPERATORS,
        net(RELU, weights=Weights.CONSTANT, kind=Kind.NEURAL_OPERATOR),
        "Holomorphic operators with bounded weights",
        "Theorem 18",
        text("Theorem 18: squared sup-error N^(-2·min(r-1, t)+τ) for every τ > 0, ReLU or RePU, bounded weights"),
        where=("tau < a - 1", "tau < t"),
        declared=(Parameter("tau", real_above(0), "any positive number"),),
    ),
    row(
        REFERENCE,
        "l2",
        "upper d_N N^(-min(a-1/2, t)+tau)",
        HOLOMORPHIC_OPERATORS,
        net(RELU, weights=Weights.CONSTANT, kind=Kind.NEURAL_OPERATOR),
        "Holomorphic operators with bounded weights, on average",
        "Theorem 18",
        text("Theorem 18: squared L2(γ) error N^(-2·min(r-1/2, t)+τ)"),
        where=("tau < a - 1/2", "tau < t"),
        norm=Norm(Fraction(2), measure="some"),
        declared=(Parameter("tau", real_above(0), "any positive number"),),
    ),
)
