"""T. Mao, D.-X. Zhou, Approximation of functions from Korobov spaces by deep convolutional neural networks, 2022."""

from boundlab.claims.activation import RELU
from boundlab.claims.claim import Compared
from boundlab.claims.scope import Kind
from boundlab.function_classes.classes.anisotropic import KOROBOV
from boundlab.literature._transcription import net, paper, row, uncertain

REFERENCE = paper(
    "mao-zhou-2022",
    "Mao, Tong and Zhou, Ding-Xuan",
    "Approximation of functions from {Korobov} spaces by deep convolutional neural networks",
    journal="Advances in Computational Mathematics",
    volume=48,
)

CLAIMS = (
    row(
        REFERENCE,
        "",
        "upper N eps^(-1/2)*log(1/eps)^(3*(d-1)/2+1)",
        KOROBOV,
        net(RELU, kind=Kind.CNN),
        "Deep convolutional networks on Korobov balls",
        "",
        uncertain(Compared.ABSTRACT, "abstracts: rate 2 in the number of parameters up to logarithms"),
        notes=("The power of the logarithm was not checked.",),
    ),
)
