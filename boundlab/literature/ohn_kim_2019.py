"""I. Ohn, Y. Kim, Smooth function approximation by deep neural networks with general activation functions, 2019."""

from boundlab.claims.activation import family
from boundlab.claims.scope import Depth, Weights
from boundlab.function_classes.classes.hoelder import HOELDER
from boundlab.literature._transcription import net, paper, recalled, row

REFERENCE = paper(
    "ohn-kim-2019",
    "Ohn, Ilsang and Kim, Yongdai",
    "Smooth function approximation by deep neural networks with general activation functions",
    journal="Entropy",
    volume=21,
    eprint="1906.06903",
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-d/s)*log(1/eps)",
        HOELDER,
        net(
            family("relu", "leaky-relu", "sigmoid", "tanh", "softplus", "silu", "elu"),
            Depth.LOG,
            weights=Weights.POLYNOMIAL,
        ),
        "Sparse networks with general activations",
        "Theorem 1",
        recalled(),
    ),
)
