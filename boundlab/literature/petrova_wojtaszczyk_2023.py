"""G. Petrova, P. Wojtaszczyk, Limitations on approximation by deep and shallow neural networks, 2023."""

from boundlab.claims.activation import LIPSCHITZ_ACTIVATION
from boundlab.claims.norm import Norm
from boundlab.claims.scope import Depth, Weights, Width
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, row, text

REFERENCE = paper(
    "petrova-wojtaszczyk-2023",
    "Petrova, Guergana and Wojtaszczyk, Przemysław",
    "Limitations on approximation by deep and shallow neural networks",
    journal="Journal of Machine Learning Research",
    volume=24,
    eprint="2212.02223",
)

CLAIMS = (
    row(
        REFERENCE,
        "fixed-width",
        "lower d_N N^(-2*s/d)*log(N)^(-s/d)",
        HOELDER,
        net(LIPSCHITZ_ACTIVATION, width=Width.FIXED, weights=Weights.POLYNOMIAL),
        "Deep networks of fixed width with polynomial weights",
        "Corollary 11",
        text(
            "Corollary 11: entropy numbers of the order n^(-α) and weights at most C·n^δ at depth n"
            " and fixed width leave an error of (log n)^(-α)·n^(-2α), in any Banach space that"
            " contains C"
        ),
        norm=Norm.L1,
        depends_on=("birman-solomyak-1967",),
        notes=("With the entropy numbers n^(-s/d) of the class.",),
    ),
    row(
        REFERENCE,
        "shallow",
        "lower d_U N^(-s/d)*log(N)^(-s/d)",
        HOELDER,
        net(LIPSCHITZ_ACTIVATION, Depth.SHALLOW, weights=Weights.POLYNOMIAL),
        "Shallow networks with polynomial weights",
        "Corollary 13",
        text("Corollary 13, for ReLU and bounded Lipschitz activations: (log W)^(-α)·W^(-α)"),
        norm=Norm.L1,
        depends_on=("birman-solomyak-1967",),
    ),
)
